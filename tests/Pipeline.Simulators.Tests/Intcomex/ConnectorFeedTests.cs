using System.Text;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Distributors;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds;
using Pipeline.Simulators.Intcomex.Faults;
using Pipeline.Simulators.Intcomex.Products;
using Pipeline.TestSupport;

namespace Pipeline.Simulators.Tests.Intcomex;

/// <summary>The feeds of Intcomex from the answer of the strict service to what they say of an article.</summary>
public sealed class ConnectorFeedTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("intcomex-feeds-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_four_feeds_say_what_the_service_has()
    {
        await using ConnectorStage stage = await ConnectorStage.StartAsync();

        IReadOnlyDictionary<string, FeedFacts> products = await ReadAsync(stage, FeedKind.Catalog);
        IReadOnlyDictionary<string, FeedFacts> prices = await ReadAsync(stage, FeedKind.Price);
        IReadOnlyDictionary<string, FeedFacts> stock = await ReadAsync(stage, FeedKind.Stock);
        IReadOnlyDictionary<string, FeedFacts> content = await ReadAsync(stage, FeedKind.Content);

        IwsProduct notebook = ProductList.Samples.Find("NB101ZTR01")!;
        ProductFacts product = products["NB101ZTR01"].Product!;
        Assert.Equal((notebook.Mpn, notebook.Brand, notebook.Upc), (product.Mpn, product.Brand, product.Gtin));
        Assert.Equal(notebook.UnitPrice, prices["NB101ZTR01"].Price!.Price);
        Assert.Equal(notebook.Stock, stock["NB101ZTR01"].Stock!.Local);
        Assert.NotEmpty(content["NB101ZTR01"].Content!.Images);
        Assert.True(products["SF505ORV01"].Product!.Flags.Downloadable);
        Assert.True(products["WR211ZTR06"].Product!.Flags.Warranty);
        Assert.True(products["KT312LUM08"].Product!.Flags.Bundle);
        Assert.Equal(products.Keys.Order(StringComparer.Ordinal), stock.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("XX111ZZZ11", products.Keys);
    }

    [Theory]
    [InlineData(FeedKind.Catalog)]
    [InlineData(FeedKind.Stock)]
    public async Task Pages_say_what_the_whole_list_says(FeedKind kind)
    {
        await using ConnectorStage whole = await ConnectorStage.StartAsync();
        await using ConnectorStage paged = await ConnectorStage.StartAsync(pageSize: 5);

        IReadOnlyDictionary<string, FeedFacts> some = await ReadAsync(paged, kind);

        Assert.Equal(
            (await ReadAsync(whole, kind)).OrderBy(static entry => entry.Key, StringComparer.Ordinal).Select(static entry => (entry.Key, entry.Value.Product, entry.Value.Stock?.Local)),
            some.OrderBy(static entry => entry.Key, StringComparer.Ordinal).Select(static entry => (entry.Key, entry.Value.Product, entry.Value.Stock?.Local)));
        Assert.Equal(3, paged.Simulator.Journal.Entries.Count(entry => entry.Operation.StartsWith("get", StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData(FeedKind.Catalog, 0, IwsFault.ShuffledMembers, IwsFault.UnknownMembers, IwsFault.OtherMpnSpelling)]
    [InlineData(FeedKind.Catalog, 5, IwsFault.EnvelopeInArray, IwsFault.ShuffledMembers)]
    [InlineData(FeedKind.Price, 0, IwsFault.FlatPrices, IwsFault.OtherMpnSpelling, IwsFault.UnknownMembers)]
    [InlineData(FeedKind.Stock, 0, IwsFault.QuotedStock, IwsFault.ShuffledMembers)]
    [InlineData(FeedKind.Stock, 5, IwsFault.QuotedStock, IwsFault.EnvelopeInArray)]
    public async Task What_the_service_writes_otherwise_says_the_same(FeedKind kind, int pageSize, params IwsFault[] faults)
    {
        await using ConnectorStage stage = await ConnectorStage.StartAsync(pageSize: pageSize);
        string before = await LandAsync(stage, kind);
        foreach (IwsFault fault in faults)
        {
            stage.Simulator.Faults.Set(new IwsFaultSwitch(fault));
        }

        string after = await LandAsync(stage, kind);

        Assert.NotEqual(await File.ReadAllTextAsync(before), await File.ReadAllTextAsync(after));
        await using IFeedChangeSet first = await CompareAsync(stage, kind, before);
        await using IFeedChangeSet changes = await CompareAsync(stage, kind, after, before, first.Statistics);
        Assert.Empty(Enumerable.Range(0, Buckets.Count).SelectMany(changes.Read));
        Assert.Equal(0, changes.Counts.Failed);
    }

    [Theory]
    [InlineData(FeedKind.Catalog, 5, IwsFault.PageMissing, "FEED_PAGES_INCOMPLETE")]
    [InlineData(FeedKind.Catalog, 5, IwsFault.PageRepeated, "FEED_PAGES_INCOMPLETE")]
    [InlineData(FeedKind.Stock, 5, IwsFault.WrongTotalRows, "FEED_PAGES_INCOMPLETE")]
    [InlineData(FeedKind.Catalog, 0, IwsFault.EmptyFeed, "FEED_EMPTY")]
    [InlineData(FeedKind.Price, 0, IwsFault.EmptyFeed, "FEED_EMPTY")]
    [InlineData(FeedKind.Content, 0, IwsFault.EmptyFeed, "FEED_EMPTY")]
    [InlineData(FeedKind.Catalog, 0, IwsFault.ErrorInFeed, "FEED_PAGES_INCOMPLETE")]
    [InlineData(FeedKind.Stock, 5, IwsFault.ErrorInFeed, "FEED_PAGES_INCOMPLETE")]
    [InlineData(FeedKind.Content, 0, IwsFault.ErrorInFeed, "FEED_PAGES_INCOMPLETE")]
    public async Task An_answer_that_is_not_whole_is_refused_when_it_is_read(FeedKind kind, int pageSize, IwsFault fault, string code)
    {
        await using ConnectorStage stage = await ConnectorStage.StartAsync(pageSize: pageSize);
        stage.Simulator.Faults.Set(new IwsFaultSwitch(fault));
        string landed = await LandAsync(stage, kind);

        Assert.Equal(code, (await Assert.ThrowsAsync<FeedRefusedException>(() => CompareAsync(stage, kind, landed))).Code);

        stage.Simulator.Faults.Clear();
        Assert.NotEmpty(await ReadAsync(stage, kind));
    }

    [Theory]
    [InlineData(IwsFault.HtmlBody)]
    [InlineData(IwsFault.CutInTheMiddle)]
    [InlineData(IwsFault.StreamBroken)]
    [InlineData(IwsFault.ConnectionCut)]
    [InlineData(IwsFault.DataUnavailable)]
    public async Task Of_an_answer_that_breaks_off_nothing_lands(IwsFault fault)
    {
        await using ConnectorStage stage = await ConnectorStage.StartAsync();
        stage.Simulator.Faults.Set(new IwsFaultSwitch(fault));

        // A read is tried again a while later.
        Task<string> landing = LandAsync(stage, FeedKind.Stock);
        await WaitFor.TrueAsync(() =>
        {
            stage.Clock.Advance(TimeSpan.FromSeconds(1));
            return landing.IsCompleted;
        });
        FeedTransportException broken = await Assert.ThrowsAsync<FeedTransportException>(() => landing);

        Assert.NotNull(Core.Issues.IssueCatalog.Find(broken.Code));
        Assert.Empty(folder.GetFiles());
        stage.Simulator.Faults.Clear();
        Assert.NotEmpty(await ReadAsync(stage, FeedKind.Stock));
    }

    [Theory]
    [InlineData(IwsFault.ZeroPrice, "ZERO_PRICE")]
    [InlineData(IwsFault.NegativePrice, "PRICE_INVALID")]
    [InlineData(IwsFault.UnknownCurrency, "CURRENCY_UNKNOWN")]
    [InlineData(IwsFault.NullCurrency, "CURRENCY_UNKNOWN")]
    public async Task A_price_that_is_none_is_told_by_its_code(IwsFault fault, string code)
    {
        await using ConnectorStage stage = await ConnectorStage.StartAsync();
        stage.Simulator.Faults.Set(new IwsFaultSwitch(fault) { Sku = "NB101ZTR01" });
        await using IFeedChangeSet changes = await CompareAsync(stage, FeedKind.Price, await LandAsync(stage, FeedKind.Price));
        using MemoryStream report = new();
        await changes.WriteReportAsync(report, default);

        Assert.Contains($",{code},", Encoding.UTF8.GetString(report.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_wants_to_be_left_alone_for_a_day_and_its_stock_for_an_hour()
    {
        await using ConnectorStage stage = await ConnectorStage.StartAsync();

        Assert.Equal(
            [(FeedKind.Catalog, 24), (FeedKind.Price, 24), (FeedKind.Stock, 1), (FeedKind.Content, 24)],
            stage.Distributor.Feeds.Select(static feed => (feed.Kind, (int)feed.Cadence!.Value.TotalHours)));
        Assert.Equal(2, stage.Distributor.MinimumUnits);
    }

    private static DistributorFeed Feed(ConnectorStage stage, FeedKind kind) => stage.Distributor.Feeds.Single(feed => feed.Kind == kind);

    private async Task<string> LandAsync(ConnectorStage stage, FeedKind kind)
    {
        IFeedSource source = Feed(stage, kind).Api!;
        RemoteFile remote = (await source.ProbeAsync(default))!;
        return (await source.DownloadAsync(remote, Path.Combine(folder.FullName, Path.GetRandomFileName()), default)).Path;
    }

    private async Task<IReadOnlyDictionary<string, FeedFacts>> ReadAsync(ConnectorStage stage, FeedKind kind)
    {
        await using IFeedChangeSet changes = await CompareAsync(stage, kind, await LandAsync(stage, kind));
        return Enumerable.Range(0, Buckets.Count).SelectMany(changes.Read).ToDictionary(static change => change.Key, static change => change.Facts);
    }

    private async Task<IFeedChangeSet> CompareAsync(ConnectorStage stage, FeedKind kind, string file, string? previous = null, FeedStatistics? statistics = null)
    {
        DistributorFeed feed = Feed(stage, kind);
        FeedProfile profile = FeedProfileCatalog.Load(feed.Profile, stage.Distributor.FindProfile(feed.Profile));
        return await new FeedReader(stage.Clock).CompareAsync(
            new FeedComparison
            {
                Feed = new FeedId("intcomex", kind), Form = feed.Form, Profile = profile, File = file, FileDate = new DateOnly(2026, 3, 10),
                PreviousFile = previous, PreviousProfile = profile, PreviousStatistics = statistics, WorkFolder = folder.FullName,
            },
            null,
            default);
    }
}

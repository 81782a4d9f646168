using System.Text.Json;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Storage.Catalog;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Catalog;

/// <summary>Distributors whose products, prices, stock and content are feeds of their own: an article is what all of them say.</summary>
[Collection(EmulatorCollection.Name)]
public sealed class FeedOrderTests(StorageEmulator emulator) : IAsyncLifetime
{
    private static readonly FactKinds[][] Divisions =
    [
        [FactKinds.Product, FactKinds.Price],
        [FactKinds.Product | FactKinds.Stock, FactKinds.Price],
        [FactKinds.Product, FactKinds.Price | FactKinds.Stock],
    ];

    private CatalogTables tables = null!;
    private CatalogStore store = null!;

    public async Task InitializeAsync()
    {
        await emulator.EmptyCatalogAsync();
        tables = new CatalogTables(emulator.Tables);
        store = new CatalogStore(tables);
    }

    public Task DisposeAsync()
    {
        tables.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Any_order_of_accepted_files_gives_the_same_catalogue(int division)
    {
        for (int seed = 1; seed <= 6; seed++)
        {
            Random random = new((division * 100) + seed);
            FeedHistory[] feeds = Feeds(division, random);
            string one = $"one{division}{seed}";
            string other = $"two{division}{seed}";
            await ImportAsync(one, feeds, random);
            await ImportAsync(other, feeds, random);

            IReadOnlyList<string> entries = await EntriesAsync(one, feeds);

            Assert.NotEmpty(entries);
            Assert.Equal(entries, (await EntriesAsync(other, feeds)).Select(entry => entry.Replace(other, one, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task A_row_exists_by_its_product_or_by_its_price()
    {
        FeedHistory products = new(FeedKind.Catalog, FactKinds.Product, Says(("1", 1), ("2", 2)));
        FeedHistory prices = new(FeedKind.Price, FactKinds.Price, Says(("1", 10), ("3", 30)));
        FeedHistory[] feeds = [products, prices];

        await products.ImportAsync(store, "toy", 1);
        await prices.ImportAsync(store, "toy", 1);

        Assert.Equal(("Article 1", 10m, null), await ShownAsync("1", feeds));
        Assert.Equal(("Article 2", null, "NO_PRICE"), await ShownAsync("2", feeds));
        Assert.Equal((null, 30m, null), await ShownAsync("3", feeds));
        CatalogEntry entry = (await EntryAsync("1", feeds))!;
        Assert.Equal(new Provenance("landing/toy/catalog/1.jsonl", null, null, null, 1, 1), entry.Provenance!["description"]);
        Assert.Equal(new Provenance("landing/toy/price/1.jsonl", null, null, null, 1, 10), entry.Provenance["vatPercent"]);
    }

    [Fact]
    public async Task The_feed_of_products_says_which_articles_exist_and_that_of_prices_which_have_one()
    {
        FeedHistory products = new(FeedKind.Catalog, FactKinds.Product, Says(("1", 1), ("2", 2)), Says(("2", 2)), Says(("2", 2)), Says(("2", 2)), Says(("1", 1), ("2", 2)));
        FeedHistory prices = new(FeedKind.Price, FactKinds.Price, Says(("1", 10), ("2", 20)), Says(("1", 10)), Says(("1", 10)), Says(("1", 10)));
        FeedHistory stock = new(FeedKind.Stock, FactKinds.Stock, Says(("1", 5), ("2", 6)));
        FeedHistory[] feeds = [products, prices, stock];
        await products.ImportAsync(store, "toy", 1);
        await prices.ImportAsync(store, "toy", 1);
        await stock.ImportAsync(store, "toy", 1);

        await products.ImportAsync(store, "toy", 2);
        CatalogEntry absent = (await EntryAsync("1", feeds))!;
        await prices.ImportAsync(store, "toy", 2);
        CatalogEntry unpriced = (await EntryAsync("2", feeds))!;
        await products.ImportAsync(store, "toy", 3);
        await products.ImportAsync(store, "toy", 4);
        await prices.ImportAsync(store, "toy", 3);
        await prices.ImportAsync(store, "toy", 4);
        CatalogEntry inactive = (await EntryAsync("1", feeds))!;
        CatalogEntry stillActive = (await EntryAsync("2", feeds))!;
        await products.ImportAsync(store, "toy", 5);
        CatalogEntry back = (await EntryAsync("1", feeds))!;

        Assert.Equal((0, true, null), (absent.Stock.Local, absent.Active, absent.NotSellableReason));
        Assert.Equal((6, true, "NO_PRICE"), (unpriced.Stock.Local, unpriced.Active, unpriced.NotSellableReason));
        Assert.Equal((0, false, "INACTIVE"), (inactive.Stock.Local, inactive.Active, inactive.NotSellableReason));
        Assert.Equal((6, true, "NO_PRICE"), (stillActive.Stock.Local, stillActive.Active, stillActive.NotSellableReason));
        Assert.Equal((5, true, 10m), (back.Stock.Local, back.Active, back.Price?.Amount));
    }

    [Fact]
    public async Task An_article_known_by_its_price_alone_ends_with_it()
    {
        FeedHistory prices = new(FeedKind.Price, FactKinds.Price, Says(("3", 30)), Says(("4", 4)), Says(("4", 4)), Says(("4", 4)));
        FeedHistory[] feeds = [prices];
        await prices.ImportAsync(store, "toy", 1);
        await prices.ImportAsync(store, "toy", 2);
        CatalogEntry absent = (await EntryAsync("3", feeds))!;
        await prices.ImportAsync(store, "toy", 3);
        await prices.ImportAsync(store, "toy", 4);

        Assert.Equal((null, "NO_PRICE", true), (absent.Price, absent.NotSellableReason, absent.Active));
        Assert.Equal("INACTIVE", (await EntryAsync("3", feeds))!.NotSellableReason);
    }

    [Fact]
    public async Task A_stock_is_a_floor_while_its_feed_says_so()
    {
        FeedHistory products = new(FeedKind.Catalog, FactKinds.Product | FactKinds.Stock, Says(("1", 1), ("2", 3)), Says(("1", 4), ("2", 5))) { HasFloors = true };
        FeedHistory stock = new(FeedKind.Stock, FactKinds.Stock, Says(("1", 7)), Says(("1", 8)), Says(), Says(("1", 9))) { HasFloors = true };
        FeedHistory[] feeds = [products, stock];
        await products.ImportAsync(store, "toy", 1);

        List<string> floors = [];
        for (int file = 1; file <= 4; file++)
        {
            await stock.ImportAsync(store, "toy", file);
            CatalogRow row = (await store.FindAsync("toy", "1", default))!;
            floors.Add($"{row.Stock!.Local} {row.Stock.Floor}");
        }

        Assert.Equal(["7 True", "8 False", "8 False", "9 True"], floors);
        Assert.True((await EntryAsync("2", feeds))!.Stock.Floor);
        await products.ImportAsync(store, "toy", 2);
        Assert.Equal((false, true), ((await store.FindAsync("toy", "1", default))!.ListStock!.Floor, (await store.FindAsync("toy", "2", default))!.ListStock!.Floor));
    }

    [Fact]
    public async Task Content_is_one_entity_an_article_and_stays_when_a_newer_file_does_not_name_it()
    {
        FeedHistory products = new(FeedKind.Catalog, FactKinds.Product, Says(("1", 1)));
        FeedHistory content = new(FeedKind.Content, FactKinds.Content, Says(("1", 7), ("9", 9)), Says(("1", 8)));
        FeedHistory[] feeds = [products, content];
        await products.ImportAsync(store, "toy", 1);
        int before = await CountAsync();
        await content.ImportAsync(store, "toy", 1);

        Assert.Equal(before + 1, await CountAsync());
        Assert.Equal("https://images.example/7.jpg", Assert.Single((await EntryAsync("1", feeds))!.Content!.Images).Url);
        Assert.Null(await EntryAsync("9", feeds));

        await content.ImportAsync(store, "toy", 2);
        CatalogEntry changed = (await EntryAsync("1", feeds))!;
        Assert.Equal("https://images.example/8.jpg", Assert.Single(changed.Content!.Images).Url);
        Assert.Equal("landing/toy/content/2.jsonl", changed.Provenance!["content"].File);
        Assert.NotNull((await store.FindAsync("toy", "9", default))!.Content);
    }

    private static FeedHistory[] Feeds(int division, Random random) =>
    [
        new(FeedKind.Catalog, Divisions[division][0], Files(random)) { HasFloors = true },
        new(FeedKind.Price, Divisions[division][1], Files(random)) { HasFloors = true },
        new(FeedKind.Stock, FactKinds.Stock, Files(random)) { HasFloors = true },
        new(FeedKind.Content, FactKinds.Content, Files(random)),
    ];

    private static Dictionary<string, int>[] Files(Random random) =>
    [
        .. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Enumerable.Range(1, 5).Where(_ => random.Next(3) > 0)
            .ToDictionary(static sku => $"{sku}", _ => random.Next(3), StringComparer.Ordinal)),
    ];

    private static Dictionary<string, int> Says(params (string Sku, int Number)[] articles) =>
        articles.ToDictionary(static article => article.Sku, static article => article.Number, StringComparer.Ordinal);

    // Files of one feed come in their order, those of different feeds in any.
    private async Task ImportAsync(string distributor, FeedHistory[] feeds, Random random)
    {
        int[] done = new int[feeds.Length];
        FeedHistory[] order = [.. feeds.SelectMany(static feed => Enumerable.Repeat(feed, feed.Files)).OrderBy(_ => random.Next())];
        foreach (FeedHistory feed in order)
        {
            await feed.ImportAsync(store, distributor, ++done[Array.IndexOf(feeds, feed)]);
        }
    }

    private async Task<(string? Description, decimal? Price, string? Reason)> ShownAsync(string sku, FeedHistory[] feeds) =>
        await EntryAsync(sku, feeds) is { } entry ? (entry.Description, entry.Price?.Amount, entry.NotSellableReason) : default;

    private async Task<CatalogEntry?> EntryAsync(string sku, FeedHistory[] feeds) =>
        CatalogMerge.Merge((await store.FindAsync("toy", sku, default))!, Context(feeds));

    private async Task<IReadOnlyList<string>> EntriesAsync(string distributor, FeedHistory[] feeds) =>
    [
        .. (await store.ReadPageAsync(distributor, null, null, 1000, default)).Items.Select(row => CatalogMerge.Merge(row, Context(feeds))).OfType<CatalogEntry>()
            .Select(static entry => JsonSerializer.Serialize(
                entry with { ChangedAt = default, Provenance = entry.Provenance!.OrderBy(static field => field.Key, StringComparer.Ordinal).ToDictionary() })),
    ];

    private async Task<int> CountAsync() => (await EntityLines.ReadAsync(emulator.Tables, "Catalog", "CatalogByGtin", "CatalogByMpn", "CatalogAbsent")).Count;

    private static DistributorContext Context(FeedHistory[] feeds) =>
        new() { FileTimes = feeds.ToDictionary(static feed => feed.Kind, static feed => feed.Time) };
}

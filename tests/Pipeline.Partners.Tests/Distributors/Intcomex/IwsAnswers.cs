using System.Text;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Distributors.Intcomex.Feeds;
using Pipeline.Partners.Feeds;
using Pipeline.Partners.Tests.Feeds;

namespace Pipeline.Partners.Tests.Distributors.Intcomex;

/// <summary>Answers of IWS, read as an import reads them.</summary>
internal sealed class IwsAnswers(FeedKind kind) : IDisposable
{
    private readonly FeedFolder folder = new();

    public FeedProfile Profile { get; init; } = FeedProfileCatalog.Load($"intcomex-{new FeedId("intcomex", kind).KindName}", null);

    private FeedForm Form => kind switch
    {
        FeedKind.Catalog => new FeedForm(FactKinds.Product, new CatalogReader()),
        FeedKind.Price => new FeedForm(FactKinds.Price, new PriceReader()),
        FeedKind.Stock => new FeedForm(FactKinds.Stock, new StockReader()),
        _ => new FeedForm(FactKinds.Content, new ContentReader()),
    };

    public static string Sample(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "intcomex", $"{name}.json"));

    public void Dispose() => folder.Dispose();

    public async Task<FeedFolder.Accepted> AcceptAsync(string answer)
    {
        await using IFeedChangeSet changes = await CompareAsync(answer);
        return new FeedFolder.Accepted(folder.Write(Encoding.UTF8.GetBytes(answer)), Profile, changes.Statistics);
    }

    public Task<IFeedChangeSet> CompareAsync(string answer, FeedFolder.Accepted? previous = null) => CompareFileAsync(folder.Write(answer), previous);

    public Task<IFeedChangeSet> CompareFileAsync(string file, FeedFolder.Accepted? previous = null) =>
        new FeedReader(TimeProvider.System).CompareAsync(
            new FeedComparison
            {
                Feed = new FeedId("intcomex", kind),
                Form = Form,
                Profile = Profile,
                File = file,
                FileDate = FeedFolder.Day,
                PreviousFile = previous?.File,
                PreviousProfile = previous?.Profile,
                PreviousStatistics = previous?.Statistics,
                WorkFolder = folder.Path,
            },
            null,
            CancellationToken.None);

    /// <summary>What an answer says of each article, by number, and the codes of its findings.</summary>
    public async Task<(IReadOnlyDictionary<string, FeedFacts> Facts, IReadOnlyList<string> Findings)> ReadAsync(string answer)
    {
        await using IFeedChangeSet changes = await CompareAsync(answer);
        return (FeedFolder.All(changes).ToDictionary(static change => change.Key, static change => change.Facts), await FindingsAsync(changes));
    }

    /// <summary>Severity and code of each finding, in the order of the answer.</summary>
    public static async Task<IReadOnlyList<string>> FindingsAsync(IFeedChangeSet changes)
    {
        using MemoryStream report = new();
        await changes.WriteReportAsync(report, default);
        report.Position = 0;
        return [.. (await RowIssueReport.ReadAsync(report, 1000, default)).Select(static issue => $"{issue.Severity} {issue.Code} {issue.Row!.Column}")];
    }
}

using System.Globalization;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds;

namespace Pipeline.Partners.Tests.Feeds;

/// <summary>Reads the files of a case from real life with an embedded layout.</summary>
internal static class RowCase
{
    public static string File(string folder, string name) => Path.Combine(AppContext.BaseDirectory, "samples", "cases", folder, name);

    public static Task<IFeedChangeSet> ReadAsync(FeedFolder folder, string name, string file, string profile = "nl-price") =>
        folder.CompareAsync(FeedProfileCatalog.Load(profile, null), File(name, file));

    /// <summary>Key and value of every article, in the order of the keys.</summary>
    public static string Each(IFeedChangeSet changes, Func<FeedFacts, object?> value) =>
        string.Join(' ', FeedFolder.All(changes).Select(change =>
            string.Create(CultureInfo.InvariantCulture, $"{change.Key}={value(change.Facts) ?? "none"}")));

    /// <summary>Codes of the findings with their lines, in the order of the lines.</summary>
    public static async Task<string> FindingsAsync(IFeedChangeSet changes)
    {
        string report = await FeedFolder.ReportAsync(changes);
        using MemoryStream stream = new(System.Text.Encoding.UTF8.GetBytes(report));
        return string.Join(' ', (await RowIssueReport.ReadAsync(stream, 1000, CancellationToken.None)).Select(static one => $"{one.Code}:{one.Row!.Line}"));
    }
}

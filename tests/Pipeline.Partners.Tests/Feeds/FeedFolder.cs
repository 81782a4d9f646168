using System.Text;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds;

namespace Pipeline.Partners.Tests.Feeds;

/// <summary>A temporary folder with files, and the reader under test.</summary>
public sealed class FeedFolder : IDisposable
{
    public static readonly DateOnly Day = new(2026, 3, 10);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("feed-test-");
    private int files;

    public string Path => folder.FullName;

    public static string Sample(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "samples", "ingram-micro", name);

    public string Write(byte[] content)
    {
        string path = System.IO.Path.Combine(Path, $"file-{++files}");
        File.WriteAllBytes(path, content);
        return path;
    }

    public string Write(string content) => Write(Encoding.UTF8.GetBytes(content));

    public Task<IFeedChangeSet> CompareAsync(
        FeedProfile profile, string file, Accepted? previous = null, FeedReader? reader = null, DateOnly? date = null) =>
        (reader ?? new FeedReader(TimeProvider.System)).CompareAsync(
            new FeedComparison
            {
                Feed = new FeedId("ingram-micro", profile.Feed),
                Profile = profile,
                File = file,
                FileDate = date ?? Day,
                PreviousFile = previous?.File,
                PreviousProfile = previous?.Profile,
                PreviousStatistics = previous?.Statistics,
                WorkFolder = Path,
            },
            null,
            CancellationToken.None);

    /// <summary>Accepts a first file, to compare the next one with.</summary>
    public async Task<Accepted> AcceptAsync(FeedProfile profile, string file, FeedReader? reader = null)
    {
        await using IFeedChangeSet changes = await CompareAsync(profile, file, null, reader);
        return new Accepted(file, profile, changes.Statistics);
    }

    public async Task<string> RefusalAsync(FeedProfile profile, string file, FeedReader? reader = null)
    {
        FeedRefusedException exception = await Assert.ThrowsAsync<FeedRefusedException>(() => CompareAsync(profile, file, null, reader));
        return exception.Code;
    }

    public void Dispose() => folder.Delete(recursive: true);

    public static IReadOnlyList<FeedChange> All(IFeedChangeSet changes) =>
        [.. Enumerable.Range(0, Buckets.Count).SelectMany(changes.Read).OrderBy(change => change.Key, StringComparer.Ordinal)];

    public static async Task<string> ReportAsync(IFeedChangeSet changes)
    {
        using MemoryStream report = new();
        await changes.WriteReportAsync(report, CancellationToken.None);
        return Encoding.UTF8.GetString(report.ToArray());
    }

    public sealed record Accepted(string File, FeedProfile Profile, FeedStatistics Statistics);
}

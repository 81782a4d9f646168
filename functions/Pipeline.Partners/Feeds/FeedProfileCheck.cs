using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Executions;
using Pipeline.Core.Issues;
using Pipeline.Core.Catalog;
using Pipeline.Core.Feeds.Guarding;
using Pipeline.Core.Feeds.Importing;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Partners.Feeds;

/// <summary>Tries a layout on a sample file: what an import would read of it. Nothing is kept and nothing is applied.</summary>
public sealed class FeedProfileCheck(IFeedReader reader, IFeedFormDirectory forms, FeedImportOptions options, TimeProvider clock)
{
    private const int Shown = 20;
    private const int Issues = 100;

    /// <summary>Reads a profile as an operator has written it.</summary>
    /// <exception cref="FeedRefusedException"><c>PROFILE_INVALID</c>: no JSON, or no profile; it names the place.</exception>
    public static FeedProfile Read(string json)
    {
        try
        {
            return FeedProfileCatalog.Load("given", json);
        }
        catch (FormatException invalid)
        {
            throw new FeedRefusedException(IssueCodes.ProfileInvalid, invalid.Message);
        }
    }

    /// <summary>Reads a sample as the first file of a feed.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="profile">The layout.</param>
    /// <param name="sample">The file as it would land, packed or not; of this moment.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="FeedRefusedException"><c>PROFILE_INVALID</c>: the layout is for files of another kind.</exception>
    public async Task<FeedProfileReport> CheckAsync(FeedId feed, FeedProfile profile, Stream sample, CancellationToken cancellationToken)
    {
        if (profile.Feed != feed.Kind)
        {
            throw new FeedRefusedException(
                IssueCodes.ProfileInvalid, $"The profile {profile.Name} is for files of the kind {profile.Feed}; {feed} is {feed.Kind}.");
        }

        string folder = Path.Combine(options.WorkFolder, $"check-{Path.GetRandomFileName()}");
        _ = Directory.CreateDirectory(folder);
        try
        {
            string path = Path.Combine(folder, "new");
            await using (FileStream file = File.Create(path))
            {
                await sample.CopyToAsync(file, cancellationToken);
            }

            return await ReadAsync(feed, profile, path, cancellationToken);
        }
        catch (FeedRefusedException refused)
        {
            return new FeedProfileReport(new FeedVerdict(FeedDecision.Refuse, refused.Code, refused.Message), new FeedCounts(), new FeedStatistics(), [], []);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<FeedProfileReport> ReadAsync(FeedId feed, FeedProfile profile, string path, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        var comparison = new FeedComparison
        {
            Feed = feed,
            Profile = profile,
            Form = forms.FormOf(feed),
            File = path,
            FileDate = DateOnly.FromDateTime(now.UtcDateTime),
            WorkFolder = Path.GetDirectoryName(path)!,
        };
        await using IFeedChangeSet changes = await reader.CompareAsync(comparison, null, cancellationToken);
        FeedVerdict verdict = profile.Guards.Judge(new FeedEvidence
        {
            Counts = changes.Counts,
            Statistics = changes.Statistics,
            ForeignCurrencyRows = changes.ForeignCurrencyRows,
            Full = profile.Full,
            FileTime = now,
            Now = now,
        });
        FeedChange[] first = [.. Enumerable.Range(0, Buckets.Count).SelectMany(changes.Read).OrderBy(static change => (change.Origin.Line, change.Origin.Page, change.Origin.Index)).Take(Shown)];
        using MemoryStream report = new();
        await changes.WriteReportAsync(report, cancellationToken);
        report.Position = 0;
        return new FeedProfileReport(
            verdict, changes.Counts, changes.Statistics, first, await RowIssueReport.ReadAsync(report, Issues, cancellationToken));
    }
}

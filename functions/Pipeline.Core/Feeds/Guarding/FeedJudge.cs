using Pipeline.Core.Feeds.Importing;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Flows;

namespace Pipeline.Core.Feeds.Guarding;

/// <summary>Decides what becomes of a file that has been read.</summary>
internal sealed class FeedJudge(FeedImportParts parts, FeedFile file)
{
    /// <summary>Code of a refusal that a person asked for.</summary>
    public const string RunCancelled = "RUN_CANCELLED";

    /// <summary>What the guards say, unless somebody has cancelled the run, or approved what they would hold.</summary>
    public async Task<FeedVerdict> JudgeAsync(
        IFeedChangeSet read,
        FeedProfile profile,
        AcceptedFile? accepted,
        AcceptedDetail? previous,
        CancellationToken cancellationToken)
    {
        if (await parts.Executions.FindAsync(file.ExecutionId!, cancellationToken) is { Status: ExecutionStatus.Cancelling })
        {
            return new FeedVerdict(FeedDecision.Refuse, RunCancelled, "The run was cancelled before anything was applied.");
        }

        DateTimeOffset now = parts.Time.GetUtcNow();
        FeedVerdict verdict = profile.Guards.Judge(new FeedEvidence
        {
            Counts = read.Counts,
            Statistics = read.Statistics,
            Previous = previous?.Statistics,
            ForeignCurrencyRows = read.ForeignCurrencyRows,
            FileTime = file.FileTime,
            PreviousFileTime = accepted?.CountsAsOf(now),
            Now = now,
            Full = profile.Full,
            IsAnswer = profile.Format is FeedFormat.Pages,
        });
        return verdict.Decision is FeedDecision.Hold && file.Status is FeedFileStatus.Approved ? FeedVerdict.Accepted : verdict;
    }
}

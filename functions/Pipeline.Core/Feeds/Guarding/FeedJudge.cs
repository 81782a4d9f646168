using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;

namespace Pipeline.Core.Feeds.Guarding;

/// <summary>Decides what becomes of a file that has been read.</summary>
public sealed class FeedJudge(IExecutionStore executions, TimeProvider clock)
{
    /// <summary>Refuses a file that is older than the one applied.</summary>
    /// <exception cref="FeedRefusedException"><c>FEED_OLDER</c>.</exception>
    public void RefuseOlder(FeedFile file, AcceptedFile accepted)
    {
        DateTimeOffset applied = accepted.CountsAsOf(clock.GetUtcNow());
        if (file.FileTime < applied)
        {
            throw new FeedRefusedException(
                IssueCodes.FeedOlder,
                FormattableString.Invariant($"{file.Blob} is of {file.FileTime.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, ")
                + FormattableString.Invariant($"older than the file applied ({applied.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z). ")
                + "Use a rollback to go back to an earlier file.");
        }
    }

    /// <summary>What the guards say, unless somebody has cancelled the run, or approved what they would hold.</summary>
    public async Task<FeedVerdict> JudgeAsync(
        FeedFile file,
        IFeedChangeSet read,
        FeedProfile profile,
        AcceptedFile? accepted,
        AcceptedDetail? previous,
        CancellationToken cancellationToken)
    {
        if (await executions.FindAsync(file.ExecutionId!, cancellationToken) is { Status: ExecutionStatus.Cancelling })
        {
            return new FeedVerdict(FeedDecision.Refuse, IssueCodes.RunCancelled, "The run was cancelled before anything was applied.");
        }

        DateTimeOffset now = clock.GetUtcNow();
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

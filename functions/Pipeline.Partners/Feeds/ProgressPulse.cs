using Pipeline.Core.Executions;

namespace Pipeline.Partners.Feeds;

/// <summary>Tells the progress about once a second and notices a cancellation.</summary>
internal sealed class ProgressPulse(
    IProgress<FeedProgress>? progress, long? expected, TimeProvider clock, CancellationToken cancellationToken)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private long last = clock.GetTimestamp();
    private int calls;

    public void ThrowIfCancelled() => cancellationToken.ThrowIfCancellationRequested();

    /// <summary>Called very often; looks at the clock now and then.</summary>
    public void Report(long done)
    {
        if ((++calls & 0xFF) != 0)
        {
            return;
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (progress is not null && clock.GetElapsedTime(last) >= Interval)
        {
            last = clock.GetTimestamp();
            progress.Report(new FeedProgress(done, expected));
        }
    }
}

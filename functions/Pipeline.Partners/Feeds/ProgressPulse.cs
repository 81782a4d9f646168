using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Partners.Feeds;

/// <summary>Tells the progress about once a second and notices a cancellation.</summary>
internal sealed class ProgressPulse(
    IProgress<FeedProgress>? progress, long? expected, TimeProvider time, CancellationToken cancellationToken)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private long _last = time.GetTimestamp();
    private int _calls;

    public void ThrowIfCancelled() => cancellationToken.ThrowIfCancellationRequested();

    /// <summary>Called very often; looks at the clock now and then.</summary>
    public void Report(long done)
    {
        if ((++_calls & 0xFF) != 0)
        {
            return;
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (progress is not null && time.GetElapsedTime(_last) >= Interval)
        {
            _last = time.GetTimestamp();
            progress.Report(new FeedProgress(done, expected));
        }
    }
}

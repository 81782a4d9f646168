using Pipeline.Core.Issues;

namespace Pipeline.Core.Feeds.Landing;

/// <summary>A file that is dated in the future counts as of now: a wrong clock must not make every later file an older one.</summary>
public static class FutureDate
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromMinutes(5);

    /// <summary>The file as it counts; one that is ahead by more than clocks differ says so in its reason.</summary>
    /// <param name="file">A file that has just been landed or found.</param>
    /// <param name="now">The time.</param>
    /// <param name="doubt">How far its time stamp may be off for other reasons.</param>
    public static FeedFile Mend(FeedFile file, DateTimeOffset now, TimeSpan doubt)
    {
        TimeSpan ahead = file.FileTime - now;
        if (ahead <= TimeSpan.Zero)
        {
            return file;
        }

        return ahead <= Tolerated + doubt ? file with { FileTime = now } : file with
        {
            FileTime = now,
            ReasonCode = IssueCodes.FeedFuture,
            Reason = FormattableString.Invariant(
                $"The file is dated {file.FileTime.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, in the future: it counts as of {now.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z."),
        };
    }
}

namespace Pipeline.Core.Errors;

/// <summary>How long something is tried again by itself before a person must act.</summary>
/// <param name="Attempts">Tries, the first included; the last of them is one too many.</param>
/// <param name="Age">Time since it was first seen.</param>
public sealed record RetryLimit(int Attempts, TimeSpan Age)
{
    /// <summary>25 tries or 7 days, whichever comes first.</summary>
    public static RetryLimit Usual { get; } = new(25, TimeSpan.FromDays(7));

    /// <summary>When people are told that it goes on: at once past half of the tries, else at half of the time.</summary>
    public DateTimeOffset RingsAt(int attempts, DateTimeOffset firstSeen, DateTimeOffset now) =>
        attempts * 2 > Attempts ? now : firstSeen + (Age / 2);

    /// <summary>When it becomes an error: at once after the last try, else when its time is over.</summary>
    public DateTimeOffset FailsAt(int attempts, DateTimeOffset firstSeen, DateTimeOffset now) =>
        attempts >= Attempts ? now : firstSeen + Age;
}

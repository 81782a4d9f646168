namespace Pipeline.Core.Subscriptions.Deliveries;

/// <summary>When a delivery that failed is tried again, and when it is given up.</summary>
public static class DeliverySchedule
{
    /// <summary>Attempts kept with a delivery.</summary>
    public const int KeptAttempts = 25;

    private static readonly TimeSpan Limit = TimeSpan.FromDays(3);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(12);
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6), LongestPause,
    ];

    /// <summary>The delivery after a try.</summary>
    public static Delivery After(Delivery delivery, DeliveryAttempt attempt)
    {
        Delivery tried = delivery with
        {
            Tries = delivery.Tries + 1,
            RoundTries = delivery.RoundTries + 1,
            FirstTriedAt = delivery.FirstTriedAt ?? attempt.At,
            Attempts = [.. delivery.Attempts.TakeLast(KeptAttempts - 1), attempt],
            NextAttemptAt = null,
        };
        if (attempt.IsTaken)
        {
            return tried with { State = DeliveryState.Delivered };
        }

        TimeSpan pause = Pauses[Math.Min(tried.RoundTries, Pauses.Length) - 1];
        if (attempt.RetryAfter is { } wished && wished > pause)
        {
            pause = wished < LongestPause ? wished : LongestPause;
        }

        DateTimeOffset next = attempt.At + pause;
        return attempt.IsGone || next > tried.FirstTriedAt + Limit
            ? tried with { State = DeliveryState.SetAside }
            : tried with { NextAttemptAt = next };
    }

    /// <summary>The delivery, to be sent from the beginning.</summary>
    public static Delivery Again(Delivery delivery) => delivery with
    {
        State = DeliveryState.Pending, RoundTries = 0, FirstTriedAt = null, NextAttemptAt = null,
    };
}

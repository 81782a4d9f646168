namespace Pipeline.Core.Subscriptions.Deliveries;

/// <summary>An event on its way to one subscription.</summary>
public sealed record Delivery
{
    /// <summary>The subscription.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>The event.</summary>
    public required OutgoingEvent Event { get; init; }

    /// <summary>Where it stands.</summary>
    public DeliveryState State { get; init; }

    /// <summary>Tries so far, all of them.</summary>
    public int Tries { get; init; }

    /// <summary>Tries since it was last asked for.</summary>
    public int RoundTries { get; init; }

    /// <summary>The latest tries, oldest first; at most <see cref="DeliverySchedule.KeptAttempts"/>.</summary>
    public IReadOnlyList<DeliveryAttempt> Attempts { get; init; } = [];

    /// <summary>When it was first tried since it was last asked for, UTC, or null.</summary>
    public DateTimeOffset? FirstTriedAt { get; init; }

    /// <summary>Not tried before, UTC; null for at once.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }
}

/// <summary>Where a delivery stands, spelled in camel case in JSON and tables.</summary>
public enum DeliveryState
{
    /// <summary>On its way, or waiting for the one before it.</summary>
    Pending,

    /// <summary>The other system has taken it.</summary>
    Delivered,

    /// <summary>Given up; a person may send it again.</summary>
    SetAside,
}

/// <summary>One try.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Status">HTTP status, or null when no answer came.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Fault">Why no answer came, or null.</param>
public sealed record DeliveryAttempt(DateTimeOffset At, int? Status, TimeSpan Duration, string? Fault)
{
    /// <summary>How long the other system wants to be left alone, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether it has taken the event.</summary>
    public bool IsTaken => Status is >= 200 and < 300;

    /// <summary>Whether the address says that nobody is there for good.</summary>
    public bool IsGone => Status is 410;
}

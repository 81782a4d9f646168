using Pipeline.Core.Subscriptions.Deliveries;

namespace Pipeline.Functions.Subscriptions;

/// <summary>An event on its way to a subscriber, as answers show it.</summary>
public sealed record EventDeliveryView
{
    /// <summary>Id of the event, the same at every try.</summary>
    public required string Event { get; init; }

    /// <summary>Kind of the event.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is about.</summary>
    public required string Subject { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Where it stands.</summary>
    public required DeliveryState State { get; init; }

    /// <summary>Tries so far.</summary>
    public required int Tries { get; init; }

    /// <summary>When it is tried next, UTC; null for at once, or not any more.</summary>
    public required DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>The latest tries, oldest first.</summary>
    public required IReadOnlyList<EventAttemptView> Attempts { get; init; }

    /// <summary>What the subscriber is told: the JSON object <c>data</c> of the event, as text.</summary>
    public required string Data { get; init; }

    internal static EventDeliveryView Of(Delivery delivery) => new()
    {
        Event = delivery.Event.Id,
        Kind = delivery.Event.Kind,
        Subject = delivery.Event.Subject,
        At = delivery.Event.At,
        State = delivery.State,
        Tries = delivery.Tries,
        NextAttemptAt = delivery.NextAttemptAt,
        Attempts = [.. delivery.Attempts.Select(static one => new EventAttemptView(one.At, one.Status, (long)one.Duration.TotalMilliseconds, one.Fault))],
        Data = delivery.Event.Data,
    };
}

/// <summary>One try.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Status">HTTP status, or null when no answer came.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Fault">Why no answer came, or null.</param>
public sealed record EventAttemptView(DateTimeOffset At, int? Status, long Milliseconds, string? Fault);

/// <summary>What a wish to send again has brought.</summary>
/// <param name="Events">Events that are sent again.</param>
/// <param name="Skipped">Events that are on their way as it is.</param>
public sealed record EventReplayView(int Events, int Skipped);

namespace Pipeline.Core.Subscriptions;

/// <summary>An address of another system that is told of events.</summary>
public sealed record Subscription
{
    /// <summary>Id, a UUID of version 7 in 32 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>Where events are sent, https.</summary>
    public required Uri Url { get; init; }

    /// <summary>Which events, of <see cref="EventKind"/>.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>What people call it, or null.</summary>
    public string? Name { get; init; }

    /// <summary>When it was made, UTC; earlier events are not sent.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>Counts its secrets: 1 for the first.</summary>
    public int SecretVersion { get; init; } = 1;

    /// <summary>When the secret was changed last, UTC, or null; for a day the one before signs as well.</summary>
    public DateTimeOffset? SecretChangedAt { get; init; }

    /// <summary>Since when it is not sent to, because it answered 410 Gone, UTC; null while it is.</summary>
    public DateTimeOffset? GoneSince { get; init; }

    /// <summary>Whether it wants an event.</summary>
    public bool Wants(OutgoingEvent happened) => happened.At >= CreatedAt && Kinds.Contains(happened.Kind, StringComparer.Ordinal);
}

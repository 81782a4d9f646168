using Pipeline.Core.Subscriptions;

namespace Pipeline.Functions.Subscriptions;

/// <summary>A subscription, as answers show it.</summary>
public sealed record SubscriptionView
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it, or null.</summary>
    public required string? Name { get; init; }

    /// <summary>Where events are sent.</summary>
    public required string Url { get; init; }

    /// <summary>Which events.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When its secret was changed last, UTC, or null.</summary>
    public required DateTimeOffset? SecretChangedAt { get; init; }

    /// <summary>Since when nothing is sent, because the address answered 410 Gone, UTC; or null.</summary>
    public required DateTimeOffset? GoneSince { get; init; }

    /// <summary>The secret with which its events are signed (Standard Webhooks); shown when it is new, null else.</summary>
    public required string? Secret { get; init; }

    internal static SubscriptionView Of(Subscription subscription, string? secret = null) => new()
    {
        Id = subscription.Id,
        Name = subscription.Name,
        Url = subscription.Url.AbsoluteUri,
        Kinds = subscription.Kinds,
        CreatedAt = subscription.CreatedAt,
        CreatedBy = subscription.CreatedBy,
        SecretChangedAt = subscription.SecretChangedAt,
        GoneSince = subscription.GoneSince,
        Secret = secret,
    };
}

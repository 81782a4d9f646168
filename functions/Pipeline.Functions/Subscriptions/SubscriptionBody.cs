using System.Text.Json.Serialization;

namespace Pipeline.Functions.Subscriptions;

/// <summary>A wish to be told of events.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SubscriptionBody
{
    /// <summary>Where to send them: https, an address of the public internet.</summary>
    public string? Url { get; init; }

    /// <summary>Which: <c>order.changed</c>, <c>invoice.arrived</c>, <c>catalog.changed</c>, <c>execution.failed</c>.</summary>
    public IReadOnlyList<string>? Kinds { get; init; }

    /// <summary>What people call it; at most 100 characters.</summary>
    public string? Name { get; init; }
}

/// <summary>Which deliveries to send again.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReplayBody
{
    /// <summary>Id of one event; or null.</summary>
    public string? Event { get; init; }

    /// <summary>All events from this instant on; or null.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>All events before this instant; or null.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only those that were set aside.</summary>
    public bool SetAsideOnly { get; init; }
}

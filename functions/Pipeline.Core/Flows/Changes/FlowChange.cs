using System.Text.Json.Serialization;

namespace Pipeline.Core.Flows.Changes;

/// <summary>What an operator wants changed of a flow; what is absent or null stays as it is.</summary>
/// <remarks>Also the body of a call: unknown members are refused.</remarks>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FlowChange
{
    /// <summary>NCRONTAB expression of six fields; empty text returns to the settings' one.</summary>
    public string? Schedule { get; init; }

    /// <summary>Id of a time zone; empty text returns to the settings' one.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Schedule on or off.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Pause or resume; a pause needs a reason.</summary>
    public bool? Paused { get; init; }

    /// <summary>Why it is paused; at most 500 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>When the pause ends by itself.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary><c>test</c> or <c>live</c>.</summary>
    public string? Mode { get; init; }
}

using System.Text.Json.Serialization;
using Pipeline.Core.Flows.Changes;

namespace Pipeline.Functions.Flows;

/// <summary>What to change of a flow; absent or null members leave things as they are. Unknown members are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FlowChangeRequest
{
    /// <summary>NCRONTAB expression of six fields; empty text returns to the settings' one.</summary>
    public string? Schedule { get; init; }

    /// <summary>Id of a time zone; empty text returns to the settings' one.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Schedule on or off.</summary>
    public bool? Enabled { get; init; }

    /// <summary>true pauses and needs a reason, false resumes.</summary>
    public bool? Paused { get; init; }

    /// <summary>Why it is paused; at most 500 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>When the pause ends by itself.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>test or live.</summary>
    public string? Mode { get; init; }

    /// <summary>The change in the words of the core.</summary>
    public FlowChange ToChange() => new()
    {
        Schedule = Schedule,
        TimeZone = TimeZone,
        Enabled = Enabled,
        Paused = Paused,
        Reason = Reason,
        PausedUntil = PausedUntil,
        Mode = Mode,
    };
}

using System.Text.Json.Serialization;

namespace Pipeline.Core.Flows.Requests;

/// <summary>Which part of its work a person wants of a run; nothing set: what the schedule does.</summary>
public sealed record RunRequest
{
    /// <summary>Only what is of this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only what is of this time or earlier.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only one record: the number of an order, or an article.</summary>
    public string? Record { get; init; }

    /// <summary>Everything, also what was seen before.</summary>
    public bool? Full { get; init; }

    /// <summary>Nothing is stored or sent: the run shows what it would do.</summary>
    public bool? DryRun { get; init; }

    /// <summary>What a flow must be able to do for it.</summary>
    [JsonIgnore]
    public RunParts Parts => ((From ?? To) is null ? RunParts.None : RunParts.Window)
        | (Record is null ? RunParts.None : RunParts.Record)
        | (Full is true ? RunParts.Full : RunParts.None)
        | (DryRun is true ? RunParts.DryRun : RunParts.None);

    /// <summary>In one line, for the audit log; null when nothing is set.</summary>
    public string? Describe() => Parts is RunParts.None ? null : string.Join(
        ", ",
        new[]
        {
            From is { } from ? $"from {from.UtcDateTime:u}" : null,
            To is { } to ? $"to {to.UtcDateTime:u}" : null,
            Record is null ? null : $"record {Record}",
            Full is true ? "full" : null,
            DryRun is true ? "dry run" : null,
        }.OfType<string>());
}

/// <summary>Parts of its work that a flow can do alone.</summary>
[Flags]
public enum RunParts
{
    /// <summary>All of it or nothing.</summary>
    None = 0,

    /// <summary>A stretch of time.</summary>
    Window = 1,

    /// <summary>One record.</summary>
    Record = 2,

    /// <summary>Also what was seen before.</summary>
    Full = 4,

    /// <summary>Showing what it would do.</summary>
    DryRun = 8,
}

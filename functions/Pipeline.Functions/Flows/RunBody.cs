using System.Text.Json.Serialization;
using Pipeline.Core.Flows.Requests;

namespace Pipeline.Functions.Flows;

/// <summary>Which part of a flow is to run; every member may be left out, and without a body all of it runs.</summary>
/// <remarks>Unknown members are refused.</remarks>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RunBody
{
    /// <summary>Only what is of this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only what is of this time or earlier.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only one record: the number of an order, or an article.</summary>
    public string? Record { get; init; }

    /// <summary>Everything, also what was seen before.</summary>
    public bool? Full { get; init; }

    /// <summary>Nothing is stored or sent: the items say what the run would do.</summary>
    public bool? DryRun { get; init; }

    /// <summary>The wish.</summary>
    internal RunRequest ToRequest() => new() { From = From, To = To, Record = Record, Full = Full, DryRun = DryRun };
}

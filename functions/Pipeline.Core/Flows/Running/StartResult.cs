using Pipeline.Core.Issues;

namespace Pipeline.Core.Flows.Running;

/// <summary>What became of the wish to start a flow.</summary>
/// <param name="Refusal">Why it was not started; null when it was.</param>
/// <param name="Execution">The execution; null when it was refused.</param>
public sealed record StartResult(StartRefusal? Refusal, Execution? Execution)
{
    /// <summary>When the partner may be asked again, UTC; null unless that is the reason.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>How long it wants to be left alone; null unless that is the reason.</summary>
    public TimeSpan? Cadence { get; init; }

    /// <summary>Why it was not started, with its values; null when it was, or when there is nothing of that name.</summary>
    public Issue? Reason => Refusal switch
    {
        null or StartRefusal.NotFound => null,
        StartRefusal.NotConfigured => new Issue(IssueCodes.FlowNotConfigured, null, null).With("reason", "a setting is missing."),
        StartRefusal.Early => new Issue(IssueCodes.CadenceEarly, null, null)
            .With("cadence", Cadence!.Value.InHours).With("notBefore", $"{NotBefore!.Value.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"),
        StartRefusal.Paused => new Issue(IssueCodes.FlowPaused, null, null),
        StartRefusal.NotFinished => new Issue(IssueCodes.ExecutionNotFinished, null, null),
        StartRefusal.NothingFailed => new Issue(IssueCodes.NothingFailed, null, null),
        _ => throw new InvalidOperationException($"There is no refusal {Refusal}."),
    };
}

/// <summary>Why a flow is not started.</summary>
public enum StartRefusal
{
    /// <summary>There is no flow or execution of that name.</summary>
    NotFound,

    /// <summary>Settings that it needs are missing.</summary>
    NotConfigured,

    /// <summary>It is paused.</summary>
    Paused,

    /// <summary>The partner wants to be left alone for a while after the last complete read.</summary>
    Early,

    /// <summary>The execution to repeat is not finished.</summary>
    NotFinished,

    /// <summary>Nothing failed in the execution to repeat.</summary>
    NothingFailed,
}

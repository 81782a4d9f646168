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

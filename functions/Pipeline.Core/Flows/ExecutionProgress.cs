namespace Pipeline.Core.Flows;

/// <summary>How far a run has come.</summary>
public sealed record ExecutionProgress
{
    /// <summary>What it is doing: <c>landing</c>, <c>reading</c>, <c>applying</c> or <c>done</c>.</summary>
    public string? Step { get; init; }

    /// <summary>Rows done in this step (bytes while landing).</summary>
    public long Done { get; init; }

    /// <summary>Rows expected in this step, or null while unknown.</summary>
    public long? Expected { get; init; }

    /// <summary>Rows per second of this step so far.</summary>
    public long? RowsPerSecond { get; init; }
}

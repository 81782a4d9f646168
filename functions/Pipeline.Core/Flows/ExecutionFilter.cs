namespace Pipeline.Core.Flows;

/// <summary>Which executions a list shows; a null condition shows all.</summary>
public sealed record ExecutionFilter
{
    /// <summary>Code of the flow.</summary>
    public string? Flow { get; init; }

    /// <summary>State of the execution.</summary>
    public ExecutionStatus? Status { get; init; }

    /// <summary>What started it, for example <c>runNow</c>.</summary>
    public string? Trigger { get; init; }

    /// <summary>Asked for at or after this instant.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Asked for before this instant.</summary>
    public DateTimeOffset? To { get; init; }
}

namespace Pipeline.Core.Flows;

/// <summary>What code and settings say about a flow, before any choice of an operator.</summary>
public sealed record FlowDefinition
{
    /// <summary>Code: lower case, the distributor or subject, a dot, the job; for example <c>acme.price</c>.</summary>
    public required string Code { get; init; }

    /// <summary>What people call it.</summary>
    public required string Title { get; init; }

    /// <summary>The distributor's code, for example <c>acme</c>, or null.</summary>
    public string? Distributor { get; init; }

    /// <summary>The feed's kind as addresses spell it, for example <c>price</c>, or null.</summary>
    public string? Feed { get; init; }

    /// <summary>Code of the store that it serves, or null.</summary>
    public string? Store { get; init; }

    /// <summary>Which way it moves data.</summary>
    public FlowDirection Direction { get; init; }

    /// <summary>NCRONTAB expression of six fields, seconds first.</summary>
    public required string Expression { get; init; }

    /// <summary>Id of the time zone in which the expression is read, IANA or Windows.</summary>
    public required string TimeZone { get; init; }

    /// <summary>How long the partner wants to be left alone after a complete read; null where it does not mind.</summary>
    public TimeSpan? Cadence { get; init; }

    /// <summary>Mode while nobody chose one: a flow that only reads is live from the start.</summary>
    public FlowMode Mode { get; init; } = FlowMode.Live;

    /// <summary>Null when it can run; else a sentence that names the missing setting.</summary>
    public string? MissingSetting { get; init; }
}

/// <summary>Which way a flow moves data.</summary>
public enum FlowDirection
{
    /// <summary>From the partner to us.</summary>
    In,

    /// <summary>From us to the partner.</summary>
    Out,
}

/// <summary>Whether a flow may write to its partner.</summary>
public enum FlowMode
{
    /// <summary>Reads for real, records what it would send.</summary>
    Test,

    /// <summary>Reads and writes for real.</summary>
    Live,
}

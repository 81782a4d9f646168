namespace Pipeline.Core.Flows.Running;

/// <summary>What became of the wish to hold a flow's claim.</summary>
public enum ClaimOutcome
{
    /// <summary>The execution holds the flow.</summary>
    Granted,

    /// <summary>Another execution holds it and lives.</summary>
    HeldByAnother,

    /// <summary>The same execution is at work in another place: its message came twice.</summary>
    AtWorkAlready,
}

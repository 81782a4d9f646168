namespace Pipeline.Core.Flows;

/// <summary>Whether a flow may write to its partner.</summary>
public enum FlowMode
{
    /// <summary>Reads for real, records what it would send.</summary>
    Test,

    /// <summary>Reads and writes for real.</summary>
    Live,
}

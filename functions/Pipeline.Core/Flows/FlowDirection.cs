namespace Pipeline.Core.Flows;

/// <summary>Which way a flow moves data.</summary>
public enum FlowDirection
{
    /// <summary>From the partner to us.</summary>
    In,

    /// <summary>From us to the partner.</summary>
    Out,
}

namespace Pipeline.Core.Feeds;

/// <summary>What a finding does to its row.</summary>
public enum FindingSeverity
{
    /// <summary>The row is dropped.</summary>
    Error,

    /// <summary>The field is blanked or corrected, the row is kept.</summary>
    Warning,
}

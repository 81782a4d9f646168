namespace Pipeline.Core.Feeds;

/// <summary>What a finding, guard or refusal strikes.</summary>
public enum FindingScope
{
    /// <summary>A field is blanked or corrected, its row is kept (a warning).</summary>
    Field,

    /// <summary>A row is dropped (an error).</summary>
    Row,

    /// <summary>The whole file waits for a person.</summary>
    HeldFile,

    /// <summary>The whole file is refused.</summary>
    RefusedFile,
}

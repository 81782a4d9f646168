namespace Pipeline.Core.Catalog.Facts;

/// <summary>What became of an article or category between two files.</summary>
public enum ChangeKind
{
    /// <summary>Not in the last accepted file.</summary>
    Added,

    /// <summary>In both, with at least one field that differs.</summary>
    Changed,

    /// <summary>In the last accepted file only.</summary>
    Removed,
}

namespace Azure.Data.Tables;

/// <summary>What a write does with properties it does not name.</summary>
public enum TableUpdateMode
{
    /// <summary>Leaves them as they are.</summary>
    Merge = 0,

    /// <summary>Drops them.</summary>
    Replace = 1,
}

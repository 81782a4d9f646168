namespace Pipeline.Partners.Feeds.Rows;

/// <summary>What became of one row.</summary>
internal enum RowOutcome
{
    /// <summary>It says something of its article.</summary>
    Kept,

    /// <summary>The profile leaves it out.</summary>
    Excluded,

    /// <summary>It was dropped with an error.</summary>
    Failed,
}

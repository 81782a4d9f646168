namespace Pipeline.Core.Executions;

/// <summary>What became of the rows of one file.</summary>
/// <remarks>
/// <see cref="Read"/> = created + updated + unchanged + skipped + failed. An article counts once, at its first row; a
/// further row of the same article is skipped, as is a row the profile excludes. Removed articles have no row and stand
/// outside the sum.
/// </remarks>
public sealed record FeedCounts
{
    /// <summary>Rows of the file, header and blank lines not counted.</summary>
    public long Read { get; init; }

    /// <summary>Articles that the last accepted file did not have.</summary>
    public long Created { get; init; }

    /// <summary>Articles with at least one changed field.</summary>
    public long Updated { get; init; }

    /// <summary>Articles that say the same as before.</summary>
    public long Unchanged { get; init; }

    /// <summary>Articles of the last accepted file that are gone.</summary>
    public long Removed { get; init; }

    /// <summary>Rows folded into another row of their article, and rows excluded by the profile.</summary>
    public long Skipped { get; init; }

    /// <summary>Rows dropped with an error.</summary>
    public long Failed { get; init; }

    /// <summary>Warnings: fields blanked while their row was kept.</summary>
    public long Warnings { get; init; }

    /// <summary>Whether each row read has exactly one outcome.</summary>
    public bool AddUp => Read == Created + Updated + Unchanged + Skipped + Failed;
}

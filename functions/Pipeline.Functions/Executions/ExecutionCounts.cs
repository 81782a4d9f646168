using Pipeline.Core.Feeds;

namespace Pipeline.Functions.Executions;

/// <summary>Outcome of the rows of an execution; removed articles and warnings stand outside the sum.</summary>
public sealed record ExecutionCounts
{
    /// <summary>Rows read.</summary>
    public long Read { get; init; }

    /// <summary>New articles.</summary>
    public long Created { get; init; }

    /// <summary>Changed articles.</summary>
    public long Updated { get; init; }

    /// <summary>Articles that say the same as before.</summary>
    public long Unchanged { get; init; }

    /// <summary>Articles that are gone.</summary>
    public long Removed { get; init; }

    /// <summary>Rows folded into another row of their article, or excluded.</summary>
    public long Skipped { get; init; }

    /// <summary>Rows dropped with an error.</summary>
    public long Failed { get; init; }

    /// <summary>Fields blanked while their row was kept.</summary>
    public long Warnings { get; init; }

    /// <summary>The counts of a feed run.</summary>
    public static ExecutionCounts Of(FeedCounts counts) => new()
    {
        Read = counts.Read,
        Created = counts.Created,
        Updated = counts.Updated,
        Unchanged = counts.Unchanged,
        Removed = counts.Removed,
        Skipped = counts.Skipped,
        Failed = counts.Failed,
        Warnings = counts.Warnings,
    };
}

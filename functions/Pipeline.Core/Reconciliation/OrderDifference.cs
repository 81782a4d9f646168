namespace Pipeline.Core.Reconciliation;

/// <summary>One thing in which our order and the distributor's are not the same.</summary>
/// <param name="Kind">Code of the issue, one of <see cref="All"/>.</param>
public sealed record OrderDifference(string Kind)
{
    /// <summary>The sales order, or null when we have none.</summary>
    public string? OrderId { get; init; }

    /// <summary>Our number, or null.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>The distributor's number, or null.</summary>
    public string? DistributorOrderNumber { get; init; }

    /// <summary>The line, where it is about one: our number or the article.</summary>
    public string? Line { get; init; }

    /// <summary>What we have, or null for nothing.</summary>
    public string? Ours { get; init; }

    /// <summary>What the distributor has, or null for nothing.</summary>
    public string? Theirs { get; init; }

    /// <summary>Since when it is so, UTC; null when only our own looking can tell.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>How long it may be so before it is a difference.</summary>
    public TimeSpan After { get; init; }

    /// <summary>Every kind there is.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Issues.IssueCodes.MissingHere, Issues.IssueCodes.MissingThere, Issues.IssueCodes.AmountDiffers, Issues.IssueCodes.LineDiffers,
        Issues.IssueCodes.CancelledOneSide, Issues.IssueCodes.InvoiceMissing, Issues.IssueCodes.SerialsShort, Issues.IssueCodes.HoldLong,
    ];
}

using Pipeline.Core.Catalog;
using Pipeline.Core.Messages;

namespace Pipeline.Core.Reconciliation;

/// <summary>An order as the distributor lists it. What a distributor does not tell is null and is not compared.</summary>
public sealed record ListedOrder
{
    /// <summary>Our number; null of an order that was placed without one.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>The distributor's number, or null.</summary>
    public string? DistributorOrderNumber { get; init; }

    /// <summary>The distributor's words for where it stands, or null.</summary>
    public string? Status { get; init; }

    /// <summary>Whether nothing will come of it.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>Whether it is said to be invoiced.</summary>
    public bool IsInvoiced { get; init; }

    /// <summary>Whether the distributor names an invoice; null when its list never does, and the invoices that we hold count.</summary>
    public bool? HasInvoice { get; init; }

    /// <summary>ISO 4217 code of the amounts, or null.</summary>
    public string? Currency { get; init; }

    /// <summary>What is to be paid, with or without tax.</summary>
    public decimal? Total { get; init; }

    /// <summary>Tax, whether the total has it or not.</summary>
    public decimal? Tax { get; init; }

    /// <summary>The lines.</summary>
    public IReadOnlyList<ListedOrderLine>? Lines { get; init; }

    /// <summary>Whether it waits for manual work, credit or payment.</summary>
    public bool IsOnHold { get; init; }

    /// <summary>Since when it waits, UTC; null when that is not told.</summary>
    public DateTimeOffset? OnHoldSince { get; init; }

    /// <summary>Serial numbers given for all of it.</summary>
    public int? SerialCount { get; init; }
}

/// <summary>A line of a listed order.</summary>
/// <param name="LineNumber">Our line number; null when the distributor does not echo it.</param>
/// <param name="Sku">The article, or null.</param>
/// <param name="Quantity">Pieces; null when they could not be read.</param>
/// <param name="UnitPrice">Net price per piece, or null.</param>
public sealed record ListedOrderLine(LineNumber? LineNumber, DistributorSku? Sku, int? Quantity, decimal? UnitPrice)
{
    /// <summary>Whether it is a thing, which may have serial numbers.</summary>
    public bool IsGoods { get; init; }
}

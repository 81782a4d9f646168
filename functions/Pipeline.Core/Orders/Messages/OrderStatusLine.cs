using Pipeline.Core.Catalog;

namespace Pipeline.Core.Orders.Messages;

/// <summary>One line of an <see cref="OrderStatus"/>; quantities are cumulative.</summary>
public sealed record OrderStatusLine
{
    /// <summary>Our line number, or null.</summary>
    public LineNumber? LineNumber { get; init; }

    /// <summary>The distributor's line number, or null.</summary>
    public DistributorLineNumber? DistributorLineNumber { get; init; }

    /// <summary>The article, or null.</summary>
    public DistributorSku? Sku { get; init; }

    /// <summary>State of the line.</summary>
    public required OrderStatusCode Status { get; init; }

    /// <summary>The distributor's code, as sent.</summary>
    public string? StatusCode { get; init; }

    /// <summary>Pieces on this distributor order.</summary>
    public int Ordered { get; init; }

    /// <summary>Pieces the status calls shipped. Not a shipment: that is the despatch advice.</summary>
    public int Shipped { get; init; }

    /// <summary>Pieces on back-order.</summary>
    public int BackOrdered { get; init; }

    /// <summary>Expected day of delivery now, or null.</summary>
    public DateOnly? DeliveryDate { get; init; }

    /// <summary>Expected day before this change, or null.</summary>
    public DateOnly? PreviousDeliveryDate { get; init; }
}

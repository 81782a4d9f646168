using Pipeline.Core.Catalog;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Sales;

namespace Pipeline.Functions.Orders.Views;

/// <summary>A line of an order: what was wanted, and how far it has come over all purchase orders.</summary>
public sealed record OrderLineView
{
    /// <summary>Our number.</summary>
    public required int LineNumber { get; init; }

    /// <summary>Where it is bought, or is to be; null until that is decided.</summary>
    public required string? Distributor { get; init; }

    /// <summary>That distributor's article number, or null until it is known.</summary>
    public required string? Sku { get; init; }

    /// <summary>EAN or UPC it was ordered by, or null.</summary>
    public required string? Gtin { get; init; }

    /// <summary>Maker it was ordered by, or null.</summary>
    public required string? Brand { get; init; }

    /// <summary>The maker's part number it was ordered by, or null.</summary>
    public required string? Mpn { get; init; }

    /// <summary>Article confirmed in its place, or null.</summary>
    public required string? Substitute { get; init; }

    /// <summary>Pieces wanted.</summary>
    public required int Quantity { get; init; }

    /// <summary>Where it stands.</summary>
    public required LineState State { get; init; }

    /// <summary>Pieces confirmed and not waiting for goods.</summary>
    public required int Confirmed { get; init; }

    /// <summary>Pieces that wait for goods.</summary>
    public required int Backordered { get; init; }

    /// <summary>Pieces that the distributor refused.</summary>
    public required int Rejected { get; init; }

    /// <summary>Pieces cancelled at the distributor.</summary>
    public required int Voided { get; init; }

    /// <summary>Pieces that have left.</summary>
    public required int Shipped { get; init; }

    /// <summary>Pieces billed.</summary>
    public required int Invoiced { get; init; }

    /// <summary>Pieces of credit notes.</summary>
    public required int Credited { get; init; }

    /// <summary>Net price per piece as confirmed, else as ordered; null until it is known.</summary>
    public required Money? UnitPrice { get; init; }

    /// <summary>Highest net price per piece that is accepted, or null.</summary>
    public required decimal? MaxUnitPrice { get; init; }

    /// <summary>The vendor's quote, or null.</summary>
    public required string? SpecialBidNumber { get; init; }

    /// <summary>Expected day of delivery, or null.</summary>
    public required DateOnly? DeliveryDate { get; init; }

    /// <summary>Code of the reason why pieces were rejected, or null.</summary>
    public required string? ReasonCode { get; init; }

    /// <summary>The distributor's words about the line, or null.</summary>
    public required string? Text { get; init; }

    /// <summary>Serial numbers despatched.</summary>
    public required IReadOnlyList<string> SerialNumbers { get; init; }

    internal static OrderLineView Of(SalesOrder order, LineProgress progress)
    {
        SalesOrderLine wanted = order.Lines.First(line => line.LineNumber == progress.LineNumber);
        PurchaseOrder? purchase = order.PurchaseOrders.LastOrDefault(
            candidate => candidate.Lines.Any(line => line.LineNumber == progress.LineNumber));
        string? sku = purchase?.Lines.First(line => line.LineNumber == progress.LineNumber).Sku.AsCompared;
        return new OrderLineView
        {
            LineNumber = progress.LineNumber.Value,
            Distributor = purchase?.Distributor ?? wanted.Distributor,
            Sku = sku ?? wanted.Sku,
            Gtin = wanted.Gtin,
            Brand = wanted.Brand,
            Mpn = wanted.ManufacturerPartNumber,
            Substitute = progress.Substitute?.AsCompared,
            Quantity = wanted.Quantity,
            State = progress.State,
            Confirmed = progress.Confirmed,
            Backordered = progress.BackOrdered,
            Rejected = progress.Rejected,
            Voided = progress.Voided,
            Shipped = progress.Shipped,
            Invoiced = progress.Invoiced,
            Credited = progress.Credited,
            UnitPrice = purchase is not null && progress.UnitPrice > 0 ? new Money(progress.UnitPrice, purchase.Currency) : null,
            MaxUnitPrice = wanted.MaxUnitPrice,
            SpecialBidNumber = wanted.SpecialBidNumber,
            DeliveryDate = progress.DeliveryDate,
            ReasonCode = progress.ReasonCode,
            Text = progress.Text,
            SerialNumbers = progress.SerialNumbers,
        };
    }
}

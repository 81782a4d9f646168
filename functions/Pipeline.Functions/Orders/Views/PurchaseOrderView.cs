using Pipeline.Core.Orders;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Functions.Orders.Views;

/// <summary>One order at one distributor.</summary>
public sealed record PurchaseOrderView
{
    /// <summary>Our number.</summary>
    public required string PurchaseOrderNumber { get; init; }

    /// <summary>The distributor.</summary>
    public required string Distributor { get; init; }

    /// <summary>Where it stands.</summary>
    public required OrderState State { get; init; }

    /// <summary>Code of the refusal, or null.</summary>
    public required string? RefusalCode { get; init; }

    /// <summary>The distributor's numbers; several when the order was split.</summary>
    public required IReadOnlyList<string> DistributorOrderNumbers { get; init; }

    /// <summary>Whether it waits at the distributor for manual work or credit.</summary>
    public required bool OnHold { get; init; }

    /// <summary>Serial numbers that the distributor ties to the order and to no line of it.</summary>
    public required IReadOnlyList<string> SerialNumbers { get; init; }

    /// <summary>The distributor's own words for the state, or for a hold its id and reason; or null.</summary>
    public required string? StatusText { get; init; }

    /// <summary>Payment as the distributor says.</summary>
    public required PaymentStatus Payment { get; init; }

    /// <summary>Shipments by number.</summary>
    public required IReadOnlyList<DeliveryView> Deliveries { get; init; }

    /// <summary>Invoices and credit notes by number.</summary>
    public required IReadOnlyList<OrderInvoiceView> Invoices { get; init; }

    /// <summary>What a person should look at.</summary>
    public required IReadOnlyList<IssueView> Findings { get; init; }

    internal static PurchaseOrderView Of(PurchaseOrder order)
    {
        PurchaseProgress progress = order.Progress();
        return new PurchaseOrderView
        {
            PurchaseOrderNumber = order.Number.Value,
            Distributor = order.Distributor,
            State = progress.State,
            RefusalCode = order.RefusalCode,
            DistributorOrderNumbers = progress.DistributorOrderNumbers,
            OnHold = progress.IsOnHold,
            SerialNumbers = progress.SerialNumbers,
            StatusText = progress.StatusText,
            Payment = progress.Payment,
            Deliveries = [.. progress.Deliveries.Select(DeliveryView.Of)],
            Invoices = [.. progress.Invoices.Select(invoice => OrderInvoiceView.Of(order, invoice))],
            Findings = [.. progress.Findings.Select(IssueView.Of)],
        };
    }
}

/// <summary>A shipment.</summary>
/// <param name="DespatchAdviceNumber">The distributor's number.</param>
/// <param name="DistributorOrderNumber">The distributor's number of the order, or null.</param>
/// <param name="DespatchedOn">Day the goods left, or null.</param>
/// <param name="ExpectedOn">Estimated day of delivery, or null.</param>
/// <param name="Tracking">How to follow the cartons.</param>
/// <param name="Lines">Pieces by line.</param>
public sealed record DeliveryView(
    string DespatchAdviceNumber,
    string? DistributorOrderNumber,
    DateOnly? DespatchedOn,
    DateOnly? ExpectedOn,
    IReadOnlyList<Tracking> Tracking,
    IReadOnlyList<DeliveryLineView> Lines)
{
    internal static DeliveryView Of(DeliveryProgress delivery) => new(
        delivery.DespatchAdviceNumber,
        delivery.DistributorOrderNumber,
        delivery.DespatchedOn,
        delivery.ExpectedOn,
        delivery.Tracking,
        [.. delivery.Lines.Select(static line => new DeliveryLineView(line.LineNumber.Value, line.Quantity, line.SerialNumbers))]);
}

/// <summary>Pieces of a line in a shipment.</summary>
/// <param name="LineNumber">Our line number.</param>
/// <param name="Quantity">Pieces.</param>
/// <param name="SerialNumbers">Their serial numbers.</param>
public sealed record DeliveryLineView(int LineNumber, int Quantity, IReadOnlyList<string> SerialNumbers);

/// <summary>An invoice or credit note that names an order; amounts are those of the whole invoice.</summary>
/// <param name="InvoiceNumber">The distributor's number.</param>
/// <param name="Date">Day of the invoice, or null.</param>
/// <param name="Kind">Invoice or credit note.</param>
/// <param name="Currency">ISO 4217 code, or null.</param>
/// <param name="Net">Lines and charges without VAT; null where an amount could not be read.</param>
/// <param name="Vat">VAT by rate.</param>
/// <param name="Due">To be paid; null where an amount could not be read.</param>
/// <param name="Link">Path of the whole invoice, or null.</param>
public sealed record OrderInvoiceView(
    string InvoiceNumber,
    DateOnly? Date,
    InvoiceKind Kind,
    string? Currency,
    decimal? Net,
    IReadOnlyList<VatView> Vat,
    decimal? Due,
    string? Link)
{
    internal static OrderInvoiceView Of(PurchaseOrder order, InvoiceProgress progress)
    {
        Invoice? invoice = order.Documents.Messages.OfType<Invoice>()
            .FirstOrDefault(candidate => candidate.InvoiceNumber == progress.InvoiceNumber);
        return new OrderInvoiceView(
            progress.InvoiceNumber,
            progress.Date,
            progress.Kind,
            progress.Currency,
            progress.Net,
            [.. progress.Vat.Select(VatView.Of)],
            progress.Due,
            invoice is null ? null : $"/api/invoices/{InvoiceRecord.IdOf(order.Distributor, invoice)}");
    }
}

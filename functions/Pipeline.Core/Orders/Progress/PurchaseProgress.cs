using Pipeline.Core.Issues;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;

namespace Pipeline.Core.Orders.Progress;

/// <summary>Where a purchase order stands: a pure function of what was ordered and of the latest version of each document.</summary>
public sealed record PurchaseProgress
{
    /// <summary>Where it stands in one word; never received, blocked or cancelRequested, which belong to the sales order.</summary>
    public required OrderState State { get; init; }

    /// <summary>One entry per line ordered, by line number.</summary>
    public required IReadOnlyList<LineProgress> Lines { get; init; }

    /// <summary>The distributor's numbers, each once, in ordinal order; several when the order was split.</summary>
    public required IReadOnlyList<string> DistributorOrderNumbers { get; init; }

    /// <summary>Shipments by number.</summary>
    public required IReadOnlyList<DeliveryProgress> Deliveries { get; init; }

    /// <summary>Invoices and credit notes by number.</summary>
    public required IReadOnlyList<InvoiceProgress> Invoices { get; init; }

    /// <summary>The distributor's own words for the state in its newest status, or null.</summary>
    public string? StatusText { get; init; }

    /// <summary>Payment by the newest status that says anything.</summary>
    public PaymentStatus Payment { get; init; }

    /// <summary>Serial numbers that the distributor ties to the order and to no line of it, each once, in ordinal order.</summary>
    public IReadOnlyList<string> SerialNumbers { get; init; } = [];

    /// <summary>Whether a distributor order waits for manual work or credit; alert after 24 hours.</summary>
    public bool IsOnHold { get; init; }

    /// <summary>What a person should look at, in a fixed order.</summary>
    public required IReadOnlyList<Issue> Findings { get; init; }
}

/// <summary>One shipment of a purchase order: the latest version of its despatch advice, cartons added up.</summary>
public sealed record DeliveryProgress
{
    /// <summary>The distributor's number of the shipment.</summary>
    public required string DespatchAdviceNumber { get; init; }

    /// <summary>The distributor's number of the order, or null.</summary>
    public string? DistributorOrderNumber { get; init; }

    /// <summary>Day the goods left, or null.</summary>
    public DateOnly? DespatchedOn { get; init; }

    /// <summary>Estimated day of delivery, or null.</summary>
    public DateOnly? ExpectedOn { get; init; }

    /// <summary>Tracking numbers, each once, in the order of the advice.</summary>
    public IReadOnlyList<Tracking> Tracking { get; init; } = [];

    /// <summary>Pieces by line.</summary>
    public IReadOnlyList<DeliveryLine> Lines { get; init; } = [];
}

/// <summary>Pieces of one line in a shipment.</summary>
/// <param name="LineNumber">Our line number.</param>
/// <param name="Quantity">Pieces over all cartons.</param>
/// <param name="SerialNumbers">Serial numbers over all cartons, in the order of the advice.</param>
public sealed record DeliveryLine(LineNumber LineNumber, int Quantity, IReadOnlyList<string> SerialNumbers);

/// <summary>One invoice or credit note that names the purchase order: the latest version.</summary>
public sealed record InvoiceProgress
{
    /// <summary>The distributor's number.</summary>
    public required string InvoiceNumber { get; init; }

    /// <summary>Invoice or credit note.</summary>
    public required InvoiceKind Kind { get; init; }

    /// <summary>Day of the invoice, or null.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>ISO 4217 code, or null.</summary>
    public string? Currency { get; init; }

    /// <summary>Lines and charges without VAT, of the whole invoice also when it bundles several orders; null where an amount could not be read.</summary>
    public required decimal? Net { get; init; }

    /// <summary>VAT by rate: as sent, else computed by rate and rounded half away from zero.</summary>
    public required IReadOnlyList<VatAmount> Vat { get; init; }

    /// <summary>To be paid: as sent, else net and VAT; null where an amount could not be read.</summary>
    public required decimal? Due { get; init; }

    /// <summary>Sums up an invoice.</summary>
    public static InvoiceProgress Of(Invoice invoice) => InvoiceLines.Summarise(invoice);
}

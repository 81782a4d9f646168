using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Messages;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;

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

    /// <summary>Payment as the distributor says.</summary>
    public required PaymentStatus Payment { get; init; }

    /// <summary>Shipments by number.</summary>
    public required IReadOnlyList<DeliveryView> Deliveries { get; init; }

    /// <summary>Invoices and credit notes by number.</summary>
    public required IReadOnlyList<OrderInvoiceView> Invoices { get; init; }

    /// <summary>What a person should look at.</summary>
    public required IReadOnlyList<OrderFinding> Findings { get; init; }

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
            Payment = progress.Payment,
            Deliveries = [.. progress.Deliveries.Select(DeliveryView.Of)],
            Invoices = [.. progress.Invoices.Select(invoice => OrderInvoiceView.Of(order, invoice))],
            Findings = progress.Findings,
        };
    }
}

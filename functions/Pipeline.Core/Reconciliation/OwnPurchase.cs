using Pipeline.Core.Messages;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Reconciliation;

/// <summary>What we hold of a purchase order, as far as it is compared.</summary>
public sealed record OwnPurchase
{
    /// <summary>The sales order.</summary>
    public required string OrderId { get; init; }

    /// <summary>Our number.</summary>
    public required PurchaseOrderNumber Number { get; init; }

    /// <summary>The distributor's number, the first of several; null while it is not known.</summary>
    public string? DistributorOrderNumber { get; init; }

    /// <summary>Where it stands.</summary>
    public required OrderState State { get; init; }

    /// <summary>What we have done about it.</summary>
    public required PurchasePhase Phase { get; init; }

    /// <summary>When it was sent, UTC; null when it was placed by other means.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Day of the order at the distributor: as it says, else that of the sending; null when nobody knows.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>ISO 4217 code of the prices.</summary>
    public required string Currency { get; init; }

    /// <summary>Lines of which something will come.</summary>
    public required IReadOnlyList<LineProgress> Lines { get; init; }

    /// <summary>Freight without VAT as confirmed; 0 when none was.</summary>
    public decimal Freight { get; init; }

    /// <summary>Whether we hold an invoice.</summary>
    public bool HasInvoice { get; init; }

    /// <summary>Since when it is on hold as far as we have heard, UTC; or null.</summary>
    public DateTimeOffset? HeldSince { get; init; }

    /// <summary>Whether nothing will come of it.</summary>
    public bool IsCancelled => State is OrderState.Cancelled or OrderState.Rejected or OrderState.Simulated;

    /// <summary>Whether it is known what became of its sending; before, the life cycle asks by itself.</summary>
    public bool IsSettled => Phase is not (PurchasePhase.Planned or PurchasePhase.Sending);

    /// <summary>Takes it from a record.</summary>
    /// <param name="record">The order.</param>
    /// <param name="purchase">One of its purchase orders.</param>
    /// <param name="zone">Time zone of the distributor.</param>
    public static OwnPurchase Of(OrderRecord record, PurchaseOrder purchase, TimeZoneInfo zone)
    {
        PurchaseProgress progress = purchase.Progress();
        PurchaseAttempt attempt = record.Attempt(purchase.Number);
        return new OwnPurchase
        {
            OrderId = record.Order.OrderId,
            Number = purchase.Number,
            DistributorOrderNumber = progress.DistributorOrderNumbers is [var first, ..] ? first : null,
            State = progress.State,
            Phase = purchase.Phase,
            SentAt = attempt.SendingAt,
            Day = DaySaid(purchase) ?? (attempt.SendingAt is { } sent ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(sent, zone).DateTime) : null),
            Currency = purchase.Currency,
            Lines = [.. progress.Lines.Where(static line => line.Due > 0)],
            Freight = purchase.Documents.Messages.OfType<OrderResponse>().Sum(static response => response.FreightAmount ?? 0),
            HasInvoice = progress.Invoices.Count > 0,
            HeldSince = attempt.HeldSince,
        };
    }

    private static DateOnly? DaySaid(PurchaseOrder purchase) => purchase.Documents.Messages
        .Select(static message => message switch
        {
            OrderResponse response => response.DistributorOrderDate,
            OrderStatus status => status.DistributorOrderDate,
            _ => null,
        })
        .FirstOrDefault(static day => day is not null);
}

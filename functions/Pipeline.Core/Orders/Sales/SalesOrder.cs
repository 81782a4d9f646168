using Pipeline.Core.Orders.Messages;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;

namespace Pipeline.Core.Orders.Sales;

/// <summary>What a customer or channel wants, and the purchase orders it became.</summary>
/// <remarks>Pure data: each change gives a new value, and the state is computed, never stored.</remarks>
public sealed record SalesOrder
{
    /// <summary>Our id.</summary>
    public required string OrderId { get; init; }

    /// <summary>Where it came from.</summary>
    public required OrderSource Source { get; init; }

    /// <summary>Where the goods go; null once personal data has been deleted.</summary>
    public DeliveryAddress? ShipTo { get; init; }

    /// <summary>Preferred day of delivery, or null.</summary>
    public DateOnly? RequestedDeliveryDate { get; init; }

    /// <summary>Whether everything must come in one shipment.</summary>
    public bool ShipComplete { get; init; }

    /// <summary>The end user's reference, or null.</summary>
    public string? EndUserReference { get; init; }

    /// <summary>Lines wanted, with different numbers.</summary>
    public required IReadOnlyList<SalesOrderLine> Lines { get; init; }

    /// <summary>Purchase orders, in the order they were made; later ones may replace what earlier ones did not bring.</summary>
    public IReadOnlyList<PurchaseOrder> PurchaseOrders { get; init; } = [];

    /// <summary>Whether choosing distributors has begun.</summary>
    public bool IsSourcing { get; init; }

    /// <summary>Whether it was cancelled before anything was sent.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>Whether somebody asked to cancel it after it was sent.</summary>
    public bool IsCancelRequested { get; init; }

    /// <summary>What it waits for a person to do, or null.</summary>
    public string? BlockedReason { get; init; }

    /// <summary>Whether the channel has been told everything it wants to know; meaningless without a channel.</summary>
    public bool IsChannelTold { get; init; }

    /// <summary>Whether there is a channel to tell.</summary>
    public bool HasChannel => Source.Channel != OrderSource.Api.Channel;

    /// <summary>Asks to cancel: at once before Order Create was sent, else a person's task at the distributor.</summary>
    public SalesOrder Cancel()
    {
        bool isUnsent = PurchaseOrders.All(order => order.Phase
            is PurchasePhase.Planned or PurchasePhase.Refused or PurchasePhase.Cancelled or PurchasePhase.Simulated);
        return isUnsent
            ? this with
            {
                IsCancelled = true,
                PurchaseOrders = [.. PurchaseOrders.Select(order =>
                    order.Phase == PurchasePhase.Planned ? order with { Phase = PurchasePhase.Cancelled } : order)],
            }
            : this with { IsCancelRequested = true };
    }

    /// <summary>Merges a message into each purchase order it names.</summary>
    /// <returns>The order now and what the message was; <see cref="MergeOutcome.Foreign"/> when it names none of them.</returns>
    public SalesMerge Apply(OrderMessage message)
    {
        List<PurchaseMerge> merges = [.. PurchaseOrders.Select(order => order.Apply(message))];
        MergeOutcome[] touched = [.. merges.Select(merge => merge.Outcome).Where(outcome => outcome != MergeOutcome.Foreign)];
        return new SalesMerge(
            this with { PurchaseOrders = [.. merges.Select(merge => merge.Order)] },
            touched.Length == 0 ? MergeOutcome.Foreign : touched.Min());
    }

    /// <summary>Each line over all purchase orders, by line number.</summary>
    public IReadOnlyList<LineProgress> Progress() => SalesProgress.Lines(this);

    /// <summary>Where it stands in one word.</summary>
    public OrderState State() => SalesProgress.State(this);
}

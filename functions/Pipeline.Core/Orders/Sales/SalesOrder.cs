using Pipeline.Core.Issues;
using Pipeline.Core.Messages;
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

    /// <summary>How many of the purchase orders count no more when a distributor is looked for: a person has let all be asked again.</summary>
    public int ForgivenPurchases { get; init; }

    /// <summary>Whether choosing distributors has begun.</summary>
    public bool IsSourcing { get; init; }

    /// <summary>Whether it was cancelled before anything was sent.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>Whether somebody asked to cancel it after it was sent.</summary>
    public bool IsCancelRequested { get; init; }

    /// <summary>What it waits for a person to do, in sentences, or null; to set it to null takes the obstacles away.</summary>
    /// <remarks>Stored for earlier builds alone, where there are <see cref="Obstacles"/>.</remarks>
    public string? BlockedReason
    {
        get => Obstacles is { Count: > 0 } obstacles ? string.Join(" | ", obstacles.Select(static issue => $"{issue} {issue.Remedy}".TrimEnd())) : field;
        init
        {
            field = value;
            Obstacles = value is null ? null : Obstacles;
        }
    }

    /// <summary>What is in the way, for a person to decide; null when nothing is, or when an earlier build stored the order.</summary>
    public IReadOnlyList<Issue>? Obstacles { get; init; }

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
    public Merged<SalesOrder> Apply(OrderMessage message)
    {
        List<Merged<PurchaseOrder>> merges = [.. PurchaseOrders.Select(order => order.Apply(message))];
        MergeOutcome[] touched = [.. merges.Select(merge => merge.Outcome).Where(outcome => outcome != MergeOutcome.Foreign)];
        return new Merged<SalesOrder>(
            this with { PurchaseOrders = [.. merges.Select(merge => merge.Value)] },
            touched.Length == 0 ? MergeOutcome.Foreign : touched.Min());
    }

    /// <summary>Pieces of a line that no purchase order is to bring; below 0 when more are ordered than wanted.</summary>
    public int MissingOf(SalesOrderLine line) => line.Quantity - PurchaseOrders
        .Where(static order => order.Phase is not (PurchasePhase.Refused or PurchasePhase.Cancelled))
        .SelectMany(static order => order.Lines).Where(part => part.LineNumber == line.LineNumber)
        .Sum(static part => part.Quantity - part.GivenUp);

    /// <summary>Whether a distributor is being looked for again, since the last one does not bring the line.</summary>
    public bool IsSought(SalesOrderLine line)
    {
        if (IsCancelled || IsCancelRequested || MissingOf(line) <= 0)
        {
            return false;
        }

        int last = PurchaseOrders.Count - 1;
        while (last >= 0 && PurchaseOrders[last].Lines.All(part => part.LineNumber != line.LineNumber))
        {
            last--;
        }

        return last >= 0 && (last < ForgivenPurchases || PurchaseOrders[last].Lines.First(part => part.LineNumber == line.LineNumber).HasOthers);
    }

    /// <summary>Each line over all purchase orders, by line number.</summary>
    public IReadOnlyList<LineProgress> Progress() => SalesProgress.Lines(this);

    /// <summary>Where it stands in one word.</summary>
    public OrderState State() => SalesProgress.State(this);
}

/// <summary>One line a customer or channel wants: an article by one of three keys.</summary>
public sealed record SalesOrderLine
{
    /// <summary>Our line number.</summary>
    public required LineNumber LineNumber { get; init; }

    /// <summary>Distributor demanded, or null to choose one.</summary>
    public string? Distributor { get; init; }

    /// <summary>That distributor's article number, or null.</summary>
    public string? Sku { get; init; }

    /// <summary>EAN or UPC, or null.</summary>
    public string? Gtin { get; init; }

    /// <summary>Maker, together with <see cref="ManufacturerPartNumber"/>; or null.</summary>
    public string? Brand { get; init; }

    /// <summary>The maker's part number, or null.</summary>
    public string? ManufacturerPartNumber { get; init; }

    /// <summary>Pieces, above 0.</summary>
    public required int Quantity { get; init; }

    /// <summary>Highest net price per piece we accept, or null.</summary>
    public decimal? MaxUnitPrice { get; init; }

    /// <summary>The vendor's quote, or null.</summary>
    public string? SpecialBidNumber { get; init; }
}

/// <summary>Where a sales order came from.</summary>
/// <param name="Channel">The channel's code; <c>api</c> for an order placed by hand.</param>
/// <param name="Store">The configured account at the channel, or null.</param>
/// <param name="ExternalId">The channel's id of the order, or null.</param>
public sealed record OrderSource(string Channel, string? Store, string? ExternalId)
{
    /// <summary>Source of orders placed over the API; nobody has to be told about them.</summary>
    public static OrderSource Api { get; } = new("api", null, null);
}

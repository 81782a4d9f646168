using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;
using Pipeline.Core.Orders.Sourcing;

namespace Pipeline.Core.Orders.Placing;

/// <summary>Sends Order Create, once.</summary>
/// <remarks>
/// The intent is stored before the call, under the record's version: of two callers one wins, the other does nothing. A
/// process that dies in between leaves the intent, and <see cref="OrderInquiry"/> asks the distributor before anything else.
/// </remarks>
public sealed class OrderPlacing(
    OrderUpdater updates, IDistributorServiceDirectory services, ISourcingStore sourcing, OrderLimits limits, TimeProvider clock)
{
    /// <summary>Places one purchase order if it is its turn; else does nothing. May be repeated and cut at any point.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="number">The purchase order.</param>
    /// <param name="cancellationToken">Gives up. Once the message is on its way its outcome is stored all the same.</param>
    public Task PlaceAsync(string orderId, PurchaseOrderNumber number, CancellationToken cancellationToken) =>
        updates.DoAsync(orderId, stored => PlaceAsync(stored, number, cancellationToken), cancellationToken);

    /// <summary>The same for an order that was read a moment ago.</summary>
    /// <returns>The order after it; null when it has to be read again.</returns>
    internal async Task<StoredOrder?> PlaceAsync(StoredOrder stored, PurchaseOrderNumber number, CancellationToken cancellationToken)
    {
        if (!IsItsTurn(stored.Record, number))
        {
            return stored;
        }

        PurchaseOrder purchase = stored.Record.Purchase(number)!;
        DistributorReach reach = DistributorReach.To(services, purchase.Distributor, stored.Record.IsTest);
        if (reach.Services is not { } distributor)
        {
            return await BlockAsync(stored, number, reach.Problem!, cancellationToken);
        }

        (OrderCreate? message, Issue? obstacle) = OrderCreates.Compose(
            stored.Record, purchase, clock.GetUtcNow(), limits.Of(purchase.Distributor).WorkingHours.Zone);
        if (message is null)
        {
            return await BlockAsync(stored, number, obstacle!, cancellationToken);
        }

        if (await ClaimAsync(stored, purchase, cancellationToken) is not { } claimed)
        {
            return null;
        }

        // Not to be repeated blindly: after this line only an inquiry or a message may say what became of it.
        OrderPlacement placement = await distributor.CreateOrderAsync(message, cancellationToken);
        if (placement is { Outcome: PlacementOutcome.Refused, Problem.Issue.Code: { } code } && StandingRefusals.Contains(code))
        {
            // Before the refusal is: else another order could be sent there meanwhile.
            await sourcing.StopAsync(new DistributorStop(purchase.Distributor, code, clock.GetUtcNow(), number.Value), CancellationToken.None);
        }

        PlacementResult result = new(number, claimed.Record.Attempt(number).Sends, placement);
        return await updates.UpdateAsync(claimed, change => result.Store(change, clock.GetUtcNow(), limits), CancellationToken.None);
    }

    private bool IsItsTurn(OrderRecord record, PurchaseOrderNumber number)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return record is { ArePricesChecked: true, Order: { BlockedReason: null, IsCancelRequested: false } }
            && record.Purchase(number)?.Phase == PurchasePhase.Planned
            && record.Attempt(number).IsReady(now)
            && !record.IsEnded;
    }

    /// <summary>Stores the intent.</summary>
    /// <returns>The order with the intent, or null when somebody else has claimed it or it is not its turn any more.</returns>
    private async Task<StoredOrder?> ClaimAsync(StoredOrder stored, PurchaseOrder seen, CancellationToken cancellationToken)
    {
        bool isOurs = false;
        StoredOrder? claimed = await updates.UpdateAsync(
            stored,
            change =>
            {
                isOurs = false;
                if (IsItsTurn(change.Record, seen.Number) && change.Record.Purchase(seen.Number)!.Lines.SequenceEqual(seen.Lines))
                {
                    PurchaseAttempt attempt = change.Record.Attempt(seen.Number);
                    isOurs = true;
                    change.Record = change.Record
                        .With(change.Record.Purchase(seen.Number)! with { Phase = PurchasePhase.Sending })
                        .With(attempt with { Sends = attempt.Sends + 1, SendingAt = clock.GetUtcNow(), IsBusy = false, NotBefore = null });
                }
            },
            cancellationToken);
        return isOurs ? claimed : null;
    }

    private Task<StoredOrder?> BlockAsync(
        StoredOrder stored, PurchaseOrderNumber number, Issue obstacle, CancellationToken cancellationToken) =>
        updates.UpdateAsync(
            stored,
            change =>
            {
                if (IsItsTurn(change.Record, number))
                {
                    change.Block([obstacle]);
                }
            },
            cancellationToken);
}

/// <summary>Composes the Order Create of a purchase order. Pure.</summary>
internal static class OrderCreates
{
    /// <summary>The message, or what is missing for it.</summary>
    /// <param name="record">The order.</param>
    /// <param name="purchase">One of its purchase orders, priced.</param>
    /// <param name="at">Time of sending.</param>
    /// <param name="zone">Time zone of the account: the day of the order is the day there.</param>
    public static (OrderCreate? Message, Issue? Obstacle) Compose(
        OrderRecord record, PurchaseOrder purchase, DateTimeOffset at, TimeZoneInfo zone)
    {
        SalesOrder order = record.Order;
        return order.ShipTo is { } address
            ? (new OrderCreate
            {
                PurchaseOrderNumber = purchase.Number,
                Date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime),
                EndUserReference = order.EndUserReference,
                Currency = purchase.Currency,
                ShipTo = address,
                RequestedDeliveryDate = order.RequestedDeliveryDate,
                ShipComplete = order.ShipComplete,
                AllowSplit = !order.ShipComplete,
                Lines =
                [
                    .. purchase.Lines.OrderBy(line => line.LineNumber.Value).Select(line => new OrderCreateLine
                    {
                        LineNumber = line.LineNumber,
                        Sku = line.Sku,
                        Quantity = line.Quantity,
                        UnitPrice = line.UnitPrice,
                        SpecialBidNumber = line.SpecialBidNumber,
                    }),
                ],
            }, null)
            : (null, new Issue(IssueCodes.AddressMissing, null, null));
    }
}

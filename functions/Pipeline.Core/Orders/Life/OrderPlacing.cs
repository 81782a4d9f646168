using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Life;

/// <summary>Sends Order Create, once.</summary>
/// <remarks>
/// The intent is stored before the call, under the record's version: of two callers one wins, the other does nothing. A
/// process that dies in between leaves the intent, and <see cref="OrderInquiry"/> asks the distributor before anything else.
/// </remarks>
public sealed class OrderPlacing(
    IOrderStore store, OrderUpdates updates, IDistributorServices services, OrderLimits limits, TimeProvider clock)
{
    /// <summary>Places one purchase order if it is its turn; else does nothing. May be repeated and cut at any point.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="number">The purchase order.</param>
    /// <param name="cancellationToken">Gives up. Once the message is on its way its outcome is stored all the same.</param>
    public async Task PlaceAsync(string orderId, PurchaseOrderNumber number, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(orderId, cancellationToken) is not { } stored || !IsItsTurn(stored.Record, number))
        {
            return;
        }

        PurchaseOrder purchase = stored.Record.Purchase(number)!;
        DistributorReach reach = DistributorReach.To(services, purchase.Distributor, stored.Record.IsTest);
        if (reach.Services is not { } distributor)
        {
            await BlockAsync(orderId, number, new OrderObstacle(
                OrderObstacleCodes.DistributorUnknown, null, reach.Problem,
                "Enter its services in the settings and retry, or cancel."), cancellationToken);
            return;
        }

        (OrderCreate? message, OrderObstacle? obstacle) = OrderCreates.Compose(
            stored.Record, purchase, clock.GetUtcNow(), limits.WorkingHours.Zone);
        if (message is null)
        {
            await BlockAsync(orderId, number, obstacle!, cancellationToken);
            return;
        }

        if (await ClaimAsync(orderId, purchase, cancellationToken) is not { } send)
        {
            return;
        }

        // Not to be repeated blindly: after this line only an inquiry or a message may say what became of it.
        OrderPlacement placement = await distributor.CreateOrderAsync(message, cancellationToken);
        PlacementResult result = new(number, send, placement);
        _ = await updates.UpdateAsync(orderId, change => result.Store(change, clock.GetUtcNow(), limits), CancellationToken.None);
    }

    private bool IsItsTurn(OrderRecord record, PurchaseOrderNumber number)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return record is { IsEnded: false, ArePricesChecked: true, Order: { BlockedReason: null, IsCancelRequested: false } }
            && record.Purchase(number)?.Phase == PurchasePhase.Planned
            && record.Attempt(number).IsReady(now);
    }

    /// <summary>Stores the intent.</summary>
    /// <returns>Which send this is, or null when somebody else has claimed it or it is not its turn any more.</returns>
    private async Task<int?> ClaimAsync(string orderId, PurchaseOrder seen, CancellationToken cancellationToken)
    {
        int? send = null;
        _ = await updates.UpdateAsync(
            orderId,
            change =>
            {
                send = null;
                if (IsItsTurn(change.Record, seen.Number) && change.Record.Purchase(seen.Number)!.Lines.SequenceEqual(seen.Lines))
                {
                    PurchaseAttempt attempt = change.Record.Attempt(seen.Number);
                    send = attempt.Sends + 1;
                    change.Record = change.Record
                        .With(change.Record.Purchase(seen.Number)! with { Phase = PurchasePhase.Sending })
                        .With(attempt with { Sends = attempt.Sends + 1, SendingAt = clock.GetUtcNow(), NotBefore = null });
                }
            },
            cancellationToken);
        return send;
    }

    private async Task BlockAsync(
        string orderId, PurchaseOrderNumber number, OrderObstacle obstacle, CancellationToken cancellationToken) =>
        _ = await updates.UpdateAsync(
            orderId,
            change =>
            {
                if (IsItsTurn(change.Record, number))
                {
                    change.Block([obstacle]);
                }
            },
            cancellationToken);
}

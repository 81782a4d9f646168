using Pipeline.Core.Catalog;
using Pipeline.Core.Flows;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Intake;

/// <summary>Takes orders in, each once however often and wherever it is cut.</summary>
/// <param name="requests">Keys.</param>
/// <param name="orders">Records.</param>
/// <param name="numbers">Which order has which number.</param>
/// <param name="learned">Stores numbers and releases messages.</param>
/// <param name="signals">Wakes the life cycle.</param>
/// <param name="catalog">Prices of orders placed elsewhere.</param>
/// <param name="terms">The house.</param>
/// <param name="clock">Time of receipt.</param>
public sealed class OrderIntake(
    IIdempotencyKeyStore requests,
    IOrderStore orders,
    IOrderNumberStore numbers,
    NumberAnnouncement learned,
    IOrderSignalQueue signals,
    ICatalogStore catalog,
    IntakeTerms terms,
    TimeProvider clock)
{
    private readonly NewOrder newOrder = new(catalog, terms);

    /// <summary>Whether the key has come with this very request before, so that it may be repeated although its day is past.</summary>
    public async Task<bool> IsKnownAsync(OrderRequest request, string idempotencyKey, CancellationToken cancellationToken) =>
        (await requests.FindAsync(idempotencyKey, cancellationToken))?.BodyHash == request.Fingerprint();

    /// <summary>Stores an order, or finds the one that the key made before.</summary>
    /// <param name="request">Read and checked.</param>
    /// <param name="idempotencyKey">The caller's key; compared exactly.</param>
    /// <param name="cancellationToken">Gives up; the order may have been stored. Repeating with the same key completes it.</param>
    /// <remarks>
    /// Steps: claim the key, store the record (from then on the sweep finds it), store its numbers and release parked
    /// messages, signal. Each may be repeated; a repetition goes through all of them, and so completes what was cut.
    /// </remarks>
    public async Task<IntakeResult> PlaceAsync(OrderRequest request, string idempotencyKey, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        string fingerprint = request.Fingerprint();
        string fresh = ExecutionId.New(now);
        OrderClaim claim = await requests.ClaimAsync(idempotencyKey, fingerprint, fresh, cancellationToken);
        if (claim.BodyHash != fingerprint)
        {
            return new IntakeResult(IntakeOutcome.KeyReused, claim.OrderId);
        }

        // Under a fresh id there can be no order yet.
        OrderRecord? found = claim.OrderId == fresh ? null : (await orders.FindAsync(claim.OrderId, cancellationToken))?.Record;
        if (found is null && await FindTakenAsync(request, claim.OrderId, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        bool isNew = false;
        if (found is null)
        {
            OrderRecord record = await newOrder.MakeAsync(claim.OrderId, request, now, cancellationToken);
            isNew = await orders.TryAddAsync(record, [NewOrder.FirstEvent(request, now)], cancellationToken);
            found = isNew ? record : (await orders.FindAsync(claim.OrderId, cancellationToken))!.Record;
        }

        if (request.PlacedElsewhere is { } elsewhere)
        {
            IReadOnlyList<string> taken =
                await learned.StoreAsync(claim.OrderId, elsewhere.Distributor, elsewhere.Numbers(), cancellationToken);
            if (taken.Count > 0)
            {
                return await WithdrawAsync(claim.OrderId, elsewhere, taken[0], cancellationToken);
            }
        }

        await signals.SendAsync(claim.OrderId, cancellationToken);
        return new IntakeResult(isNew ? IntakeOutcome.Created : IntakeOutcome.Repeated, claim.OrderId, found);
    }

    /// <summary>The usual way to find that somebody else follows the order already: nothing is stored then.</summary>
    private async Task<IntakeResult?> FindTakenAsync(OrderRequest request, string orderId, CancellationToken cancellationToken)
    {
        if (request.PlacedElsewhere is not { } elsewhere)
        {
            return null;
        }

        foreach (string number in elsewhere.Numbers())
        {
            if (await numbers.FindAsync(elsewhere.Distributor, number, cancellationToken) is { } other && other != orderId)
            {
                return new IntakeResult(IntakeOutcome.NumberTaken, other, Number: number);
            }
        }

        return null;
    }

    /// <summary>Somebody took the number between the look and the claim: the record must not follow the same order.</summary>
    private async Task<IntakeResult> WithdrawAsync(
        string orderId, PlacedElsewhere elsewhere, string number, CancellationToken cancellationToken)
    {
        string other = await numbers.FindAsync(elsewhere.Distributor, number, cancellationToken) ?? orderId;
        await new OrderUpdater(orders, clock).UpdateAsync(
            orderId,
            change =>
            {
                if (!change.Record.Order.IsCancelled)
                {
                    change.Note(OrderSteps.CancelRequested, $"Not followed here: {number} belongs to order {other}.");
                    change.Record = change.Record with
                    {
                        Order = change.Record.Order with
                        {
                            IsCancelled = true,
                            PurchaseOrders = [.. change.Record.Order.PurchaseOrders.Select(static order =>
                                order with { Phase = PurchasePhase.Cancelled })],
                        },
                    };
                }
            },
            cancellationToken);
        return new IntakeResult(IntakeOutcome.NumberTaken, other, Number: number);
    }
}

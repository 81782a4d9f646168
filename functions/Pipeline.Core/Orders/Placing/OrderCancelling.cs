using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Merging;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Placing;

/// <summary>Cancels at a distributor that takes cancellations what a person has asked to cancel, once.</summary>
/// <remarks>
/// The intent is stored before the call. When a process dies in between it is asked for again later, and the distributor's services
/// look first how the order stands. After an answer that says nothing clear the order itself tells, when it is followed.
/// </remarks>
public sealed class OrderCancelling(OrderUpdater updates, IDistributorServiceDirectory services, OrderLimits limits, TimeProvider clock)
{
    /// <summary>Cancels one purchase order if that is its turn; else does nothing. May be repeated and cut at any point.</summary>
    /// <returns>The order after it; null when it has to be read again.</returns>
    public async Task<StoredOrder?> CancelAsync(StoredOrder stored, PurchaseOrderNumber number, CancellationToken cancellationToken)
    {
        if (!IsDue(stored.Record, number))
        {
            return stored;
        }

        DateTimeOffset sent = clock.GetUtcNow();
        bool isOurs = false;
        StoredOrder? claimed = await updates.UpdateAsync(
            stored,
            change =>
            {
                isOurs = IsDue(change.Record, number);
                if (isOurs)
                {
                    change.Record = change.Record.With(change.Record.Attempt(number) with { CancelSentAt = sent });
                }
            },
            cancellationToken);
        if (!isOurs || claimed is null)
        {
            return null;
        }

        string distributor = claimed.Record.Purchase(number)!.Distributor;
        DistributorReach reach = DistributorReach.To(services, distributor, claimed.Record.IsTest);
        OrderCancellation answer = reach.Services is { } found
            ? await found.CancelOrderAsync(number, cancellationToken)
            : new OrderCancellation { Outcome = CancellationOutcome.Unknown, Problem = new CallIssue(reach.Problem!, null) };
        return await updates.UpdateAsync(claimed, change => Store(change, number, distributor, answer), CancellationToken.None);
    }

    private bool IsDue(OrderRecord record, PurchaseOrderNumber number) =>
        OrderDecisions.MayCancel(record, record.Purchase(number), clock.GetUtcNow(), limits);

    private void Store(OrderChange change, PurchaseOrderNumber number, string distributor, OrderCancellation answer)
    {
        DateTimeOffset now = clock.GetUtcNow();
        change.Record = change.Record.With(change.Record.Attempt(number) with { CancelAnsweredAt = now });
        string reason = answer.Problem?.Issue.Cause ?? string.Empty;

        // Of several purchase orders some may be cancelled already: what is left is for a person, and nothing of it is bought again.
        bool isAlone = change.Record.Order.PurchaseOrders.All(order => order.Number == number || order.Phase == PurchasePhase.Refused);
        string said = answer.Outcome switch
        {
            CancellationOutcome.Cancelled => $"{distributor} has cancelled {number}.",
            CancellationOutcome.Refused => $"{distributor} does not cancel {number}: {reason} {(isAlone ? "The order goes on." : "A person has to see to it.")}",
            CancellationOutcome.NotOffered => $"{distributor} takes no cancellations by its services: a person has to ask.",
            _ => $"{distributor} did not say clearly whether {number} is cancelled; how it stands is asked for. {reason}",
        };
        change.Note(OrderSteps.CancelRequested, said.TrimEnd(), answer.ExchangeId, answer.Problem?.Issue.Code);
        if (answer.Order is { } status)
        {
            OrderMergeNotes.Merge(change, status, answer.ExchangeId);
        }

        if (answer.Outcome == CancellationOutcome.Refused && isAlone)
        {
            change.Record = change.Record with { Order = change.Record.Order with { IsCancelRequested = false } };
        }

        OrderMerging.Settle(change, now, limits);
    }
}

using Pipeline.Core.Issues;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Matching;
using Pipeline.Core.Orders.Merging;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Following;

/// <summary>Asks how an order stands where the distributor pushes nothing, and merges the answer like pushed messages.</summary>
/// <remarks>It only reads and merges. A question without an answer is asked again, after a longer pause each time; it ends nothing.</remarks>
public sealed class OrderFollowUp(
    OrderUpdater updates, InvoiceHandover invoices, IDistributorServiceDirectory services, OrderLimits limits, TimeProvider clock)
{
    /// <summary>Asks about one purchase order if its time has come; else does nothing. May be repeated and cut at any point.</summary>
    /// <returns>The order after it.</returns>
    public async Task<StoredOrder?> FollowAsync(StoredOrder stored, PurchaseOrderNumber number, CancellationToken cancellationToken)
    {
        if (stored.Record.Purchase(number) is not { } purchase || !purchase.IsFollowUpDue(clock.GetUtcNow()))
        {
            return stored;
        }

        FollowAnswer answer = await AskAsync(purchase, cancellationToken);
        if (await updates.UpdateAsync(stored, change => Store(change, purchase, answer), cancellationToken) is not { } after)
        {
            return null;
        }

        foreach ((Invoice invoice, string exchangeId) in InvoicesOf(answer))
        {
            await invoices.StoreAsync(after.Record, new InvoiceSource(invoice.DocumentKey, invoice.Fingerprint(), exchangeId), cancellationToken);
        }

        return after;
    }

    /// <summary>Reading writes nothing at the distributor: test mode asks like any other.</summary>
    private async Task<FollowAnswer> AskAsync(PurchaseOrder purchase, CancellationToken cancellationToken)
    {
        DistributorReach reach = DistributorReach.To(services, purchase.Distributor, isTest: false);
        return reach.Services is IOrderFollowing distributor
            ? await distributor.FollowAsync(purchase, cancellationToken)
            : new FollowAnswer
            {
                Problem = new CallIssue(reach.Problem ?? new Issue(IssueCodes.DistributorNotConfigured, null, purchase.Distributor), null),
            };
    }

    private void Store(OrderChange change, PurchaseOrder asked, FollowAnswer answer)
    {
        DateTimeOffset now = clock.GetUtcNow();
        foreach (FollowedMessage said in answer.Messages)
        {
            OrderMergeNotes.Merge(change, said.Message, said.ExchangeId);
        }

        // Whoever asked meanwhile has counted it.
        if (change.Record.Purchase(asked.Number) is { Follow: { } follow } purchase && follow.AskedAt == asked.Follow!.AskedAt)
        {
            change.Record = change.Record.With(purchase with { Follow = After(follow, answer, limits.Of(purchase.Distributor).Follow, now) });
            if (answer.Problem is { } problem && follow.Pause is null)
            {
                change.Note(
                    OrderSteps.OrderInquiry, $"{purchase.Distributor} did not say all of how {purchase.Number} stands; it is asked again. {problem.Issue.Cause}".TrimEnd(),
                    problem.ExchangeId, problem.Issue.Code);
            }
        }

        OrderMerging.Settle(change, now, limits);
        OrderReview.Promise(change, OrderDecisions.Next(change.Record, now, limits), now, limits);
    }

    private PurchaseFollow After(PurchaseFollow follow, FollowAnswer answer, FollowSchedule? schedule, DateTimeOffset now)
    {
        PurchaseFollow next = answer.IsInvoiced && !follow.IsInvoiced
            ? new PurchaseFollow { Since = now, AskedAt = now, IsInvoiced = true }
            : follow with { Times = follow.Times + 1, AskedAt = now };
        TimeSpan? pause = answer.Problem is null ? null : limits.NextPause(follow.Pause);
        DateTimeOffset? at = answer.IsOver ? null : schedule?.NextAfter(next, now);
        return next with { Pause = pause, NextAt = at < now + pause ? now + pause : at };
    }

    private static IEnumerable<(Invoice Invoice, string ExchangeId)> InvoicesOf(FollowAnswer answer) => answer.Messages
        .Where(static said => said is { Message: Invoice, ExchangeId: not null })
        .Select(static said => ((Invoice)said.Message, said.ExchangeId!));
}

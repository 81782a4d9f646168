using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Merging;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Placing;

/// <summary>Asks the distributor what it holds under a number, where the fate of an Order Create is not known.</summary>
/// <remarks>
/// Only when the distributor says that it has no such order, 15 minutes after the last send and without any message, may the
/// order be sent again, with the same number. A distributor that pushes nothing is asked at times of its own; then it is sent
/// once more, and after that a person decides.
/// </remarks>
public sealed class OrderInquiry(
    OrderUpdater updates, IDistributorServiceDirectory services, OrderLimits limits, TimeProvider clock)
{
    /// <summary>Asks about one purchase order if it is unclear; else does nothing. May be repeated and cut at any point.</summary>
    public Task AskAsync(string orderId, PurchaseOrderNumber number, CancellationToken cancellationToken) =>
        updates.DoAsync(orderId, stored => AskAsync(stored, number, cancellationToken), cancellationToken);

    /// <summary>The same for an order that was read a moment ago.</summary>
    /// <returns>The order after it.</returns>
    internal async Task<StoredOrder?> AskAsync(StoredOrder stored, PurchaseOrderNumber number, CancellationToken cancellationToken)
    {
        if (!IsUnclear(stored.Record, number))
        {
            return stored;
        }

        PurchaseOrder purchase = stored.Record.Purchase(number)!;
        int sends = stored.Record.Attempt(number).Sends;
        DistributorReach reach = DistributorReach.To(services, purchase.Distributor, stored.Record.IsTest);
        OrderSearch search = reach.Services is { } distributor
            ? await distributor.FindOrderAsync(number, cancellationToken)
            : new OrderSearch
            {
                Outcome = SearchOutcome.Unknown,
                Problem = new CallIssue(reach.Problem!, null),
            };
        return await updates.UpdateAsync(
            stored,
            change =>
            {
                if (IsUnclear(change.Record, number) && change.Record.Attempt(number).Sends == sends)
                {
                    Store(change, number, search);
                }
            },
            cancellationToken);
    }

    private bool IsUnclear(OrderRecord record, PurchaseOrderNumber number) =>
        record.Purchase(number)?.Phase == PurchasePhase.Sending && record.Attempt(number).IsReady(clock.GetUtcNow());

    private void Store(OrderChange change, PurchaseOrderNumber number, OrderSearch search)
    {
        DateTimeOffset now = clock.GetUtcNow();
        PurchaseOrder purchase = change.Record.Purchase(number)!;
        PurchaseAttempt attempt = change.Record.Attempt(number);
        attempt = attempt with { AskedAt = now, UnknownSince = attempt.UnknownSince ?? attempt.SendingAt };
        switch (search.Outcome)
        {
            case SearchOutcome.Found:
                Found(change, purchase, attempt, search, now);
                break;
            case SearchOutcome.NotFound when limits.Of(purchase.Distributor) is { Recovery.Count: > 0 } terms:
                NotFound(change, purchase, attempt, search, terms, now);
                break;
            case SearchOutcome.NotFound when now >= attempt.SendingAt + limits.AskAgain:
                change.Record = change.Record.With(purchase with { Phase = PurchasePhase.Planned }).With(attempt.GoOn());
                Note(change, search, $"{purchase.Distributor} does not have {number}, and no message came; it is sent again with the same number.");
                break;
            case SearchOutcome.NotFound:
                PurchaseAttempt later = attempt.BackOff(now, limits);
                DateTimeOffset again = attempt.SendingAt!.Value + limits.AskAgain;
                change.Record = change.Record.With(later with { NotBefore = later.NotBefore < again ? later.NotBefore : again });
                Note(change, search, $"{purchase.Distributor} does not have {number} yet; it is asked again.");
                break;
            default:
                change.Record = change.Record.With(attempt.BackOff(now, limits));
                Note(change, search, $"{purchase.Distributor} could not say whether it has {number}; it is asked again. {search.Problem?.Issue.Cause}");
                break;
        }

        OrderMerging.Settle(change, now, limits);
    }

    // Nothing comes by message: its own word is all there will be.
    private void NotFound(
        OrderChange change, PurchaseOrder purchase, PurchaseAttempt attempt, OrderSearch search, DistributorTerms terms, DateTimeOffset now)
    {
        bool isReleased = attempt.Sends > 1 && change.Record.IsReleased;
        if (terms.NextAsk(attempt.SendingAt!.Value, attempt.IsBusy, now) is { } next)
        {
            change.Record = change.Record.With(attempt with { NotBefore = next });
            Note(change, search, $"{purchase.Distributor} does not have {purchase.Number} yet; it is asked again.");
        }
        else if (attempt.Sends < 2 || isReleased)
        {
            // A person's word is good for one more send.
            change.Record = (change.Record with { IsReleased = change.Record.IsReleased && !isReleased })
                .With(purchase with { Phase = PurchasePhase.Planned }).With(attempt.GoOn());
            Note(change, search, $"{purchase.Distributor} does not have {purchase.Number}; it is sent again with the same number.");
        }
        else
        {
            change.Record = change.Record.With(attempt.BackOff(now, limits));
            Note(change, search, $"{purchase.Distributor} does not have {purchase.Number} after {attempt.Sends} sends; it is asked again.");
            if (change.Record.Order.BlockedReason is null)
            {
                change.Block([new Issue(IssueCodes.PlacementUnknown, purchase.Number.Value, null).With("distributor", purchase.Distributor)]);
            }
        }
    }

    private static void Found(OrderChange change, PurchaseOrder purchase, PurchaseAttempt attempt, OrderSearch search, DateTimeOffset now)
    {
        change.Record = change.Record
            .With(purchase with { Phase = PurchasePhase.Acknowledged })
            .With(attempt.GoOn() with { AcknowledgedAt = now, UnknownSince = null });
        if (change.Record.Order.Obstacles is [{ Code: IssueCodes.PlacementUnknown }])
        {
            change.Record = change.Record with { Order = change.Record.Order with { BlockedReason = null } };
        }

        string[] numbers = [.. search.Orders.Select(order => order.DistributorOrderNumber).OfType<string>()];
        change.Note(
            OrderSteps.OrderInquiry,
            $"{purchase.Distributor} has {purchase.Number}{(numbers.Length > 0 ? $" as {string.Join(", ", numbers)}" : string.Empty)}.",
            search.ExchangeId);
        change.Note(OrderSteps.Acknowledgement, $"{purchase.Distributor} has received {purchase.Number}, as the inquiry shows.", search.ExchangeId);
        foreach (OrderStatus status in search.Orders)
        {
            OrderMergeNotes.Merge(change, status, search.ExchangeId);
        }
    }

    private static void Note(OrderChange change, OrderSearch search, string text) =>
        change.Note(OrderSteps.OrderInquiry, text.TrimEnd(), search.ExchangeId, search.Problem?.Issue.Code);
}

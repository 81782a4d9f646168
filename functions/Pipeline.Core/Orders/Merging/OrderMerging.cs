using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Alarms;
using Pipeline.Core.Orders.Following;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Selling;

namespace Pipeline.Core.Orders.Merging;

/// <summary>Merges what a distributor says into a record, and draws the conclusions.</summary>
internal static class OrderMerging
{
    /// <summary>Merges a message. Done again it changes nothing.</summary>
    /// <returns>What the message was to the order.</returns>
    public static MergeOutcome Apply(OrderChange change, OrderMessage message)
    {
        Sales.SalesOrder before = change.Record.Order;
        Merged<Sales.SalesOrder> merged = before.Apply(message);

        // A repetition that is dated later takes the earlier one's place, so that any order of arrival ends the same.
        bool isKept = before.PurchaseOrders.Zip(merged.Value.PurchaseOrders)
            .Any(pair => !ReferenceEquals(pair.First.Documents, pair.Second.Documents));
        if (isKept)
        {
            change.Record = change.Record with { Order = merged.Value };
        }

        return merged.Outcome;
    }

    /// <summary>
    /// Brings phases, holds and alarms up to what the documents prove: a distributor that speaks about an order has it. Done
    /// again it changes nothing.
    /// </summary>
    public static void Settle(OrderChange change, DateTimeOffset now, OrderLimits limits)
    {
        foreach (PurchaseOrder order in change.Record.Order.PurchaseOrders)
        {
            SettlePhase(change, order, now);
            SettleHold(change, order, now);
            SettleFollow(change, order.Number, now, limits.Of(order.Distributor).Follow);
        }

        FallBack.Settle(change);
        ChannelDuties.Settle(change, now, limits);
        OrderAlarms.Refresh(change, now, limits);
        if (change.Record is { ReviewDueAt: null, IsEnded: false })
        {
            // A correction may bring an ended order back to life; the sweep has to see it then.
            change.Record = change.Record with { ReviewDueAt = now + limits.ReviewMargin };
        }
    }

    private static void SettlePhase(OrderChange change, PurchaseOrder order, DateTimeOffset now)
    {
        bool isOpen = order.Phase is PurchasePhase.Planned or PurchasePhase.Sending or PurchasePhase.Refused;
        if (isOpen && order.Documents.Messages.Count > 0)
        {
            change.Record = change.Record
                .With(order with { Phase = PurchasePhase.Acknowledged, RefusalCode = null })
                .With(change.Record.Attempt(order.Number).GoOn() with { AcknowledgedAt = now, UnknownSince = null });
        }
        else if (order.Phase == PurchasePhase.Planned && change.Record.Order.IsCancelRequested)
        {
            change.Record = change.Record.With(order with { Phase = PurchasePhase.Cancelled });
            change.Note(OrderSteps.CancelRequested, $"{order.Number} had not been sent; it will not be.");
        }
    }

    private static void SettleHold(OrderChange change, PurchaseOrder order, DateTimeOffset now)
    {
        PurchaseAttempt attempt = change.Record.Attempt(order.Number);
        bool isHeld = order.Progress().IsOnHold;
        if (isHeld != (attempt.HeldSince is not null))
        {
            change.Record = change.Record.With(attempt with { HeldSince = isHeld ? now : null });
        }
    }

    /// <summary>Begins to follow what a distributor that pushes nothing has; what has ended stays as it is.</summary>
    private static void SettleFollow(OrderChange change, PurchaseOrderNumber number, DateTimeOffset now, FollowSchedule? schedule)
    {
        PurchaseOrder order = change.Record.Purchase(number)!;
        if (schedule is null && order.Follow is not null)
        {
            change.Record = change.Record.With(order with { Follow = null });
        }
        else if (schedule is not null && order is { Follow: null, Phase: PurchasePhase.Acknowledged } && !change.Record.IsEnded)
        {
            PurchaseFollow first = new() { Since = change.Record.Attempt(number).AcknowledgedAt ?? now };
            change.Record = change.Record.With(order with { Follow = first with { NextAt = schedule.NextAfter(first, first.Since) } });
        }
    }
}

/// <summary>Merges a message and writes what it changed into the timeline.</summary>
internal static class OrderMergeNotes
{
    /// <summary>Merges. A message that says nothing new leaves no entry, so doing it again adds none.</summary>
    public static MergeOutcome Merge(OrderChange change, OrderMessage message, string? exchangeId)
    {
        HashSet<Issue> known = [.. Findings(change.Record)];
        MergeOutcome outcome = OrderMerging.Apply(change, message);
        if (outcome is not (MergeOutcome.Added or MergeOutcome.Corrected))
        {
            return outcome;
        }

        // Snapshots follow one another; a second despatch advice or invoice of the same number does not.
        bool isCorrection = outcome == MergeOutcome.Corrected && message is not OrderStatus;
        List<Issue> found = [.. Findings(change.Record).Where(issue => !known.Contains(issue))];
        string text = (isCorrection ? "Correction: " : string.Empty) + MessageSummary.Of(message);
        if (found.Count > 0)
        {
            text += $" Look at: {string.Join(" ", found.Take(3))}";
        }

        change.Note(
            MessageSummary.StepOf(message), text, exchangeId,
            isCorrection ? IssueCodes.Corrected : found.Count > 0 ? found[0].Code : MessageSummary.CodeOf(message));
        return outcome;
    }

    private static IEnumerable<Issue> Findings(OrderRecord record) =>
        record.Order.PurchaseOrders.SelectMany(order => order.Progress().Findings)
            .Where(issue => issue.Code != IssueCodes.LineUnmatched);
}

using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Merging;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;
using Pipeline.Core.Orders.Selling;

namespace Pipeline.Core.Orders.Alarms;

/// <summary>Raises and clears the alarms of an order.</summary>
internal static class OrderAlarms
{
    /// <summary>When the next alarm will be due if nothing happens, or null.</summary>
    public static DateTimeOffset? NextDue(OrderRecord record, DateTimeOffset now, OrderLimits limits) =>
        Watches(record, limits).Where(watch => watch.Due > now).Min(watch => (DateTimeOffset?)watch.Due);

    /// <summary>Raises what is due and clears what has passed; writes each into the timeline. Changes nothing when done again.</summary>
    public static void Refresh(OrderChange change, DateTimeOffset now, OrderLimits limits)
    {
        List<AlarmWatch> due = [.. Watches(change.Record, limits).Where(watch => watch.Due <= now)];
        List<OrderAlarm> alarms = [.. change.Record.Alarms];
        bool isChanged = false;
        for (int i = 0; i < alarms.Count; i++)
        {
            if (alarms[i] is { ClearedAt: null } standing && !due.Exists(watch => IsAbout(standing, watch)))
            {
                alarms[i] = standing with { ClearedAt = now };
                change.Note(OrderSteps.Alarm, $"Cleared: {standing.Text}", null, standing.Code);
                isChanged = true;
            }
        }

        foreach (AlarmWatch watch in due.Where(watch => !alarms.Exists(alarm => alarm.ClearedAt is null && IsAbout(alarm, watch))))
        {
            alarms.RemoveAll(alarm => IsAbout(alarm, watch));
            Issue issue = watch.Issue;
            alarms.Add(new OrderAlarm(issue.Code, issue.Where!, issue.Sentence, now, null) { Issue = issue });
            change.Note(OrderSteps.Alarm, issue.Sentence, null, issue.Code);
            isChanged = true;
        }

        if (isChanged)
        {
            change.Record = change.Record with { Alarms = alarms };
        }
    }

    private static bool IsAbout(OrderAlarm alarm, AlarmWatch watch) => alarm.Code == watch.Issue.Code && alarm.Subject == watch.Issue.Where;

    /// <summary>Whether nothing has been heard of a line: shipments of others do not say what became of it.</summary>
    private static bool IsUnanswered(PurchaseOrder order) =>
        order.Progress().Lines.Any(line => line.State is LineState.Sent or LineState.Received);

    private static IEnumerable<AlarmWatch> Watches(OrderRecord record, OrderLimits limits)
    {
        foreach (SalesOrderLine line in FallBack.BoughtTwice(record.Order))
        {
            // Stands also when the order has ended: one of the two has to be cancelled or sent back.
            yield return new AlarmWatch(
                new Issue(IssueCodes.BoughtTwice, $"line {line.LineNumber}", null).With("pieces", -record.Order.MissingOf(line)), record.ReceivedAt);
        }

        foreach (AlarmWatch watch in ChannelAlarms.Watches(record))
        {
            yield return watch;
        }

        bool isEnded = record.IsEnded;
        foreach (PurchaseOrder order in record.Order.PurchaseOrders)
        {
            PurchaseAttempt attempt = record.Attempt(order.Number);
            OrderState? followed = order.Follow is null ? null : order.Progress().State;
            if (followed == OrderState.Cancelled && !record.Order.IsCancelRequested)
            {
                // Nobody pushes it and nobody has asked for it: it stands although the order has ended.
                yield return new AlarmWatch(Of(IssueCodes.CancelledByDistributor), order.Follow!.Since);
            }

            if (isEnded)
            {
                continue;
            }

            if (followed is not (null or OrderState.Complete or OrderState.Cancelled or OrderState.Rejected) && !order.IsFollowed)
            {
                yield return new AlarmWatch(Of(IssueCodes.FollowEnded), order.Follow!.Since);
            }

            // Whoever is asked and holds the order has answered.
            if (order.Phase == PurchasePhase.Acknowledged && (followed is null || attempt.HeldSince is null) && IsUnanswered(order))
            {
                yield return new AlarmWatch(
                    Of(IssueCodes.ResponseOverdue),
                    limits.Of(order.Distributor).WorkingHours.Add(
                        attempt.AcknowledgedAt ?? attempt.SendingAt ?? record.ReceivedAt, limits.ResponseAlarm));
            }

            if (attempt.HeldSince is { } held)
            {
                yield return new AlarmWatch(Of(IssueCodes.HoldOverdue), held + limits.HoldAlarm);
            }

            if (attempt.UnknownSince is { } unknown && order.Phase is (PurchasePhase.Planned or PurchasePhase.Sending))
            {
                yield return new AlarmWatch(Of(IssueCodes.PlacementUnknown), unknown + limits.UnknownAlarm);
            }

            Issue Of(string code) => new Issue(code, order.Number.Value, null).With("distributor", order.Distributor);
        }
    }
}

/// <summary>A condition that becomes an alarm when it lasts too long.</summary>
/// <param name="Issue">What is wrong; its place is what it is about.</param>
/// <param name="Due">When it has lasted too long, UTC.</param>
internal sealed record AlarmWatch(Issue Issue, DateTimeOffset Due);

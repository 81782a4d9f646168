using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;

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
            alarms.Add(new OrderAlarm(watch.Code, watch.Subject, watch.Text, now, null));
            change.Note(OrderSteps.Alarm, watch.Text, null, watch.Code);
            isChanged = true;
        }

        if (isChanged)
        {
            change.Record = change.Record with { Alarms = alarms };
        }
    }

    private static bool IsAbout(OrderAlarm alarm, AlarmWatch watch) => alarm.Code == watch.Code && alarm.Subject == watch.Subject;

    /// <summary>Whether nothing has been heard of a line: shipments of others do not say what became of it.</summary>
    private static bool IsUnanswered(PurchaseOrder order) =>
        order.Progress().Lines.Any(line => line.State is LineState.Sent or LineState.Received);

    private static IEnumerable<AlarmWatch> Watches(OrderRecord record, OrderLimits limits)
    {
        if (record.IsEnded)
        {
            yield break;
        }

        foreach (PurchaseOrder order in record.Order.PurchaseOrders)
        {
            string number = order.Number.Value;
            PurchaseAttempt attempt = record.Attempt(order.Number);
            if (order.Phase == PurchasePhase.Acknowledged && IsUnanswered(order))
            {
                yield return new AlarmWatch(
                    OrderAlarmCodes.ResponseOverdue, number,
                    $"{order.Distributor} has {number} and has not answered all of it; ask the distributor's sales staff.",
                    limits.Of(order.Distributor).WorkingHours.Add(
                        attempt.AcknowledgedAt ?? attempt.SendingAt ?? record.ReceivedAt, limits.ResponseAlarm));
            }

            if (attempt.HeldSince is { } held)
            {
                yield return new AlarmWatch(
                    OrderAlarmCodes.HoldOverdue, number,
                    $"{order.Distributor} holds {number}; ask its sales staff, and whether the account has credit.",
                    held + limits.HoldAlarm);
            }

            if (attempt.UnknownSince is { } unknown && order.Phase is (PurchasePhase.Planned or PurchasePhase.Sending))
            {
                yield return new AlarmWatch(
                    OrderAlarmCodes.PlacementUnknown, number,
                    $"Nobody knows whether {order.Distributor} has {number}; ask the distributor, the order is not sent blindly.",
                    unknown + limits.UnknownAlarm);
            }
        }
    }
}

/// <summary>A condition that becomes an alarm when it lasts too long.</summary>
/// <param name="Code">Code of the alarm.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Text">The alarm's sentence.</param>
/// <param name="Due">When it has lasted too long, UTC.</param>
internal sealed record AlarmWatch(string Code, string Subject, string Text, DateTimeOffset Due);

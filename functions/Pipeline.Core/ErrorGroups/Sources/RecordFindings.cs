using Pipeline.Core.Flows;
using Pipeline.Core.Issues;
using Pipeline.Core.Notifications;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.ErrorGroups.Sources;

/// <summary>What waits for a person about an order, a pushed message, an invoice.</summary>
internal static class RecordFindings
{
    /// <summary>An order: what is in its way, and the alarms that stand.</summary>
    public static ErrorReport Of(OrderRecord record) => new(
        new ErrorSubject(ErrorSubject.Order, record.Order.OrderId),
        record.ChangedAt,
        [.. Obstacles(record).Concat(Alarms(record)).DistinctBy(static finding => finding.GroupId)]);

    /// <summary>Whether two states of an order say the same.</summary>
    public static bool AreSame(OrderRecord before, OrderRecord after) =>
        Obstacles(before).Concat(Alarms(before)).Select(static finding => (finding.GroupId, finding.Issue))
            .SequenceEqual(Obstacles(after).Concat(Alarms(after)).Select(static finding => (finding.GroupId, finding.Issue)));

    /// <summary>A message: unreadable, of no use, or of an order that has been unknown for too long.</summary>
    /// <param name="message">The message.</param>
    /// <param name="now">The present.</param>
    /// <param name="patience">How long a message may wait for its order.</param>
    public static ErrorReport Of(PushedMessage message, DateTimeOffset now, TimeSpan patience)
    {
        bool waits = message.State switch
        {
            MessageState.Quarantined => true,
            MessageState.Parked => message.ReasonCode != IssueCodes.OrderUnknown || message.ReceivedAt + patience <= now,
            _ => false,
        };
        Issue issue = message.Issue ?? new Issue(message.ReasonCode ?? IssueCodes.MessageUnknown, null, message.Root) { SaidCause = message.Reason };
        ErrorFinding finding = new(message.Distributor, issue)
        {
            Label = message.Documents is [var document, ..] ? document : $"{message.Root ?? "message"} {message.Id}",
            Since = message.ReceivedAt,
            Exchanges = [message.Id],
        };
        return new ErrorReport(new ErrorSubject(ErrorSubject.Message, message.Id), message.HandledAt ?? message.ReceivedAt, waits ? [finding] : []);
    }

    /// <summary>An invoice that is not what was ordered and despatched.</summary>
    public static ErrorReport Of(InvoiceRecord invoice) => new(
        new ErrorSubject(ErrorSubject.Invoice, invoice.Id),
        invoice.ChangedAt,
        [
            .. invoice.Differences.DistinctBy(static issue => issue.Code).Select(issue => new ErrorFinding(invoice.Distributor, issue)
            {
                Label = invoice.Invoice.InvoiceNumber,
                Exchanges = invoice.ExchangeId is { } exchange ? [exchange] : [],
            }),
        ]);

    private static IEnumerable<ErrorFinding> Obstacles(OrderRecord record)
    {
        // An order that has ended waits for nobody.
        if (record.Order.BlockedReason is not { } reason || record.IsEnded)
        {
            return [];
        }

        return (record.Order.Obstacles ?? [new Issue(IssueCodes.OrderBlocked, null, null) { SaidCause = reason }])
            .Select(issue => Of(record, issue, null));
    }

    private static IEnumerable<ErrorFinding> Alarms(OrderRecord record) => record.Alarms
        .Where(static alarm => alarm.ClearedAt is null)
        .Select(alarm => Of(record, alarm.Issue ?? new Issue(alarm.Code, alarm.Subject, null) { SaidCause = alarm.Text }, alarm.RaisedAt));

    private static ErrorFinding Of(OrderRecord record, Issue issue, DateTimeOffset? since)
    {
        FaultRule rule = FaultClassifier.RuleOf(issue.Code);
        return new ErrorFinding(PartnerOf(record, issue), issue)
        {
            Label = record.Order.PurchaseOrders is [.., var last] ? last.Number.Value : record.Order.Source.ExternalId ?? record.Order.OrderId,
            Scope = rule.Scope,
            Since = since,
        };
    }

    private static string PartnerOf(OrderRecord record, Issue issue) =>
        issue.Arguments?.GetValueOrDefault("distributor")
        ?? (record.Order.PurchaseOrders is [.., var last] ? last.Distributor : null)
        ?? record.Order.Lines.Select(static line => line.Distributor).FirstOrDefault(static distributor => distributor is not null)
        ?? record.Order.Source.Channel;
}

using Pipeline.Core.Exchanges;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Matching;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Messages.Reading;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Merging;

/// <summary>Merges pushed messages into the orders they name.</summary>
/// <remarks>
/// Every step may be repeated; a message that is merged again changes nothing and leaves no second entry in the timeline. Any
/// order of arrival ends in the same state.
/// </remarks>
public sealed class OrderMessageMerger(
    IOrderNumberStore numbers,
    OrderUpdater updates,
    OrderNumbering join,
    InvoiceHandover invoices,
    IOrderSignalQueue signals,
    IExchangeLog exchanges,
    OrderLimits limits,
    TimeProvider clock) : IMessageHandler
{
    /// <inheritdoc/>
    public async Task<MessageOutcome> HandleAsync(
        PushedMessage notification, MessageReading reading, CancellationToken cancellationToken)
    {
        await RecordAsync(notification, reading, cancellationToken);
        List<string> unknown = [];
        foreach (OrderMessage message in reading.Messages)
        {
            unknown.AddRange(await MergeAsync(notification, message, cancellationToken));
        }

        return unknown.Count == 0
            ? MessageOutcome.Merged
            : new MessageOutcome([.. unknown.Distinct(StringComparer.OrdinalIgnoreCase)]);
    }

    /// <summary>Merges one message into each order it names.</summary>
    /// <returns>The numbers that no order has.</returns>
    private async Task<List<string>> MergeAsync(
        PushedMessage notification, OrderMessage message, CancellationToken cancellationToken)
    {
        if (message.Orders.Count == 0)
        {
            return [.. message is Invoice { DistributorOrderNumbers.Count: > 0 } invoice ? invoice.DistributorOrderNumbers : [message.DocumentKey]];
        }

        List<string> unknown = [];
        HashSet<string> orders = new(StringComparer.Ordinal);
        foreach (string number in message.Orders)
        {
            if (await numbers.FindAsync(notification.Distributor, number, cancellationToken) is { } orderId)
            {
                orders.Add(orderId);
            }
            else
            {
                unknown.Add(number);
            }
        }

        List<OrderRecord> touched = [];
        foreach (string orderId in orders.Order(StringComparer.Ordinal))
        {
            if (await MergeAsync(orderId, notification.Id, message, cancellationToken) is { } record)
            {
                touched.Add(record);
            }
        }

        foreach (OrderRecord record in touched)
        {
            await FollowAsync(record, notification.Id, message, cancellationToken);
        }

        // A number may be claimed by an order that has not stored its purchase order yet: the message waits for that.
        return [.. message.Orders.Where(number => unknown.Contains(number) || !touched.Exists(record => Has(record, number)))];
    }

    private async Task<OrderRecord?> MergeAsync(
        string orderId, string exchangeId, OrderMessage message, CancellationToken cancellationToken)
    {
        StoredOrder? stored = await updates.UpdateAsync(
            orderId,
            change =>
            {
                _ = OrderMergeNotes.Merge(change, message, exchangeId);
                OrderMerging.Settle(change, clock.GetUtcNow(), limits);
            },
            cancellationToken);
        return stored is not null && message.Orders.Any(number => Has(stored.Record, number)) ? stored.Record : null;
    }

    private async Task FollowAsync(OrderRecord record, string exchangeId, OrderMessage message, CancellationToken cancellationToken)
    {
        await join.JoinAsync(record, cancellationToken);
        await invoices.StoreAsync(
            record,
            message is Invoice ? new InvoiceSource(message.DocumentKey, message.Fingerprint(), exchangeId) : null,
            cancellationToken);
        if (NeedsLook(record))
        {
            await signals.SendAsync(record.Order.OrderId, cancellationToken);
        }
    }

    /// <summary>
    /// Whether the order has to be looked at because of what was merged. Mostly it waits on, and it is promised already that
    /// somebody looks in time: waking its orchestration would cost more than all the rest.
    /// </summary>
    private bool NeedsLook(OrderRecord record)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return OrderDecisions.Next(record, now, limits) is not { Step: NextStep.Wait, Until: { } until }
            || record.ReviewDueAt is not { } due
            // Due about now is also an order that nobody has looked at yet, or that has come back to life.
            || due <= now + limits.ReviewMargin
            || due > until + limits.ReviewMargin;
    }

    private static bool Has(OrderRecord record, string number) => record.Order.PurchaseOrders
        .Any(order => string.Equals(order.Number.Value, number, StringComparison.OrdinalIgnoreCase));

    /// <summary>The push as an exchange, so that the timeline links to the bytes that were received; those stay in the inbox.</summary>
    private Task RecordAsync(PushedMessage notification, MessageReading reading, CancellationToken cancellationToken) =>
        exchanges.RecordAsync(
            new Exchange
            {
                Id = notification.Id,
                Direction = ExchangeDirection.In,
                Partner = notification.Distributor,
                Operation = reading.Messages is [{ } first, ..] ? MessageSummary.StepOf(first) : notification.Root ?? "unknown",
                Subject = reading.Messages.SelectMany(message => message.Orders).FirstOrDefault(),
                Target = $"POST /api/notifications/{notification.Distributor}",
                StartedAt = notification.ReceivedAt,
                Duration = TimeSpan.Zero,
                Status = 200,
                RequestHeaders = notification.ContentType is { } type ? $"Content-Type: {type}" : string.Empty,
                KeptRequest = new BodyReference(notification.SizeBytes, notification.Sha256),
            },
            cancellationToken);
}

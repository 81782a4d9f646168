using Pipeline.Core.Exchanges;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Orders.Life;
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
    OrderAfterMerge after,
    IExchangeLog exchanges,
    OrderLimits limits) : IMessageHandler
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
        PushedMessage pushed, OrderMessage message, CancellationToken cancellationToken)
    {
        if (message.Orders.Count == 0)
        {
            return [.. message is Invoice { DistributorOrderNumbers.Count: > 0 } invoice ? invoice.DistributorOrderNumbers : [message.DocumentKey]];
        }

        List<string> unknown = [];
        HashSet<string> orders = new(StringComparer.Ordinal);
        foreach (string number in message.Orders)
        {
            if (await numbers.FindAsync(pushed.Distributor, number, cancellationToken) is { } orderId)
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
            if (await MergeAsync(orderId, pushed.Id, message, cancellationToken) is { } record)
            {
                touched.Add(record);
            }
        }

        foreach (OrderRecord record in touched)
        {
            await after.FollowAsync(record, pushed.Id, message, cancellationToken);
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
                OrderMerging.Settle(change, change.Now, limits);
            },
            cancellationToken);
        return stored is not null && message.Orders.Any(number => Has(stored.Record, number)) ? stored.Record : null;
    }

    private static bool Has(OrderRecord record, string number) => record.Order.PurchaseOrders
        .Any(order => string.Equals(order.Number.Value, number, StringComparison.OrdinalIgnoreCase));

    /// <summary>The push as an exchange, so that the timeline links to the bytes that were received; those stay in the inbox.</summary>
    private Task RecordAsync(PushedMessage pushed, MessageReading reading, CancellationToken cancellationToken) =>
        exchanges.RecordAsync(
            new Exchange
            {
                Id = pushed.Id,
                Direction = ExchangeDirection.In,
                Partner = pushed.Distributor,
                Operation = reading.Messages is [{ } first, ..] ? MessageSummary.StepOf(first) : pushed.Root ?? "unknown",
                Subject = reading.Messages.SelectMany(message => message.Orders).FirstOrDefault(),
                Target = $"POST /api/notifications/{pushed.Distributor}",
                StartedAt = pushed.ReceivedAt,
                Duration = TimeSpan.Zero,
                Status = 200,
                RequestHeaders = pushed.ContentType is { } type ? $"Content-Type: {type}" : string.Empty,
                KeptRequest = new BodyReference(pushed.SizeBytes, pushed.Sha256),
            },
            cancellationToken);
}

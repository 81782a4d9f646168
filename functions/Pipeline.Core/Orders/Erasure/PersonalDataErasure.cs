using Pipeline.Core.Exchanges;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Core.Orders.Commands;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Selling;

namespace Pipeline.Core.Orders.Erasure;

/// <summary>Removes the personal data of an order that has ended from everything that is kept about it.</summary>
/// <remarks>
/// Order of writing: the record is marked as being erased, so that what is applied from now on goes too (see
/// <see cref="LateErasure"/>); bodies of exchanges and of pushed messages; sentences of the timeline; address, reference
/// and free texts of the record; earlier versions of the record; and last <see cref="OrderRecord.ErasedAt"/>. It may be cut
/// between any two of them: the next call begins at the front, and what is gone already costs nothing.
/// </remarks>
public sealed class PersonalDataErasure(
    OrderUpdater updates,
    IOrderStore store,
    IOrderErasure orders,
    IExchangeStore exchanges,
    IExchangeErasure exchangeErasure,
    IMessageErasure notificationErasure,
    MessagesOfOrder messages,
    IOrderDocumentStore documents,
    TimeProvider clock)
{
    private const int PageSize = 500;

    /// <summary>Erases. May be repeated: it finds what has arrived since, and gives the same answer.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="requestedBy">Who asked, for the timeline.</param>
    /// <param name="cancellationToken">Gives up; calling again finishes.</param>
    public async Task<CommandResult> EraseAsync(string orderId, string requestedBy, CancellationToken cancellationToken)
    {
        CommandResult result = new(CommandOutcome.Unknown, null);
        if (await updates.UpdateAsync(orderId, change => result = Begin(change), cancellationToken) is not { } begun
            || result.Outcome == CommandOutcome.Refused)
        {
            return result;
        }

        PersonalTexts texts = PersonalTexts.Of(begun.Record.Order);
        await EraseBodiesAsync(begun.Record, texts, cancellationToken);
        await orders.RewriteEventsAsync(orderId, texts.Erase, cancellationToken);
        _ = await updates.UpdateAsync(orderId, static change => change.Record = RecordErasure.Of(change.Record), cancellationToken);
        await orders.RemoveEarlierVersionsAsync(orderId, cancellationToken);
        StoredOrder? erased = await updates.UpdateAsync(orderId, change => Finish(change, requestedBy), cancellationToken);
        return new CommandResult(CommandOutcome.Done, erased?.Record);
    }

    private static CommandResult Begin(OrderChange change)
    {
        OrderRecord record = change.Record;
        if (!record.IsEnded)
        {
            return new CommandResult(CommandOutcome.Refused, record, new Issue(IssueCodes.OrderOpen, null, record.State.Spell()));
        }

        if (record.ErasureBegunAt is null)
        {
            change.Record = record with { ErasureBegunAt = change.Now };
        }

        return new CommandResult(CommandOutcome.Done, change.Record);
    }

    private static void Finish(OrderChange change, string requestedBy)
    {
        if (change.Record.ErasedAt is null)
        {
            change.Record = change.Record with { ErasedAt = change.Now };
            change.Note(
                OrderSteps.PersonalDataRemoved,
                $"Address, end user's reference and the bodies of exchanges and pushed messages removed by {requestedBy}.");
        }
    }

    private async Task EraseBodiesAsync(OrderRecord record, PersonalTexts texts, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (record.Channel is not null)
        {
            await documents.RemoveAsync(record.Order.OrderId, cancellationToken);
        }

        foreach (string id in await ExchangesAsync(record, cancellationToken))
        {
            _ = await exchangeErasure.EraseAsync(id, now, cancellationToken);
        }

        foreach (string id in await messages.ListAsync(record, texts, cancellationToken))
        {
            // The message last: as long as it has its body, the next call finds it.
            _ = await exchangeErasure.EraseAsync(id, now, cancellationToken);
            _ = await notificationErasure.EraseAsync(id, now, cancellationToken);
        }
    }

    /// <summary>Calls about the order's numbers and to its channel about it, and whatever its timeline rests on; prices are asked for without an address.</summary>
    private async Task<HashSet<string>> ExchangesAsync(OrderRecord record, CancellationToken cancellationToken)
    {
        HashSet<string> ids = [];
        string[] told = record.Channel is null ? [] : [record.Order.OrderId];
        foreach (string number in record.Order.PurchaseOrders.SelectMany(MessagesOfOrder.NumbersOf).Concat(told))
        {
            string? cursor = null;
            do
            {
                Page<ExchangeHead> page = await exchanges.ListAsync(new ExchangeFilter(Subject: number), PageSize, cursor, cancellationToken);
                ids.UnionWith(page.Items.Select(static head => head.Id));
                cursor = page.Cursor;
            }
            while (cursor is not null);
        }

        string? next = null;
        do
        {
            Page<OrderEvent> page = await store.ListEventsAsync(record.Order.OrderId, PageSize, next, cancellationToken);
            ids.UnionWith(page.Items.Where(static entry => entry.Step != OrderSteps.PriceAndAvailability)
                .Select(static entry => entry.ExchangeId).OfType<string>());
            next = page.Cursor;
        }
        while (next is not null);
        return ids;
    }
}

/// <summary>An order's record without personal data.</summary>
internal static class RecordErasure
{
    /// <summary>The record without address and reference, and with <see cref="PersonalTexts.Mark"/> in the free texts of partners.</summary>
    /// <returns>The same record when nothing is left to remove.</returns>
    public static OrderRecord Of(OrderRecord record)
    {
        if (record.Order is { ShipTo: null, EndUserReference: null })
        {
            return record;
        }

        PersonalTexts texts = PersonalTexts.Of(record.Order);
        return record with
        {
            Order = record.Order with
            {
                ShipTo = null,
                EndUserReference = null,
                BlockedReason = Text(texts, record.Order.BlockedReason),
                Obstacles = record.Order.Obstacles?.Select(issue => Of(texts, issue)).ToList(),
                PurchaseOrders = [.. record.Order.PurchaseOrders.Select(order => Of(texts, order))],
            },
            Alarms = [.. record.Alarms.Select(alarm => alarm with { Text = texts.Erase(alarm.Text) })],
        };
    }

    private static Issue Of(PersonalTexts texts, Issue issue) => issue with
    {
        Text = Text(texts, issue.Text),
        SaidCause = Text(texts, issue.SaidCause),
        Arguments = issue.Arguments?.ToDictionary(static pair => pair.Key, pair => texts.Erase(pair.Value)),
    };

    private static PurchaseOrder Of(PersonalTexts texts, PurchaseOrder order) => order with
    {
        Documents = new OrderDocuments([.. order.Documents.Messages.Select(message => Of(texts, message))]),
    };

    private static OrderMessage Of(PersonalTexts texts, OrderMessage message) => message switch
    {
        OrderResponse response => response with
        {
            StatusText = Text(texts, response.StatusText),
            Lines = [.. response.Lines.Select(line => line with { Text = Text(texts, line.Text) })],
        },
        OrderStatus status => status with
        {
            StatusText = Text(texts, status.StatusText),
            ChangeReason = Text(texts, status.ChangeReason),
        },
        _ => message,
    };

    private static string? Text(PersonalTexts texts, string? text) => text is null ? null : texts.Erase(text);
}

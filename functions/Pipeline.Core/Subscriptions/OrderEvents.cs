using System.Text.Json.Nodes;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Subscriptions;

/// <summary>Tells subscribers of what is written into the timelines of orders: each entry once, in their order.</summary>
public sealed class OrderEvents(EventPublisher publisher, IEventQueue queue, ISubscriptionStore told, IOrderStore orders)
{
    private const int PageSize = 100;

    /// <summary>An entry that is not there after so many looks was never written: somebody else was faster, or the app died.</summary>
    private const int LookLimit = 30;

    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan NextLook = TimeSpan.FromSeconds(10);

    /// <summary>Says that entries are about to be written; they are told even if the app dies right after writing them.</summary>
    public async Task AnnounceAsync(string orderId, int sequence, CancellationToken cancellationToken)
    {
        if (await publisher.IsWantedAsync(EventKind.OrderChanged, cancellationToken)
            || await publisher.IsWantedAsync(EventKind.InvoiceArrived, cancellationToken))
        {
            await queue.SendAsync(new OrderEventsNotice(orderId, sequence, 0), FirstLook, cancellationToken);
        }
    }

    /// <summary>Tells what has not been told yet. May be repeated and cut at any point.</summary>
    public async Task TellAsync(OrderEventsNotice notice, CancellationToken cancellationToken)
    {
        long from = await told.ReadToldAsync(SubjectOf(notice.OrderId), cancellationToken);
        if (from >= notice.Sequence)
        {
            return;
        }

        if (await orders.FindAsync(notice.OrderId, cancellationToken) is not { } order || order.Record.EventCount < notice.Sequence)
        {
            if (notice.Looks < LookLimit)
            {
                await queue.SendAsync(notice with { Looks = notice.Looks + 1 }, NextLook, cancellationToken);
            }

            return;
        }

        List<OutgoingEvent> happened = [];
        string? cursor = null;
        do
        {
            Page<OrderEvent> page = await orders.ListEventsAsync(notice.OrderId, PageSize, cursor, cancellationToken);
            happened.AddRange(page.Items.Where(entry => entry.Sequence > from).SelectMany(entry => EventsOf(order.Record, entry)));
            cursor = page.Cursor;
        }
        while (cursor is not null);
        await publisher.PublishAsync(happened, cancellationToken);
        await told.WriteToldAsync(SubjectOf(notice.OrderId), order.Record.EventCount, cancellationToken);
    }

    private static IEnumerable<OutgoingEvent> EventsOf(OrderRecord record, OrderEvent entry)
    {
        string id = record.Order.OrderId;
        JsonObject data = new()
        {
            ["orderId"] = id,
            ["state"] = Spell(record.State),
            ["sequence"] = entry.Sequence,
            ["step"] = entry.Step,
            ["summary"] = entry.Summary,
            ["code"] = entry.Code,
            ["href"] = $"/api/orders/{id}",
        };
        yield return new OutgoingEvent(EventKind.OrderChanged, SubjectOf(id), entry.Sequence, entry.At, data.ToJsonString());
        if (entry.Step == OrderSteps.Invoice)
        {
            data["invoices"] = new JsonArray([.. InvoicesOf(record)]);
            yield return new OutgoingEvent(EventKind.InvoiceArrived, SubjectOf(id), entry.Sequence, entry.At, data.ToJsonString());
        }
    }

    private static IEnumerable<JsonNode> InvoicesOf(OrderRecord record) => record.Order.PurchaseOrders
        .SelectMany(static purchase => purchase.Documents.Messages.OfType<Invoice>().Select(invoice => InvoiceRecord.IdOf(purchase.Distributor, invoice)))
        .Distinct(StringComparer.Ordinal).Select(static id => (JsonNode)id);

    private static string SubjectOf(string orderId) => $"order:{orderId}";

    private static string Spell(OrderState state)
    {
        string name = state.ToString();
        return $"{char.ToLowerInvariant(name[0])}{name[1..]}";
    }
}

using System.Globalization;
using Pipeline.Core;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Ops.Tests.Support;

/// <summary>Orders in memory, with versions; they pass through their JSON, as in storage.</summary>
public sealed class MemoryOrders(Reads reads) : IOrderStore, IOrderErasure, IOrderSignalQueue, IOrderNumberStore
{
    private readonly Dictionary<string, (byte[] Record, int Version)> rows = [];
    private readonly Dictionary<(string Distributor, string Number), string> claimed = [];

    public List<OrderEvent> Events { get; } = [];

    public List<string> Signals { get; } = [];

    public OrderRecord this[string id] => Read(rows[id]);

    public void Put(OrderRecord record, params IReadOnlyList<OrderEvent> events)
    {
        rows[record.Order.OrderId] = (OrderRecordJson.Write(record with { EventCount = events.Count }), 1);
        Events.AddRange(events);
    }

    public Task<StoredOrder?> FindAsync(string orderId, CancellationToken cancellationToken) =>
        reads.Count(rows.TryGetValue(orderId, out (byte[], int Version) row) ? new StoredOrder(Read(row), $"{row.Version}") : null);

    public Task<bool> TryAddAsync(OrderRecord record, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<StoredOrder?> TryReplaceAsync(StoredOrder before, OrderRecord after, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken)
    {
        string id = after.Order.OrderId;
        if ($"{rows[id].Version}" != before.Version)
        {
            return Task.FromResult<StoredOrder?>(null);
        }

        rows[id] = (OrderRecordJson.Write(after), rows[id].Version + 1);
        Events.AddRange(events);
        return Task.FromResult<StoredOrder?>(new StoredOrder(Read(rows[id]), $"{rows[id].Version}"));
    }

    public Task<Page<OrderSummary>> ListAsync(OrderFilter filter, int limit, string? cursor, CancellationToken cancellationToken) => reads.Count(MemoryPage.Of(
        rows.Values.Select(Read).OrderByDescending(static record => record.ReceivedAt).Select(OrderSummary.Of)
            .Where(order => (filter.State is null || order.State == filter.State) && (filter.Channel is null || order.Source.Channel == filter.Channel)
                && !(order.ReceivedAt < filter.ReceivedSince) && !(order.ReceivedAt >= filter.ReceivedBefore)
                && (!filter.NeedsPerson || order.State is OrderState.Blocked || order.AlarmCodes.Count > 0) && filter.Includes(order)),
        limit,
        cursor));

    public Task<Page<OrderEvent>> ListEventsAsync(string orderId, int limit, string? cursor, CancellationToken cancellationToken) =>
        reads.Count(MemoryPage.Of(Events, limit, cursor));

    public Task<IReadOnlyList<string>> ListDueAsync(DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RewriteEventsAsync(string orderId, Func<string, string> rewrite, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RemoveEarlierVersionsAsync(string orderId, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SendAsync(string orderId, CancellationToken cancellationToken)
    {
        Signals.Add(orderId);
        return Task.CompletedTask;
    }

    public Task<string?> FindAsync(string distributor, string number, CancellationToken cancellationToken) =>
        Task.FromResult(claimed.GetValueOrDefault((distributor, number))
            ?? rows.Values.Select(Read).FirstOrDefault(record => record.Order.PurchaseOrders.Any(order => order.Number.Value == number))?.Order.OrderId);

    public Task<IReadOnlyList<string>> ClaimAsync(string distributor, IReadOnlyCollection<string> numbers, string orderId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. numbers.Where(number => !claimed.TryAdd((distributor, number), orderId) && claimed[(distributor, number)] != orderId)]);

    private static OrderRecord Read((byte[] Record, int Version) row) => OrderRecordJson.Read(row.Record);
}

/// <summary>Counts what a page reads from storage.</summary>
public sealed class Reads
{
    public int Number { get; private set; }

    public Task<T> Count<T>(T result)
    {
        Number++;
        return Task.FromResult(result);
    }
}

/// <summary>Cuts lists into parts whose cursor is a number.</summary>
internal static class MemoryPage
{
    public static Page<T> Of<T>(IEnumerable<T> all, int limit, string? cursor)
    {
        int start = cursor is null ? 0 : int.Parse(Cursor.Read(cursor, static place => int.TryParse(place, CultureInfo.InvariantCulture, out _)), CultureInfo.InvariantCulture);
        T[] found = [.. all.Skip(start).Take(limit + 1)];
        return new Page<T>([.. found.Take(limit)], found.Length > limit ? Cursor.Of($"{start + limit}") : null);
    }
}

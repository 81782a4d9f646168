using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Tests.Orders.Life;

/// <summary>One table of orders, with versions; orders pass through their JSON, as in storage.</summary>
internal sealed class OrdersInMemory(Cuts cuts) : IOrderStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (byte[] Record, int Version)> rows = [];

    public List<OrderEvent> Events { get; } = [];

    /// <summary>Waits before each write, for races.</summary>
    public Func<Task> BeforeWrite { get; set; } = static () => Task.CompletedTask;

    public OrderRecord Only
    {
        get
        {
            lock (gate)
            {
                return Read(rows.Single().Value);
            }
        }
    }

    public IReadOnlyList<OrderRecord> All
    {
        get
        {
            lock (gate)
            {
                return [.. rows.Values.Select(Read)];
            }
        }
    }

    public int Writes { get; private set; }

    public void Put(OrderRecord record)
    {
        lock (gate)
        {
            rows[record.Order.OrderId] = (OrderRecordJson.Write(record), 1);
        }
    }

    public Task<StoredOrder?> FindAsync(string orderId, CancellationToken cancellationToken) => cuts.AroundAsync(() =>
    {
        lock (gate)
        {
            return Task.FromResult(rows.TryGetValue(orderId, out var row) ? new StoredOrder(Read(row), $"{row.Version}") : null);
        }
    });

    public Task<StoredOrder?> TryReplaceAsync(
        StoredOrder before, OrderRecord after, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken) =>
        cuts.AroundAsync(async () =>
        {
            await BeforeWrite();
            lock (gate)
            {
                string id = after.Order.OrderId;
                var row = rows[id];
                if ($"{row.Version}" != before.Version)
                {
                    return null;
                }

                Assert.Equal(before.Record.EventCount + events.Count, after.EventCount);
                Assert.Equal(Enumerable.Range(before.Record.EventCount + 1, events.Count), events.Select(entry => entry.Sequence));
                rows[id] = (OrderRecordJson.Write(after), row.Version + 1);
                Events.AddRange(events);
                Writes++;
                return new StoredOrder(Read(rows[id]), $"{row.Version + 1}");
            }
        });

    public Task<IReadOnlyList<string>> ListDueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. rows.Where(row => Read(row.Value).ReviewDueAt <= now).Select(row => row.Key)]);

    public Task<bool> TryAddAsync(OrderRecord record, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken) =>
        cuts.AroundAsync(() =>
        {
            lock (gate)
            {
                Assert.Equal(events.Count, record.EventCount);
                bool isNew = rows.TryAdd(record.Order.OrderId, (OrderRecordJson.Write(record), 1));
                Events.AddRange(isNew ? events : []);
                return Task.FromResult(isNew);
            }
        });

    public Task<Page<OrderSummary>> ListAsync(OrderFilter filter, int limit, string? cursor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<Page<OrderEvent>> ListEventsAsync(string orderId, int limit, string? cursor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    private static OrderRecord Read((byte[] Record, int Version) row) => OrderRecordJson.Read(row.Record);
}

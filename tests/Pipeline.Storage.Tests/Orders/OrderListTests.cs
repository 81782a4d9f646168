using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Core;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;
using Pipeline.Storage.Orders;
using Pipeline.Storage.Tests.Infrastructure;
using static Pipeline.Storage.Tests.Orders.OrderSamples;

namespace Pipeline.Storage.Tests.Orders;

[Collection(EmulatorCollection.Name)]
public sealed class OrderListTests(StorageEmulator emulator) : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(Start);
    private OrderStore store = null!;

    public async Task InitializeAsync()
    {
        await emulator.EmptyTableAsync(StorageNames.OrdersTable);
        await emulator.EmptyTableAsync(StorageNames.OrderListTable);
        store = new OrderStore(emulator.Tables, emulator.Blobs, clock);
    }

    public Task DisposeAsync()
    {
        store.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Orders_are_listed_latest_first_page_by_page()
    {
        foreach (int hour in (int[])[3, 1, 5, 2, 4])
        {
            await AddAsync(Small($"O{hour}") with { ReceivedAt = Start.AddHours(hour) });
        }

        Page<OrderSummary> first = await store.ListAsync(new OrderFilter(), 2, null, default);
        Page<OrderSummary> second = await store.ListAsync(new OrderFilter(), 2, first.Cursor, default);
        Page<OrderSummary> last = await store.ListAsync(new OrderFilter(), 2, second.Cursor, default);

        Assert.Equal(["O5", "O4"], Ids(first));
        Assert.Equal(["O3", "O2"], Ids(second));
        Assert.Equal(["O1"], Ids(last));
        Assert.Null(last.Cursor);
        Assert.Null((await store.ListAsync(new OrderFilter(), 5, null, default)).Cursor);
    }

    [Fact]
    public async Task Orders_are_found_by_time_need_distributor_and_reason()
    {
        OrderRecord blocked = Full("blocked") with { EventCount = 0, ReceivedAt = Start, Alarms = [] };
        blocked = blocked with { Order = blocked.Order with { Obstacles = [new Issue(IssueCodes.NoPrice, "line 1", null)] } };
        await AddAsync(blocked);
        await AddAsync(Small("plain") with { ReceivedAt = Start.AddHours(2) });
        string distributor = blocked.Order.PurchaseOrders[0].Distributor;

        Assert.Equal(["blocked"], Ids(await store.ListAsync(new OrderFilter(ReceivedBefore: Start.AddHours(2)), 5, null, default)));
        Assert.Equal(["blocked"], Ids(await store.ListAsync(new OrderFilter(NeedsPerson: true), 5, null, default)));
        Assert.Equal(["blocked"], Ids(await store.ListAsync(new OrderFilter(Reason: IssueCodes.NoPrice), 5, null, default)));
        Assert.Contains("blocked", Ids(await store.ListAsync(new OrderFilter(Distributor: distributor), 5, null, default)));
        Assert.Empty(Ids(await store.ListAsync(new OrderFilter(Distributor: "nobody"), 5, null, default)));
        Assert.Empty(Ids(await store.ListAsync(new OrderFilter(Reason: "NOTHING"), 5, null, default)));
    }

    [Fact]
    public async Task Orders_of_the_same_instant_are_all_listed_once()
    {
        foreach (string id in (string[])["a", "b/#", "c", "d|?"])
        {
            await AddAsync(Small(id));
        }

        Page<OrderSummary> first = await store.ListAsync(new OrderFilter(), 3, null, default);
        Page<OrderSummary> last = await store.ListAsync(new OrderFilter(), 3, first.Cursor, default);

        Assert.Equal(["a", "b/#", "c", "d|?"], Ids(first).Concat(Ids(last)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_summary_says_what_the_record_says()
    {
        await AddAsync(Full("O1") with { EventCount = 0 });

        OrderSummary summary = (await store.ListAsync(new OrderFilter(), 1, null, default)).Items.Single();

        Assert.Equal(
            """{"OrderId":"O1","Source":{"Channel":"mirakl","Store":"pixmania","ExternalId":"C-2026/1#?"},"State":12,"ReceivedAt":"2026-03-10T06:00:00+00:00","ChangedAt":"2026-03-10T06:00:00.0000001+00:00","LineCount":3,"PurchaseOrderNumbers":["P1-1","P1-1"],"BlockedReason":"PRICE_DIFFERS","AlarmCodes":["RESPONSE_OVERDUE"]}""",
            JsonSerializer.Serialize(summary with { Distributors = null, Obstacles = null, Totals = null }).Replace(",\"Distributors\":null,\"Obstacles\":null,\"Totals\":null", string.Empty, StringComparison.Ordinal));
        OrderSummary made = OrderSummary.Of(Full("O1"));
        Assert.Equal(made.Distributors, summary.Distributors);
        Assert.Equal(made.Totals, summary.Totals);
    }

    [Fact]
    public async Task Filters_choose_by_state_channel_alarm_and_time()
    {
        OrderAlarm standing = new("A", "s", "t", Start, null);
        await AddAsync(Small("plain"));
        await AddAsync(Small("shop") with { Order = Small("shop").Order with { Source = new OrderSource("shop'1", null, null) } });
        await AddAsync(Small("alarm") with { Alarms = [standing] });
        await AddAsync(Small("cleared") with { Alarms = [standing with { ClearedAt = Start }] });
        await AddAsync(Small("ended").Ended());
        await AddAsync(Small("later") with { ReceivedAt = Start.AddTicks(1) });

        Assert.Equal(["ended"], await FindAsync(new OrderFilter(State: OrderState.Cancelled)));
        Assert.Equal(["shop"], await FindAsync(new OrderFilter(Channel: "shop'1")));
        Assert.Equal(["alarm"], await FindAsync(new OrderFilter(HasAlarm: true)));
        Assert.Equal(["cleared", "ended", "later", "plain", "shop"], await FindAsync(new OrderFilter(HasAlarm: false)));
        Assert.Equal(["later"], await FindAsync(new OrderFilter(ReceivedSince: Start.AddTicks(1))));
        Assert.Equal(6, (await FindAsync(new OrderFilter(ReceivedSince: Start))).Count());
        Assert.Equal(["later"], await FindAsync(new OrderFilter(OrderState.Received, "api", HasAlarm: false, Start.AddTicks(1))));
    }

    [Fact]
    public async Task Each_change_shows_in_the_list()
    {
        await AddAsync(Small("O1"));
        StoredOrder order = (await store.FindAsync("O1", default))!;

        order = (await store.TryReplaceAsync(order, order.Record with { ChangedAt = Start.AddMinutes(1) }, [], default))!;
        Assert.Equal(Start.AddMinutes(1), (await store.ListAsync(new OrderFilter(), 5, null, default)).Items.Single().ChangedAt);

        await store.TryReplaceAsync(order, order.Record.Ended(), [], default);
        Assert.Equal(OrderState.Cancelled, (await store.ListAsync(new OrderFilter(), 5, null, default)).Items.Single().State);
    }

    [Fact]
    public async Task A_slow_writer_does_not_put_the_list_back()
    {
        await AddAsync(Small("O1"));
        StoredOrder first = (await store.FindAsync("O1", default))!;
        WireFaults slow = new()
        {
            // Its second write is the summary: before that another has changed the order again.
            Before = async number =>
            {
                if (number == 2)
                {
                    StoredOrder second = (await store.FindAsync("O1", default))!;
                    Assert.NotNull(await store.TryReplaceAsync(second, second.Record.Ended(), [], default));
                }
            },
        };
        using OrderStore late = new(emulator.TablesThrough(slow), emulator.Blobs, clock);

        Assert.NotNull(await late.TryReplaceAsync(first, first.Record with { IsReleased = true }, [], default));

        Assert.Equal(OrderState.Cancelled, (await store.ListAsync(new OrderFilter(), 5, null, default)).Items.Single().State);
    }

    [Fact]
    public async Task A_change_costs_as_many_writes_as_the_store_says()
    {
        Assert.Equal(3, await CostAsync(async counted => await counted.TryAddAsync(Small("O1"), [], default)));
        Assert.Equal(2, await CostAsync(counted => ChangeAsync(counted, static record => record with { ReviewDueAt = Start.AddHours(2) })));
        Assert.Equal(3, await CostAsync(counted => ChangeAsync(counted, static record => record with { ReviewDueAt = Start })));
        Assert.Equal(3, await CostAsync(counted => ChangeAsync(counted, static record => record.Ended())));
        Assert.Equal(4, await CostAsync(counted => ChangeAsync(counted, static record => record with { IsReleased = true })));
    }

    private static string[] Ids(Page<OrderSummary> page) => [.. page.Items.Select(static item => item.OrderId)];

    private static async Task ChangeAsync(OrderStore store, Func<OrderRecord, OrderRecord> change)
    {
        StoredOrder before = (await store.FindAsync("O1", default))!;
        Assert.NotNull(await store.TryReplaceAsync(before, change(before.Record), [], default));
    }

    private async Task AddAsync(OrderRecord record) => Assert.True(await store.TryAddAsync(record, [], default));

    private async Task<IEnumerable<string>> FindAsync(OrderFilter filter) =>
        Ids(await store.ListAsync(filter, 100, null, default)).Order(StringComparer.Ordinal);

    private async Task<int> CostAsync(Func<OrderStore, Task> act)
    {
        WireFaults counter = new();
        using OrderStore counted = new(emulator.TablesThrough(counter), emulator.Blobs, clock);
        await act(counted);
        return counter.Writes;
    }
}

using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Core;
using Pipeline.Core.Orders.Records;
using Pipeline.Storage.Orders;
using Pipeline.Storage.Tests.Infrastructure;
using static Pipeline.Storage.Tests.Orders.OrderSamples;

namespace Pipeline.Storage.Tests.Orders;

[Collection(EmulatorCollection.Name)]
public sealed class OrderStoreTests(StorageEmulator emulator) : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(Start);
    private TableClient orders = null!;
    private OrderStore store = null!;

    public async Task InitializeAsync()
    {
        orders = await emulator.EmptyTableAsync(StorageNames.OrdersTable);
        await emulator.EmptyTableAsync(StorageNames.OrderListTable);
        store = new OrderStore(emulator.Tables, emulator.Blobs, clock);
    }

    public Task DisposeAsync()
    {
        store.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_full_record_comes_back_as_it_was_written()
    {
        OrderRecord written = Full("O1");

        Assert.True(await store.TryAddAsync(written, Events(2), default));

        OrderRecord read = (await store.FindAsync("O1", default))!.Record;
        Assert.Equal(written.Text(), read.Text());
        Assert.Equivalent(written, read, strict: true);
        Assert.Equal(
            written.Order.PurchaseOrders[0].Documents.Messages.Select(message => (message.DocumentKey, message.Fingerprint())),
            read.Order.PurchaseOrders[0].Documents.Messages.Select(message => (message.DocumentKey, message.Fingerprint())));
    }

    [Fact]
    public async Task There_is_no_order_under_an_unknown_empty_or_endless_id()
    {
        Assert.Null(await store.FindAsync("unknown", default));
        Assert.Null(await store.FindAsync(string.Empty, default));
        Assert.Null(await store.FindAsync(new string('x', 2000), default));
        Assert.Empty((await store.ListEventsAsync("unknown", 10, null, default)).Items);
        Assert.Empty((await store.ListEventsAsync(new string('x', 2000), 10, null, default)).Items);
    }

    [Fact]
    public async Task An_id_is_taken_once()
    {
        Assert.True(await store.TryAddAsync(Small("O1") with { EventCount = 1 }, Events(1), default));
        Assert.False(await store.TryAddAsync(Small("O1") with { IsTest = true, EventCount = 2 }, Events(2), default));

        Assert.False((await store.FindAsync("O1", default))!.Record.IsTest);
        Assert.Equal(1, await CountEventsAsync("O1"));
        Assert.Single((await store.ListAsync(new OrderFilter(), 10, null, default)).Items);
    }

    [Theory]
    [InlineData("a/b\\c#d?e")]
    [InlineData("tab\tnul\u0000del\u007f")]
    [InlineData("^0041|%41 ünï-'quote'")]
    [InlineData("record")]
    public async Task An_id_may_hold_any_character(string id)
    {
        Assert.True(await store.TryAddAsync(Small(id) with { EventCount = 1 }, Events(1), default));

        Assert.Equal(id, (await store.FindAsync(id, default))!.Record.Order.OrderId);
        Assert.Equal(id, (await store.ListAsync(new OrderFilter(), 10, null, default)).Items.Single().OrderId);
        Assert.Equal([id], await store.ListDueAsync(Start.AddHours(1), default));
        Assert.Equal(1, await CountEventsAsync(id));
    }

    [Fact]
    public async Task A_replaced_record_has_a_new_version_and_its_events()
    {
        await store.TryAddAsync(Small("O1") with { EventCount = 1 }, Events(1), default);
        StoredOrder before = (await store.FindAsync("O1", default))!;

        StoredOrder? after = await store.TryReplaceAsync(before, before.Record with { IsReleased = true, EventCount = 3 }, Events(2, after: 1), default);

        StoredOrder read = (await store.FindAsync("O1", default))!;
        Assert.NotEqual(before.Version, after!.Version);
        Assert.Equal(after.Version, read.Version);
        Assert.True(read.Record.IsReleased);
        Assert.Equal([1, 2, 3], (await store.ListEventsAsync("O1", 10, null, default)).Items.Select(entry => entry.Sequence));
        Assert.NotNull(await store.TryReplaceAsync(after, read.Record with { IsReleased = false }, [], default));
    }

    [Fact]
    public async Task Of_two_writers_one_wins_and_the_other_sees_null()
    {
        await store.TryAddAsync(Small("O1"), [], default);
        StoredOrder before = (await store.FindAsync("O1", default))!;

        StoredOrder?[] results = await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            using OrderStore other = new(emulator.Tables, emulator.Blobs, clock);
            OrderRecord after = before.Record with { EventCount = 1, ChangedAt = Start.AddMinutes(writer) };
            return await other.TryReplaceAsync(before, after, Events(1), default);
        }));

        StoredOrder winner = Assert.Single(results, static result => result is not null)!;
        StoredOrder read = (await store.FindAsync("O1", default))!;
        Assert.Equal((winner.Version, winner.Record.ChangedAt), (read.Version, read.Record.ChangedAt));
        Assert.Equal(read.Record.ChangedAt, (await store.ListAsync(new OrderFilter(), 10, null, default)).Items.Single().ChangedAt);
        Assert.Equal(1, await CountEventsAsync("O1"));
    }

    [Fact]
    public async Task Many_changes_at_once_are_all_made()
    {
        await store.TryAddAsync(Small("O1"), [], default);

        await Task.WhenAll(Enumerable.Range(1, 10).Select(writer => new OrderUpdater(store, clock).UpdateAsync(
            "O1", change => change.Note(OrderSteps.Alarm, $"Writer {writer}"), default)));

        Page<OrderEvent> page = await store.ListEventsAsync("O1", 100, null, default);
        Assert.Equal(Enumerable.Range(1, 10), page.Items.Select(entry => entry.Sequence));
        Assert.Equal(10, page.Items.Select(entry => entry.Summary).Distinct().Count());
        Assert.Equal(10, (await store.FindAsync("O1", default))!.Record.EventCount);
    }

    [Fact]
    public async Task An_event_that_stands_in_the_way_leaves_the_record_as_it_was()
    {
        await store.TryAddAsync(Small("O1"), [], default);
        StoredOrder before = (await store.FindAsync("O1", default))!;
        await orders.AddEntityAsync(new TableEntity("O1", "e-0000000002") { ["Event"] = "{}" });

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => store.TryReplaceAsync(before, before.Record with { IsReleased = true, EventCount = 3 }, Events(3), default));

        Assert.False((await store.FindAsync("O1", default))!.Record.IsReleased);
        Assert.Equal(before.Version, (await store.FindAsync("O1", default))!.Version);
        Assert.Equal(1, await CountEventsAsync("O1"));
    }

    [Fact]
    public async Task Events_in_a_wrong_number_or_order_are_refused()
    {
        OrderRecord record = Small("O1");

        await Assert.ThrowsAsync<ArgumentException>(() => store.TryAddAsync(record with { EventCount = 2 }, Events(1), default));
        await Assert.ThrowsAsync<ArgumentException>(() => store.TryAddAsync(record with { EventCount = 1 }, Events(1, after: 1), default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.TryAddAsync(record with { EventCount = 100 }, Events(100), default));

        Assert.Null(await store.FindAsync("O1", default));
        Assert.True(await store.TryAddAsync(record with { EventCount = 99 }, Events(99), default));
    }

    [Fact]
    public async Task Events_come_oldest_first_page_by_page()
    {
        await store.TryAddAsync(Small("O1") with { EventCount = 12 }, Events(12), default);
        await store.TryAddAsync(Small("O11") with { EventCount = 1 }, Events(1), default);

        Page<OrderEvent> first = await store.ListEventsAsync("O1", 5, null, default);
        Page<OrderEvent> second = await store.ListEventsAsync("O1", 5, first.Cursor, default);
        Page<OrderEvent> last = await store.ListEventsAsync("O1", 5, second.Cursor, default);

        Assert.Equal([1, 2, 3, 4, 5], first.Items.Select(entry => entry.Sequence));
        Assert.Equal([6, 7, 8, 9, 10], second.Items.Select(entry => entry.Sequence));
        Assert.Equal([11, 12], last.Items.Select(entry => entry.Sequence));
        Assert.Null(last.Cursor);
        Assert.Equal(new OrderEvent(7, Start.AddSeconds(7), "received", "Event 7"), second.Items[1]);
        Assert.Null((await store.ListEventsAsync("O1", 12, null, default)).Cursor);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x!")]
    [InlineData("cmVjb3Jk")]
    public async Task A_foreign_cursor_is_refused(string cursor)
    {
        await Assert.ThrowsAsync<FormatException>(() => store.ListEventsAsync("O1", 5, cursor, default));
        await Assert.ThrowsAsync<FormatException>(() => store.ListAsync(new OrderFilter(), 5, cursor, default));
    }

    [Fact]
    public async Task An_order_keeps_its_id_and_its_time_of_receipt()
    {
        await store.TryAddAsync(Small("O1"), [], default);
        StoredOrder before = (await store.FindAsync("O1", default))!;

        await Assert.ThrowsAsync<ArgumentException>(() => store.TryReplaceAsync(before, Small("O2"), [], default));
        await Assert.ThrowsAsync<ArgumentException>(
            () => store.TryReplaceAsync(before, before.Record with { ReceivedAt = Start.AddTicks(1) }, [], default));
    }

    private async Task<int> CountEventsAsync(string id)
    {
        string query = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Storage.Catalog.TableKeys.Escape(id)} and RowKey ge {"e-"} and RowKey lt {"e."}");
        return await orders.QueryAsync<TableEntity>(query).CountAsync();
    }
}

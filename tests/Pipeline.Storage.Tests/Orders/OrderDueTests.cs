using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Records;
using Pipeline.Storage.Orders;
using Pipeline.Storage.Tests.Infrastructure;
using static Pipeline.Storage.Tests.Orders.OrderSamples;

namespace Pipeline.Storage.Tests.Orders;

[Collection(EmulatorCollection.Name)]
public sealed class OrderDueTests(StorageEmulator emulator) : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(Start);
    private TableClient list = null!;
    private OrderStore store = null!;

    public async Task InitializeAsync()
    {
        await emulator.EmptyTableAsync(StorageNames.OrdersTable);
        list = await emulator.EmptyTableAsync(StorageNames.OrderListTable);
        store = new OrderStore(emulator.Tables, emulator.Blobs, clock);
    }

    public Task DisposeAsync()
    {
        store.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Orders_are_due_from_their_review_on()
    {
        await AddAsync(Small("early"));
        await AddAsync(Small("late") with { ReviewDueAt = Start.AddHours(2) });
        await AddAsync(Small("never") with { ReviewDueAt = null });
        await AddAsync(Small("ended").Ended());

        Assert.Empty(await store.ListDueAsync(Start.AddHours(1).AddTicks(-1), default));
        Assert.Equal(["early"], await store.ListDueAsync(Start.AddHours(1), default));
        Assert.Equal(["early", "late"], await store.ListDueAsync(Start.AddHours(2), default));
        Assert.Equal(["early", "late"], await store.ListDueAsync(Start.AddDays(9), default));
    }

    [Fact]
    public async Task A_review_may_be_put_off_and_brought_forward()
    {
        await AddAsync(Small("O1"));

        await ChangeAsync(static record => record with { ReviewDueAt = Start.AddHours(9) });
        Assert.Empty(await store.ListDueAsync(Start.AddHours(8), default));

        await ChangeAsync(static record => record with { ReviewDueAt = Start.AddHours(5) });
        Assert.Empty(await store.ListDueAsync(Start.AddHours(4), default));
        Assert.Equal(["O1"], await store.ListDueAsync(Start.AddHours(5), default));
    }

    [Fact]
    public async Task An_ended_order_is_not_due_and_one_that_comes_alive_is()
    {
        await AddAsync(Small("O1"));

        await ChangeAsync(static record => record.Ended());
        Assert.Empty(await store.ListDueAsync(Start.AddDays(1), default));
        Assert.Equal(0, await CountPointersAsync());

        await ChangeAsync(static record => record with
        {
            Order = record.Order with { IsCancelled = false }, ReviewDueAt = Start.AddHours(3),
        });
        Assert.Equal(["O1"], await store.ListDueAsync(Start.AddHours(3), default));
    }

    [Fact]
    public async Task A_pointer_ahead_of_its_record_is_put_off()
    {
        await AddAsync(Small("O1"));
        await ChangeAsync(static record => record with { ReviewDueAt = Start.AddHours(9) });
        Assert.Equal(Start.AddHours(1), (await PointerAsync("O1")).GetDateTimeOffset("DueAt"));

        Assert.Empty(await store.ListDueAsync(Start.AddHours(1), default));

        Assert.Equal(Start.AddHours(9), (await PointerAsync("O1")).GetDateTimeOffset("DueAt"));
    }

    [Fact]
    public async Task A_pointer_without_record_goes_after_five_minutes()
    {
        await list.AddEntityAsync(Pointer("lost", Start, 1));

        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(await store.ListDueAsync(Start.AddHours(1), default));
        Assert.Equal(1, await CountPointersAsync());

        clock.Advance(TimeSpan.FromTicks(1));
        Assert.Empty(await store.ListDueAsync(Start.AddHours(1), default));
        Assert.Equal(0, await CountPointersAsync());
    }

    [Fact]
    public async Task The_pointer_of_an_order_that_is_about_to_come_alive_stays()
    {
        await AddAsync(Small("O1").Ended());
        await list.AddEntityAsync(Pointer("O1", Start, 2));

        Assert.Empty(await store.ListDueAsync(Start, default));
        Assert.Equal(1, await CountPointersAsync());

        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Empty(await store.ListDueAsync(Start, default));
        Assert.Equal(0, await CountPointersAsync());
    }

    [Fact]
    public async Task The_pointer_of_an_order_that_is_about_to_be_reviewed_earlier_is_not_put_off()
    {
        await AddAsync(Small("O1"));
        TableEntity pointer = await PointerAsync("O1");
        await list.UpdateEntityAsync(Pointer("O1", Start, 2), pointer.ETag, TableUpdateMode.Replace);

        Assert.Empty(await store.ListDueAsync(Start, default));
        Assert.Equal(Start, (await PointerAsync("O1")).GetDateTimeOffset("DueAt"));

        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Empty(await store.ListDueAsync(Start, default));
        Assert.Equal(Start.AddHours(1), (await PointerAsync("O1")).GetDateTimeOffset("DueAt"));
    }

    [Fact]
    public async Task A_summary_that_is_missing_or_behind_is_mended()
    {
        await AddAsync(Small("O1"));
        TableEntity row = await list.QueryAsync<TableEntity>("PartitionKey eq 'all'").SingleAsync();
        await list.DeleteEntityAsync(row);
        await store.ListDueAsync(Start.AddHours(1), default);
        Assert.Equal(OrderState.Received, (await store.ListAsync(new OrderFilter(), 5, null, default)).Items.Single().State);

        WireFaults crash = new() { CrashAt = 2 };
        using OrderStore dying = new(emulator.TablesThrough(crash), emulator.Blobs, clock);
        StoredOrder before = (await store.FindAsync("O1", default))!;
        await Assert.ThrowsAsync<ProcessEndedException>(() => dying.TryReplaceAsync(before, before.Record.Ended(), [], default));
        Assert.Equal(OrderState.Received, (await store.ListAsync(new OrderFilter(), 5, null, default)).Items.Single().State);

        Assert.Empty(await store.ListDueAsync(Start.AddHours(1), default));

        Assert.Equal(OrderState.Cancelled, (await store.ListAsync(new OrderFilter(), 5, null, default)).Items.Single().State);
        Assert.Equal(0, await CountPointersAsync());
    }

    [Fact]
    public async Task An_open_order_is_looked_at_each_day_even_if_its_review_is_far_off()
    {
        await AddAsync(Small("O1") with { ReviewDueAt = Start.AddDays(30) });
        Assert.Equal(Start.AddDays(1), (await PointerAsync("O1")).GetDateTimeOffset("DueAt"));

        Assert.Empty(await store.ListDueAsync(Start.AddDays(1), default));
        Assert.Equal(Start.AddDays(2), (await PointerAsync("O1")).GetDateTimeOffset("DueAt"));
        Assert.Equal(["O1"], await store.ListDueAsync(Start.AddDays(30), default));
    }

    private static TableEntity Pointer(string id, DateTimeOffset dueAt, long revision) => new("open", id)
    {
        ["DueAt"] = dueAt,
        ["Revision"] = revision,
        ["WrittenAt"] = Start,
    };

    private async Task<TableEntity> PointerAsync(string id) => await list.GetEntityAsync<TableEntity>("open", id);

    private async Task<int> CountPointersAsync() => await list.QueryAsync<TableEntity>("PartitionKey eq 'open'").CountAsync();

    private async Task AddAsync(OrderRecord record) => Assert.True(await store.TryAddAsync(record, [], default));

    private async Task ChangeAsync(Func<OrderRecord, OrderRecord> change)
    {
        StoredOrder before = (await store.FindAsync("O1", default))!;
        Assert.NotNull(await store.TryReplaceAsync(before, change(before.Record), [], default));
    }
}

using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Core.Orders.Records;
using Pipeline.Storage.Orders;
using Pipeline.Storage.Tests.Infrastructure;
using static Pipeline.Storage.Tests.Orders.OrderSamples;

namespace Pipeline.Storage.Tests.Orders;

/// <summary>Whatever happens at whichever write: the record is whole, and after a sweep list and pointers agree with it.</summary>
[Collection(EmulatorCollection.Name)]
public sealed class OrderCrashTests(StorageEmulator emulator) : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(Start);
    private TableClient list = null!;
    private OrderStore store = null!;

    public static TheoryData<string, int> Writes
    {
        get
        {
            TheoryData<string, int> writes = [];
            foreach ((string act, int count) in (ReadOnlySpan<(string, int)>)[("add", 3), ("note", 2), ("sooner", 3), ("end", 3), ("revive", 3), ("late", 4)])
            {
                for (int write = 1; write <= count; write++)
                {
                    writes.Add(act, write);
                }
            }

            return writes;
        }
    }

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

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_crash_before_a_write_leaves_nothing_that_the_sweep_does_not_mend(string act, int write)
    {
        await PrepareAsync(act);

        await Assert.ThrowsAsync<ProcessEndedException>(() => ActAsync(act, new WireFaults { CrashAt = write }));

        await CheckAsync();
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_crash_after_a_write_leaves_nothing_that_the_sweep_does_not_mend(string act, int write)
    {
        await PrepareAsync(act);

        await Assert.ThrowsAsync<ProcessEndedException>(() => ActAsync(act, new WireFaults { CrashAt = write, IsDone = true }));

        await CheckAsync();
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_lost_answer_is_no_failure(string act, int write)
    {
        await PrepareAsync(act);

        Assert.True(await ActAsync(act, new WireFaults { LoseAnswerOf = write }));

        StoredOrder order = (await store.FindAsync("O1", default))!;
        Assert.Equal(order.Record.EventCount, (await store.ListEventsAsync("O1", 100, null, default)).Items.Count);
        await CheckAsync();
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Another_writer_between_two_writes_spoils_nothing(string act, int write)
    {
        foreach (string other in (string[])["add", "note", "sooner", "end", "revive"])
        {
            await InitializeAsync();
            await PrepareAsync(act);
            bool hasActed = true;
            WireFaults between = new()
            {
                Before = async number =>
                {
                    if (number == write)
                    {
                        hasActed = await ActAsync(other, new WireFaults());
                    }
                },
            };

            // One that comes before the record is written wins; one that comes after it builds on it.
            bool isDone = await ActAsync(act, between);

            Assert.True(isDone || hasActed);
            await CheckAsync();
        }
    }

    private async Task PrepareAsync(string act)
    {
        if (act != "add")
        {
            Assert.True(await ActAsync("add", new WireFaults()));
        }

        if (act is "revive" or "late")
        {
            Assert.True(await ActAsync("end", new WireFaults()));
        }
    }

    private async Task<bool> ActAsync(string act, WireFaults wire)
    {
        using OrderStore acting = new(emulator.TablesThrough(wire), emulator.Blobs, clock);
        if (act == "add")
        {
            return await acting.TryAddAsync(Small("O1") with { EventCount = 1 }, Events(1), default);
        }

        if (await acting.FindAsync("O1", default) is not { } before)
        {
            return false;
        }

        OrderRecord noted = before.Record with { EventCount = before.Record.EventCount + 1, ChangedAt = before.Record.ChangedAt.AddMinutes(1) };
        OrderRecord after = act switch
        {
            "note" or "late" => noted,
            "sooner" => noted with { ReviewDueAt = noted.IsEnded ? null : noted.ReviewDueAt!.Value.AddMinutes(-1) },
            "end" => noted.Ended(),
            "revive" => noted with { Order = noted.Order with { IsCancelled = false }, ReviewDueAt = Start.AddMinutes(30) },
            _ => throw new ArgumentOutOfRangeException(nameof(act), act, "Unknown."),
        };
        return await acting.TryReplaceAsync(before, after, Events(1, after: before.Record.EventCount), default) is not null;
    }

    private async Task CheckAsync()
    {
        StoredOrder? order = await store.FindAsync("O1", default);
        string[] due = order is { Record.IsEnded: false } ? ["O1"] : [];

        // At its time it is found, even before anything is mended.
        Assert.Equal(due, await store.ListDueAsync(order?.Record.ReviewDueAt ?? Start, default));

        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(due, await store.ListDueAsync(Start.AddDays(2), default));
        Assert.Equal(due.Length, await list.QueryAsync<TableEntity>("PartitionKey eq 'open'").CountAsync());
        Assert.Equal(
            order is null ? [] : [JsonSerializer.Serialize(OrderSummary.Of(order.Record))],
            (await store.ListAsync(new OrderFilter(), 10, null, default)).Items.Select(static item => JsonSerializer.Serialize(item)));
        Assert.Equal(order?.Record.EventCount ?? 0, (await store.ListEventsAsync("O1", 100, null, default)).Items.Count);
    }
}

using Pipeline.Core;
using Pipeline.Core.Audit;
using Pipeline.Core.Flows;
using Pipeline.Storage.Audit;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Audit;

[Collection(EmulatorCollection.Name)]
public sealed class AuditStoreTests(StorageEmulator emulator) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);
    private AuditStore store = null!;

    public async Task InitializeAsync()
    {
        _ = await emulator.EmptyTableAsync(StorageNames.AuditTable);
        store = new AuditStore(emulator.Tables);
    }

    public Task DisposeAsync()
    {
        store.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_command_comes_back_as_it_was_written_down()
    {
        AuditEntry full = Command(Now) with
        {
            ById = "7", Label = "Order PX1", Reason = "price agreed by phone", Before = "blocked", After = "placed", Result = AuditResult.Done,
            Code = "X", ExecutionId = "e", Answer = "/ops/orders/o1?done=orderReleased",
        };

        Assert.Null(await store.TryBeginAsync(full, default));

        Assert.Equal(full, await store.FindAsync(full.Id, default));
        Assert.Null(await store.FindAsync(ExecutionId.New(Now), default));
        Assert.Null(await store.FindAsync("no id", default));
    }

    [Fact]
    public async Task Of_twenty_who_begin_one_command_at_once_one_carries_it_out_and_the_others_see_it()
    {
        AuditEntry command = Command(Now);

        AuditEntry?[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => store.TryBeginAsync(command, default)));

        _ = Assert.Single(answers, static answer => answer is null);
        Assert.All(answers.OfType<AuditEntry>(), answer => Assert.Equal(command, answer));
        _ = Assert.Single((await store.ListAsync(new AuditFilter(), 10, null, default)).Items);
    }

    [Fact]
    public async Task Begun_again_after_its_end_it_tells_its_outcome()
    {
        AuditEntry command = Command(Now);
        _ = await store.TryBeginAsync(command, default);

        await store.FinishAsync(command with { Result = AuditResult.Refused, Code = "ORDER_STATE" }, default);

        Assert.Equal("ORDER_STATE", (await store.TryBeginAsync(command with { By = "someone else" }, default))!.Code);
        Assert.Equal(AuditResult.Refused, Assert.Single((await store.ListAsync(new AuditFilter(), 10, null, default)).Items).Result);
    }

    [Fact]
    public async Task The_list_is_latest_first_in_pages_and_knows_every_filter()
    {
        AuditEntry[] commands = [.. Enumerable.Range(0, 7).Select(hour => Command(Now.AddHours(hour)) with
        {
            By = hour % 2 == 0 ? "Ada" : "api",
            Action = hour < 3 ? "order.retry" : "order.release",
            On = new AuditSubject("order", hour is 2 or 3 ? "a/b|c" : "a"),
        })];
        foreach (AuditEntry command in commands)
        {
            _ = await store.TryBeginAsync(command, default);
        }

        Assert.Equal(commands.Reverse(), await AllAsync(new AuditFilter()));
        Assert.Equal([commands[5], commands[3], commands[1]], await AllAsync(new AuditFilter(By: "api")));
        Assert.Equal([commands[2], commands[1], commands[0]], await AllAsync(new AuditFilter(Action: "order.retry")));
        Assert.Equal([commands[3], commands[2]], await AllAsync(new AuditFilter(On: new AuditSubject("order", "a/b|c"))));
        Assert.Equal([commands[3], commands[2]], await AllAsync(new AuditFilter(From: Now.AddHours(2), To: Now.AddHours(4))));
        Assert.Equal([commands[4]], await AllAsync(new AuditFilter(On: new AuditSubject("order", "a"), From: Now.AddHours(2), To: Now.AddHours(5))));
        _ = await Assert.ThrowsAsync<FormatException>(() => store.ListAsync(new AuditFilter(), 1, Cursor.Of("c-1"), default));
    }

    [Fact]
    public async Task What_is_past_its_time_goes_with_all_its_rows()
    {
        foreach (int day in Enumerable.Range(0, 80))
        {
            _ = await store.TryBeginAsync(Command(Now.AddDays(-day)), default);
        }

        Assert.Equal(69, await store.RemoveAsync(Now.AddDays(-10), default));
        Assert.Equal(0, await store.RemoveAsync(Now.AddDays(-10), default));

        Assert.Equal(11, (await AllAsync(new AuditFilter())).Count);
        int rows = 0;
        await foreach (Azure.Data.Tables.TableEntity _ in emulator.Tables.GetTableClient(StorageNames.AuditTable).QueryAsync<Azure.Data.Tables.TableEntity>())
        {
            rows++;
        }

        Assert.Equal(33, rows);
    }

    private static AuditEntry Command(DateTimeOffset at) => new()
    {
        Id = ExecutionId.New(at), At = at, By = "Ada", Action = "order.release", On = new AuditSubject("order", "o1"),
    };

    private async Task<IReadOnlyList<AuditEntry>> AllAsync(AuditFilter filter)
    {
        List<AuditEntry> all = [];
        string? cursor = null;
        do
        {
            Page<AuditEntry> page = await store.ListAsync(filter, 2, cursor, default);
            all.AddRange(page.Items);
            cursor = page.Cursor;
        }
        while (cursor is not null);
        return all;
    }
}

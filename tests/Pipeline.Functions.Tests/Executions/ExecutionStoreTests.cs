using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Core;
using Pipeline.Core.Executions;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Requests;
using Pipeline.Core.Issues;
using Pipeline.Functions.Tests.Support;
using Pipeline.Storage;
using Pipeline.Storage.Flows;

namespace Pipeline.Functions.Tests.Executions;

[Collection(StorageCollection.Name)]
public sealed class ExecutionStoreTests(StorageEmulator storage) : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 2, 27, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider clock = new(Start);
    private ExecutionStore store = null!;

    public async Task InitializeAsync()
    {
        await storage.EmptyAsync();
        store = new ExecutionStore(new TableServiceClient(storage.ConnectionString), clock);
    }

    public Task DisposeAsync()
    {
        store.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Every_field_comes_back_as_it_was_written()
    {
        Execution written = Made(Start, "ingram.price") with
        {
            Status = ExecutionStatus.Held,
            RequestedBy = "anna",
            Parent = ExecutionId.Derive(Start, "parent"),
            StartedAt = Start.AddSeconds(1),
            FinishedAt = Start.AddSeconds(2),
            HeartbeatAt = Start.AddSeconds(3),
            Attempt = 2,
            Counts = new FeedCounts { Read = 9, Created = 8, Skipped = 1, Warnings = 1, Removed = 4 },
            Progress = new ExecutionProgress { Step = "reading", Done = 9, Expected = 9, RowsPerSecond = 120_000 },
            Summary = "9 rows, été.",
            HoldReason = "Row count fell by 40 %.",
            FirstError = new Issue("EAN_INVALID", null, null) { SaidCause = "m", SaidRemedy = "r", SaidSeverity = "error" },
            File = "landing/x",
            Report = "report/x",
            DecidedBy = "bob",
            SetAside = 2,
            Retried = 3,
            Mode = FlowMode.Test,
            Request = new RunRequest { From = Start, To = Start.AddDays(1), Record = "7100231", Full = true, DryRun = true },
            Window = new ExecutionWindow(Start.AddDays(-1), Start),
            ApiCalls = 4,
            Pages = 5,
            ThrottledMs = 6,
            CorrelationId = "4bf92f3577b34da6a3ce929d0e0e4736",
        };

        Assert.True(await store.TryAddAsync(written, default));

        Assert.Equal(written, await store.FindAsync(written.Id, default));
    }

    [Fact]
    public async Task What_earlier_builds_wrote_is_read_with_what_it_has()
    {
        Execution fresh = Made(Start, "ingram.price");
        Assert.True(await store.TryAddAsync(fresh, default));
        TableClient table = new TableServiceClient(storage.ConnectionString).GetTableClient(StorageNames.ExecutionsTable);
        TableEntity row = await table.QueryAsync<TableEntity>("PartitionKey lt 'open'").SingleAsync();
        row["Record"] = $$"""
            {"id":"{{fresh.Id}}","flow":"ingram.price","status":"partial","trigger":"schedule","requestedBy":"system","queuedAt":"2026-02-27T00:00:00+00:00","attempt":1,"counts":{"read":3,"created":2,"updated":0,"unchanged":0,"removed":0,"skipped":0,"failed":1,"warnings":4,"addUp":true},"progress":{"done":3},"isFinished":true}
            """;
        _ = await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);

        Execution read = (await store.FindAsync(fresh.Id, default))!;

        Assert.Equal((null, null, null, 0), (read.Mode, read.Window, read.Request, read.ApiCalls));
        Assert.Equal(new SeverityCounts(4, 0, 1), read.Severities);
        Assert.True(read.AddsUp);
    }

    [Fact]
    public async Task An_id_is_taken_once()
    {
        Execution first = Made(Start, "ingram.price");

        Assert.True(await store.TryAddAsync(first, default));
        Assert.False(await store.TryAddAsync(first with { Trigger = "runNow" }, default));

        Assert.Equal("schedule", (await store.FindAsync(first.Id, default))!.Trigger);
    }

    [Fact]
    public async Task Executions_are_listed_newest_first_page_by_page_across_months()
    {
        for (int day = 0; day < 7; day++)
        {
            _ = await store.TryAddAsync(Made(Start.AddDays(day), "ingram.price"), default);
        }

        Page<Execution> first = await store.ListAsync(new ExecutionFilter(), 3, null, default);
        Page<Execution> second = await store.ListAsync(new ExecutionFilter(), 3, first.Cursor, default);
        Page<Execution> third = await store.ListAsync(new ExecutionFilter(), 3, second.Cursor, default);

        Assert.Equal([5, 4, 3], first.Items.Select(static execution => execution.QueuedAt.Day));
        Assert.Equal([2, 1, 28], second.Items.Select(static execution => execution.QueuedAt.Day));
        Assert.Equal([27], third.Items.Select(static execution => execution.QueuedAt.Day));
        Assert.Null(third.Cursor);
    }

    [Fact]
    public async Task A_page_that_ends_with_the_list_has_no_cursor()
    {
        _ = await store.TryAddAsync(Made(Start, "ingram.price"), default);

        Assert.Null((await store.ListAsync(new ExecutionFilter(), 1, null, default)).Cursor);
    }

    [Fact]
    public async Task Filters_choose_by_flow_state_trigger_and_time()
    {
        Execution price = Made(Start, "ingram.price");
        Execution stock = Made(Start.AddDays(1), "ingram.stock") with { Status = ExecutionStatus.Succeeded };
        Execution manual = Made(Start.AddDays(3), "ingram.stock") with { Trigger = "runNow" };
        foreach (Execution execution in new[] { price, stock, manual })
        {
            _ = await store.TryAddAsync(execution, default);
        }

        Assert.Equal([manual.Id, stock.Id], await IdsAsync(new() { Flow = "ingram.stock" }));
        Assert.Equal([stock.Id], await IdsAsync(new() { Status = ExecutionStatus.Succeeded }));
        Assert.Equal([manual.Id], await IdsAsync(new() { Trigger = "runNow" }));
        Assert.Equal([manual.Id, stock.Id], await IdsAsync(new() { From = Start.AddDays(1) }));
        Assert.Equal([manual.Id], await IdsAsync(new() { From = Start.AddDays(1).AddMilliseconds(1) }));
        Assert.Equal([stock.Id, price.Id], await IdsAsync(new() { To = Start.AddDays(3) }));
        Assert.Equal([stock.Id], await IdsAsync(new() { From = Start.AddDays(1), To = Start.AddDays(2) }));
        Assert.Empty(await IdsAsync(new() { Flow = "ingram.price' or Flow eq 'ingram.stock" }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("bm9uc2Vuc2U")]
    public async Task A_foreign_cursor_is_refused(string cursor) =>
        await Assert.ThrowsAsync<FormatException>(() => store.ListAsync(new ExecutionFilter(), 3, cursor, default));

    [Fact]
    public async Task Changes_made_at_the_same_time_are_all_kept()
    {
        Execution execution = Made(Start, "ingram.price");
        _ = await store.TryAddAsync(execution, default);

        await Parallel.ForEachAsync(Enumerable.Range(0, 8), async (_, token) => await store.UpdateAsync(
            execution.Id, state => state with { Attempt = state.Attempt + 1 }, token));

        Assert.Equal(8, (await store.FindAsync(execution.Id, default))!.Attempt);
    }

    [Fact]
    public async Task A_change_to_nothing_is_not_written()
    {
        Execution execution = Made(Start, "ingram.price");
        _ = await store.TryAddAsync(execution, default);
        string before = await VersionAsync(execution.Id);

        _ = await store.UpdateAsync(execution.Id, static state => state, default);

        Assert.Equal(before, await VersionAsync(execution.Id));
    }

    [Fact]
    public async Task An_unknown_execution_is_not_found_and_cannot_be_changed()
    {
        string unknown = ExecutionId.Derive(Start, "unknown");

        Assert.Null(await store.FindAsync(unknown, default));
        Assert.Null(await store.FindAsync("latest", default));
        _ = await Assert.ThrowsAsync<KeyNotFoundException>(() => store.UpdateAsync(unknown, static state => state, default));
    }

    [Fact]
    public async Task Only_unfinished_executions_are_open()
    {
        Execution queued = Made(Start, "ingram.price");
        Execution held = Made(Start.AddDays(1), "ingram.stock") with { Status = ExecutionStatus.Held };
        Execution done = Made(Start.AddDays(2), "ingram.stock");
        foreach (Execution execution in new[] { queued, held, done })
        {
            _ = await store.TryAddAsync(execution, default);
        }

        _ = await store.UpdateAsync(done.Id, static state => state with { Status = ExecutionStatus.NothingToDo }, default);

        Assert.Equal([queued.Id, held.Id], (await store.ListOpenAsync(default)).Select(static execution => execution.Id));
    }

    [Fact]
    public async Task A_pointer_left_from_a_crash_is_removed_when_it_is_old()
    {
        clock.SetUtcNow(DateTimeOffset.Parse("2040-01-01Z", System.Globalization.CultureInfo.InvariantCulture));
        _ = await store.ListOpenAsync(default);
        TableClient table = new TableServiceClient(storage.ConnectionString).GetTableClient(StorageNames.ExecutionsTable);
        _ = await table.AddEntityAsync(new TableEntity("open", ExecutionId.Derive(Start, "never written")));

        Assert.Empty(await store.ListOpenAsync(default));

        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("open", ExecutionId.Derive(Start, "never written"))).HasValue);
    }

    private static Execution Made(DateTimeOffset at, string flow) => new()
    {
        Id = ExecutionId.Derive(at, flow),
        Flow = flow,
        Status = ExecutionStatus.Queued,
        Trigger = "schedule",
        QueuedAt = at,
    };

    private async Task<string[]> IdsAsync(ExecutionFilter filter) =>
        [.. (await store.ListAsync(filter, 100, null, default)).Items.Select(static execution => execution.Id)];

    private async Task<string> VersionAsync(string id)
    {
        TableClient table = new TableServiceClient(storage.ConnectionString).GetTableClient(StorageNames.ExecutionsTable);
        await foreach (TableEntity row in table.QueryAsync<TableEntity>("PartitionKey lt 'open'"))
        {
            if (row.GetString("Record")!.Contains(id, StringComparison.Ordinal))
            {
                return row.ETag.ToString();
            }
        }

        throw new KeyNotFoundException(id);
    }
}

using Pipeline.Core.Exchanges;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Running;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Flows;

/// <summary>Flows from due to done, on real storage.</summary>
[Collection(StorageCollection.Name)]
public sealed class FlowRunTests(StorageEmulator storage) : IAsyncLifetime
{
    private PipelineApp app = null!;

    private IExecutionStore Executions => app.Get<IExecutionStore>();

    public async Task InitializeAsync() => app = await PipelineApp.StartAsync(storage);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_due_flow_is_started_once_however_often_the_timer_looks()
    {
        _ = await TickAsync();
        app.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 10, 6, 10, 5, TimeSpan.Zero));

        IReadOnlyList<Execution> started = await TickAsync();
        IReadOnlyList<Execution> again = await TickAsync();

        Execution stock = Assert.Single(started);
        Assert.Equal(("ingram.stock", ExecutionStatus.Queued, "schedule"), (stock.Flow, stock.Status, stock.Trigger));
        Assert.Equal(ExecutionId.ForSlot("ingram.stock", new DateTimeOffset(2026, 3, 10, 6, 10, 0, TimeSpan.Zero)), stock.Id);
        Assert.Empty(again);
        Assert.Equal([new FlowExecutionMessage(stock.Id, "ingram.stock")], await app.TakeMessagesAsync());
    }

    [Fact]
    public async Task Two_timers_at_the_same_time_start_a_flow_once()
    {
        _ = await TickAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(10));

        IReadOnlyList<Execution>[] started = await Task.WhenAll(TickAsync(), TickAsync(), TickAsync());

        _ = Assert.Single(started.SelectMany(static executions => executions));
        _ = Assert.Single(await app.TakeMessagesAsync());
    }

    [Fact]
    public async Task After_an_outage_a_flow_runs_once_and_says_that_it_catches_up()
    {
        _ = await TickAsync();
        app.Clock.Advance(TimeSpan.FromHours(10));

        IReadOnlyList<Execution> started = await TickAsync();

        Execution stock = Assert.Single(started);
        Assert.Equal("catchUp", stock.Trigger);
        Assert.Equal(new DateTimeOffset(2026, 3, 10, 15, 10, 0, TimeSpan.Zero), ExecutionId.TimeOf(stock.Id));
    }

    [Fact]
    public async Task A_flow_without_its_setting_is_never_started()
    {
        _ = await TickAsync();
        app.Clock.Advance(TimeSpan.FromDays(8));

        IReadOnlyList<Execution> started = await TickAsync();

        Assert.Equal(["ingram.price", "ingram.stock"], started.Select(static execution => execution.Flow));
    }

    [Fact]
    public async Task A_run_is_recorded_from_start_to_end()
    {
        app.Runner.Work = ScriptedRunner.EndAs(Executions, execution => execution with
        {
            Status = ExecutionStatus.Succeeded,
            FinishedAt = app.Clock.GetUtcNow(),
            Counts = new FeedCounts { Read = 9, Created = 9 },
            Summary = "9 articles.",
        });
        FlowExecutionMessage message = await RunNowAsync();

        Execution? done = await ExecuteAsync(message);

        Assert.Equal(ExecutionStatus.Succeeded, done!.Status);
        Assert.Equal(app.Clock.GetUtcNow(), done.StartedAt);
        Assert.Equal(1, done.Attempt);
        Assert.Equal(done, await Executions.FindAsync(message.ExecutionId, default));
        FlowState flow = await app.Get<IFlowStore>().FindAsync("ingram.price", default);
        Assert.Null(flow.Claim);
        Assert.Equal((message.ExecutionId, app.Clock.GetUtcNow()), (flow.LastExecution, flow.LastRun));
        Assert.Empty(await app.Get<IExecutionLog>().ListOpenAsync(default));
    }

    [Fact]
    public async Task What_a_run_says_to_partners_is_about_the_run()
    {
        string? subject = null;
        Func<Execution, CancellationToken, Task> end = ScriptedRunner.EndAs(Executions, Succeed);
        app.Runner.Work = (execution, token) =>
        {
            subject = ExchangeContext.Subject;
            return end(execution, token);
        };
        FlowExecutionMessage message = await RunNowAsync();

        _ = await ExecuteAsync(message);

        Assert.Equal(message.ExecutionId, subject);
        Assert.Null(ExchangeContext.Subject);
    }

    [Fact]
    public async Task A_message_that_comes_twice_runs_once()
    {
        app.Runner.Work = ScriptedRunner.EndAs(Executions, Succeed);
        FlowExecutionMessage message = await RunNowAsync();

        _ = await ExecuteAsync(message);
        _ = await ExecuteAsync(message);

        Assert.Equal([message.ExecutionId], app.Runner.Began);
    }

    [Fact]
    public async Task A_message_that_comes_twice_at_the_same_time_runs_once()
    {
        app.Runner.Work = app.Runner.HoldAsync;
        FlowExecutionMessage message = await RunNowAsync();
        Task<Execution?> first = ExecuteAsync(message);
        await app.Runner.Holding.Task;

        Execution? second = await ExecuteAsync(message);

        Assert.Equal(ExecutionStatus.Running, second!.Status);
        app.Runner.Release();
        _ = await first;
        Assert.Equal([message.ExecutionId], app.Runner.Began);
    }

    [Fact]
    public async Task A_second_start_of_a_running_flow_is_skipped()
    {
        app.Runner.Work = app.Runner.HoldAsync;
        FlowExecutionMessage first = await RunNowAsync();
        FlowExecutionMessage second = await RunNowAsync();
        Task<Execution?> running = ExecuteAsync(first);
        await app.Runner.Holding.Task;

        Execution? skipped = await ExecuteAsync(second);

        Assert.Equal(
            (ExecutionStatus.Skipped, "Not started: the flow is already running."), (skipped!.Status, skipped.Summary));
        app.Runner.Release();
        _ = await running;
    }

    [Fact]
    public async Task Another_flow_runs_beside_a_running_one()
    {
        app.Runner.Work = app.Runner.HoldAsync;
        Task<Execution?> price = ExecuteAsync(await RunNowAsync());
        await app.Runner.Holding.Task;
        app.Runner.Work = ScriptedRunner.EndAs(Executions, Succeed);

        Execution? stock = await ExecuteAsync(await RunNowAsync("ingram.stock"));

        Assert.Equal(ExecutionStatus.Succeeded, stock!.Status);
        app.Runner.Release();
        _ = await price;
    }

    [Fact]
    public async Task An_execution_of_a_flow_paused_meanwhile_ends_as_paused()
    {
        FlowExecutionMessage message = await RunNowAsync();
        _ = await app.PatchAsync("/api/flows/ingram.price", """{"paused":true,"reason":"stock-taking"}""");

        Execution? paused = await ExecuteAsync(message);

        Assert.Equal(
            (ExecutionStatus.Paused, "Not started: the flow is paused (stock-taking)."), (paused!.Status, paused.Summary));
        Assert.Empty(app.Runner.Began);
    }

    [Fact]
    public async Task A_fault_becomes_the_first_error_and_frees_the_flow()
    {
        app.Runner.Work = static (_, _) => throw new TimeoutException("No answer from ftp.example.com.");

        Execution? failed = await ExecuteAsync(await RunNowAsync());

        Assert.Equal(ExecutionStatus.Failed, failed!.Status);
        Assert.Equal(
            ("CALL_TIMED_OUT", "No complete answer came in time: No answer from ftp.example.com.", "retry"),
            (failed.FirstError!.Code, failed.FirstError.Cause, failed.FirstError.Severity));
        Assert.Equal(app.Clock.GetUtcNow(), failed.FinishedAt);
        Assert.Null((await app.Get<IFlowStore>().FindAsync("ingram.price", default)).Claim);
    }

    [Fact]
    public async Task An_unreadable_file_is_refused()
    {
        app.Runner.Work = static (_, _) => throw new FeedRefusedException("FEED_EMPTY", "The file is empty.");

        Execution? refused = await ExecuteAsync(await RunNowAsync());

        Assert.Equal((ExecutionStatus.Refused, "FEED_EMPTY"), (refused!.Status, refused.FirstError!.Code));
    }

    [Fact]
    public async Task A_running_execution_stops_soon_after_it_is_cancelled()
    {
        app.Runner.Work = app.Runner.HoldAsync;
        FlowExecutionMessage message = await RunNowAsync();
        Task<Execution?> running = ExecuteAsync(message);
        await app.Runner.Holding.Task;

        _ = await app.Get<ExecutionCommandHandler>().CancelAsync(message.ExecutionId, default);
        app.Clock.Advance(TimeSpan.FromSeconds(10));

        Execution? cancelled = await running;
        Assert.Equal(
            (ExecutionStatus.Cancelled, "Stopped on request; what was done stays."), (cancelled!.Status, cancelled.Summary));
    }

    [Fact]
    public async Task A_process_that_stops_puts_its_execution_back_into_the_queue()
    {
        app.Runner.Work = app.Runner.HoldAsync;
        FlowExecutionMessage message = await RunNowAsync();
        using CancellationTokenSource stop = new();
        Task<Execution?> running = app.Get<FlowExecutor>().RunAsync(message, stop.Token);
        await app.Runner.Holding.Task;

        await stop.CancelAsync();

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Execution? queued = await Executions.FindAsync(message.ExecutionId, default);
        Assert.Equal((ExecutionStatus.Queued, 1), (queued!.Status, queued.Attempt));
        app.Runner.Work = ScriptedRunner.EndAs(Executions, Succeed);
        Assert.Equal(ExecutionStatus.Succeeded, (await ExecuteAsync(message))!.Status);
    }

    [Fact]
    public async Task A_heartbeat_shows_that_a_long_run_lives()
    {
        app.Runner.Work = app.Runner.HoldAsync;
        FlowExecutionMessage message = await RunNowAsync();
        Task<Execution?> running = ExecuteAsync(message);
        await app.Runner.Holding.Task;

        app.Clock.Advance(TimeSpan.FromSeconds(10));

        DateTimeOffset expected = app.Clock.GetUtcNow();
        await Pipeline.TestSupport.WaitFor.TrueAsync(
            async () => (await Executions.FindAsync(message.ExecutionId, default))!.HeartbeatAt == expected);
        FlowState flow = await app.Get<IFlowStore>().FindAsync("ingram.price", default);
        Assert.Equal(expected, flow.Claim!.HeartbeatAt);
        app.Runner.Release();
        _ = await running;
    }

    [Fact]
    public async Task A_run_handed_on_keeps_the_flow_until_its_execution_is_finished()
    {
        FlowExecutionMessage first = await RunNowAsync();
        FlowExecutionMessage second = await RunNowAsync();
        FlowExecutionMessage third = await RunNowAsync();

        Execution? handedOn = await ExecuteAsync(first);
        Execution? skipped = await ExecuteAsync(second);
        _ = await Executions.UpdateAsync(first.ExecutionId, Succeed, default);
        app.Runner.Work = ScriptedRunner.EndAs(Executions, Succeed);
        Execution? next = await ExecuteAsync(third);

        Assert.Equal(
            (ExecutionStatus.Running, ExecutionStatus.Skipped, ExecutionStatus.Succeeded),
            (handedOn!.Status, skipped!.Status, next!.Status));
    }

    private static Execution Succeed(Execution execution) => execution with { Status = ExecutionStatus.Succeeded };

    private Task<IReadOnlyList<Execution>> TickAsync() => app.Get<FlowTimer>().StartDueAsync(default);

    private Task<Execution?> ExecuteAsync(FlowExecutionMessage message) => app.Get<FlowExecutor>().RunAsync(message, default);

    private async Task<FlowExecutionMessage> RunNowAsync(string flow = "ingram.price")
    {
        StartResult result = await app.Get<FlowStarter>().RunNowAsync(flow, "anna", default);
        _ = await app.TakeMessagesAsync();
        return new FlowExecutionMessage(result.Execution!.Id, flow);
    }
}

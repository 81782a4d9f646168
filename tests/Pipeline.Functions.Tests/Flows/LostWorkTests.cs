using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Running;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Flows;

/// <summary>What dies on the way is found and taken up again.</summary>
[Collection(StorageCollection.Name)]
public sealed class LostWorkTests(StorageEmulator storage) : IAsyncLifetime
{
    private readonly OtherMachine otherMachine = new();

    private PipelineApp app = null!;

    private IExecutionStore Executions => app.Get<IExecutionStore>();

    public async Task InitializeAsync() => app = await PipelineApp.StartAsync(
        storage, services => services.AddSingleton<IWorkerIdentity>(otherMachine));

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_message_that_never_came_is_sent_again_after_two_minutes()
    {
        FlowExecutionMessage lost = await RunNowAsync();

        app.Clock.Advance(TimeSpan.FromMinutes(2));
        IReadOnlyList<Execution> early = await SweepAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        IReadOnlyList<Execution> late = await SweepAsync();
        IReadOnlyList<Execution> again = await SweepAsync();

        Assert.Empty(early);
        _ = Assert.Single(late);
        Assert.Empty(again);
        Assert.Equal([lost], await app.TakeMessagesAsync());
    }

    [Fact]
    public async Task A_worker_that_fell_silent_loses_its_execution_after_ten_minutes()
    {
        FlowExecutionMessage message = await RunAndDieAsync();

        app.Clock.Advance(TimeSpan.FromMinutes(10));
        IReadOnlyList<Execution> early = await SweepAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        IReadOnlyList<Execution> late = await SweepAsync();

        Assert.Empty(early);
        Assert.Equal(ExecutionStatus.Queued, Assert.Single(late).Status);
        Assert.Equal([message], await app.TakeMessagesAsync());
        app.Runner.Work = ScriptedRunner.EndAs(Executions, Succeed);
        Execution? done = await app.Get<FlowExecutor>().RunAsync(message, default);
        Assert.Equal((ExecutionStatus.Succeeded, 2), (done!.Status, done.Attempt));
    }

    [Fact]
    public async Task A_worker_that_lives_elsewhere_is_left_alone_until_it_falls_silent()
    {
        FlowExecutionMessage message = await RunAndDieAsync();

        Execution? still = await app.Get<FlowExecutor>().RunAsync(message, default);

        Assert.Equal(ExecutionStatus.Running, still!.Status);
        _ = Assert.Single(app.Runner.Began);
    }

    [Fact]
    public async Task A_worker_known_to_have_ended_loses_its_execution_at_once()
    {
        FlowExecutionMessage message = await RunAndDieAsync();
        otherMachine.HasEnded = true;
        app.Runner.Work = ScriptedRunner.EndAs(Executions, Succeed);

        Execution? done = await app.Get<FlowExecutor>().RunAsync(message, default);

        Assert.Equal((ExecutionStatus.Succeeded, 2), (done!.Status, done.Attempt));
    }

    [Fact]
    public async Task A_flow_whose_worker_fell_silent_is_free_for_the_next_execution()
    {
        FlowExecutionMessage dead = await RunAndDieAsync();
        FlowExecutionMessage next = await RunNowAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        app.Runner.Work = ScriptedRunner.EndAs(Executions, Succeed);

        Execution? done = await app.Get<FlowExecutor>().RunAsync(next, default);
        _ = await app.Get<FlowExecutor>().RunAsync(dead, default);

        Assert.Equal(ExecutionStatus.Succeeded, done!.Status);
        Assert.Equal([dead.ExecutionId, next.ExecutionId, dead.ExecutionId], app.Runner.Began);
    }

    [Fact]
    public async Task An_execution_that_kills_its_worker_three_times_is_given_up()
    {
        FlowExecutionMessage message = await RunAndDieAsync();
        for (int death = 2; death <= 3; death++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(11));
            _ = await SweepAsync();
            _ = await app.Get<FlowExecutor>().RunAsync(message, default);
        }

        app.Clock.Advance(TimeSpan.FromMinutes(11));
        Execution given = Assert.Single(await SweepAsync());

        Assert.Equal((ExecutionStatus.Failed, "EXECUTION_LOST", 3), (given.Status, given.FirstError!.Code, given.Attempt));
        Assert.Empty(await SweepAsync());
    }

    [Fact]
    public async Task A_silent_execution_that_was_to_be_cancelled_is_cancelled()
    {
        FlowExecutionMessage message = await RunAndDieAsync();
        _ = await app.Get<ExecutionCommandHandler>().CancelAsync(message.ExecutionId, default);
        app.Clock.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal(ExecutionStatus.Cancelled, Assert.Single(await SweepAsync()).Status);
    }

    [Fact]
    public async Task A_message_set_aside_fails_its_execution_in_plain_words()
    {
        FlowExecutionMessage message = await RunNowAsync();

        Assert.Null(await app.DeliverAsync("RunFlowPoison", message));

        Execution? failed = await Executions.FindAsync(message.ExecutionId, default);
        Assert.Equal((ExecutionStatus.Failed, "EXECUTION_SET_ASIDE"), (failed!.Status, failed.FirstError!.Code));
        Assert.Equal(
            "The run was tried five times and broke off each time, so its message was set aside.", failed.Summary);
    }

    [Fact]
    public async Task A_worker_that_lost_its_claim_stops_and_writes_nothing()
    {
        app.Runner.Work = app.Runner.HoldAsync;
        FlowExecutionMessage message = await RunNowAsync();
        Task<Execution?> running = app.Get<FlowExecutor>().RunAsync(message, default);
        await app.Runner.Holding.Task;
        _ = await app.Get<IFlowStore>().UpdateAsync(
            "ingram.price",
            state => state with { Claim = new FlowClaim("another", "machine/2/2", app.Clock.GetUtcNow()) },
            default);

        app.Clock.Advance(TimeSpan.FromSeconds(10));
        _ = await running;

        Execution? left = await Executions.FindAsync(message.ExecutionId, default);
        Assert.Equal(ExecutionStatus.Running, left!.Status);
        Assert.Equal("another", (await app.Get<IFlowStore>().FindAsync("ingram.price", default)).Claim!.Execution);
    }

    private static Execution Succeed(Execution execution) => execution with { Status = ExecutionStatus.Succeeded };

    private Task<IReadOnlyList<Execution>> SweepAsync() => app.Get<FlowSweep>().SweepAsync(default);

    /// <summary>A run whose worker leaves it running: what storage looks like after a crash.</summary>
    private async Task<FlowExecutionMessage> RunAndDieAsync()
    {
        FlowExecutionMessage message = await RunNowAsync();
        Execution? running = await app.Get<FlowExecutor>().RunAsync(message, default);
        Assert.Equal(ExecutionStatus.Running, running!.Status);
        return message;
    }

    private async Task<FlowExecutionMessage> RunNowAsync()
    {
        StartResult result = await app.Get<FlowStarter>().RunNowAsync("ingram.price", "anna", default);
        _ = await app.TakeMessagesAsync();
        return new FlowExecutionMessage(result.Execution!.Id, "ingram.price");
    }

    private sealed class OtherMachine : IWorkerIdentity
    {
        public string Id => "machine/1/1";

        public bool HasEnded { get; set; }

        public bool IsGone(string owner) => HasEnded;
    }
}

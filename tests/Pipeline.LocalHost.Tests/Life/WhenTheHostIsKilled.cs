using Pipeline.LocalHost.Tests.Support;
using Pipeline.TestSupport;

namespace Pipeline.LocalHost.Tests.Life;

/// <summary>SIGKILL with an orchestration waiting and an activity in flight.</summary>
public sealed class WhenTheHostIsKilled : IAsyncLifetime
{
    private HostRun? run;

    private HostRun Run => run!;

    public async Task InitializeAsync() => run = await HostRun.StartAsync();

    public async Task DisposeAsync() => await Run.DisposeAsync();

    [Fact]
    public async Task The_worker_dies_with_it_and_orchestrations_go_on_after_the_next_start()
    {
        int worker = await Run.WorkerAsync();
        string flow = await Run.StartFlowAsync("WaitFlow", "activity");
        await Run.SawAsync("activity activity");

        await Run.KillAsync();

        await WaitFor.TrueAsync(() => !HostRun.Lives(worker), null, "the worker has gone");
        Run.Lay("activity");
        await Run.StartAsync();
        Assert.Equal("waited", await Run.OutputAsync(flow));
    }
}

using System.Net;
using Pipeline.LocalHost.Tests.Support;
using Pipeline.TestSupport;

namespace Pipeline.LocalHost.Tests.Life;

/// <summary>SIGTERM with an HTTP call, a queue message and an activity in flight, then a new start on the same storage.</summary>
public sealed class WhenTheHostStops : IAsyncLifetime
{
    private HostRun? run;

    private HostRun Run => run!;

    public async Task InitializeAsync() => run = await HostRun.StartAsync();

    public async Task DisposeAsync() => await Run.DisposeAsync();

    [Fact]
    public async Task HTTP_calls_are_drained_and_what_was_cancelled_is_tried_again_after_the_next_start()
    {
        int worker = await Run.WorkerAsync();
        Task<HttpResponseMessage> call = Run.Http.GetAsync("life/wait/http");
        await Run.SawAsync("http begun");
        await Run.SendWorkAsync("q", "wait");
        await Run.SawAsync("queue q wait try 1");
        string flow = await Run.StartFlowAsync("WaitFlow", "activity");
        await Run.SawAsync("activity activity");

        Run.Terminate();
        await Run.SawAsync("queue q cancelled");
        Assert.DoesNotContain("http call cancelled", Run.Journal);
        Run.Lay("http");
        using HttpResponseMessage answer = await call;

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(await Run.ExitAsync(HostRun.Patience) == 0, string.Join('\n', Run.Log));
        await WaitFor.TrueAsync(() => !HostRun.Lives(worker), null, "the worker has gone");

        Run.Lay("q");
        Run.Lay("activity");
        await Run.StartAsync();
        await Run.SawAsync("queue q wait try 2");
        Assert.Equal("waited", await Run.OutputAsync(flow));
        Assert.Equal(2, Run.Journal.Count(line => line == "activity activity"));
    }
}

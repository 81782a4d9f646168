using System.Diagnostics;
using System.Net;
using Pipeline.LocalHost.Tests.Support;
using Pipeline.TestSupport;

namespace Pipeline.LocalHost.Tests.Life;

public sealed class WhenAFunctionTakesTooLong : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private HostRun? _run;

    private HostRun Run => _run!;

    public async Task InitializeAsync() => _run = await HostRun.StartAsync(("AzureFunctionsJobHost__functionTimeout", "00:00:05"));

    public async Task DisposeAsync() => await Run.DisposeAsync();

    [Fact]
    public async Task One_that_honours_its_token_fails_alone_and_the_worker_lives_on()
    {
        int worker = await Run.WorkerAsync();
        string activity = await Run.StartFlowAsync("WaitFlow", "never-laid");
        await Run.SendWorkAsync("late", "wait");

        using HttpResponseMessage answer = await Run.Http.GetAsync("life/polite/never");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("Timeout value of 00:00:05 was exceeded by function", await Run.OutputAsync(activity), StringComparison.Ordinal);
        await Run.SawAsync("queue late wait try 2", TimeSpan.FromSeconds(60));
        Assert.Equal(worker, await Run.WorkerAsync());
    }

    [Fact]
    public async Task One_that_ignores_it_costs_the_worker_and_other_calls_there_hang_until_their_own_limit()
    {
        int worker = await Run.WorkerAsync();
        long began = Stopwatch.GetTimestamp();
        Task<HttpResponseMessage> ignoring = Run.Http.GetAsync("life/wait/first");
        await Run.SawAsync("first begun");
        // The second call's own limit comes well after the worker's end.
        await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System);
        long second = Stopwatch.GetTimestamp();
        Task<HttpResponseMessage> other = Run.Http.GetAsync("life/wait/second");

        using HttpResponseMessage first = await ignoring;
        Assert.Equal(HttpStatusCode.InternalServerError, first.StatusCode);
        Assert.True(Stopwatch.GetElapsedTime(began) >= Limit);
        await WaitFor.TrueAsync(() => !HostRun.Lives(worker), null, "the worker is killed");

        using HttpResponseMessage hanging = await other;
        Assert.Equal(HttpStatusCode.InternalServerError, hanging.StatusCode);
        Assert.True(Stopwatch.GetElapsedTime(second) >= Limit);
        Assert.NotEqual(worker, await Run.WorkerAsync());
    }

    [Fact]
    public async Task A_worker_that_exits_with_0_is_missed_only_when_a_call_has_waited_for_its_limit()
    {
        int worker = await Run.WorkerAsync();
        long began = Stopwatch.GetTimestamp();

        using HttpResponseMessage exit = await Run.Http.PostAsync("life/exit/0", content: null);
        Assert.Equal(HttpStatusCode.InternalServerError, exit.StatusCode);
        Assert.True(Stopwatch.GetElapsedTime(began) >= Limit);

        Assert.NotEqual(worker, await Run.WorkerAsync());
        Assert.Contains(Run.Log, line => line.Contains("exit code 0", StringComparison.Ordinal));
    }
}

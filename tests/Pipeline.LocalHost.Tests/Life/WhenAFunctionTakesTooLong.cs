using System.Diagnostics;
using System.Net;
using System.Text;
using Pipeline.LocalHost.Tests.Support;
using Pipeline.TestSupport;

namespace Pipeline.LocalHost.Tests.Life;

public sealed class WhenAFunctionTakesTooLong(WhenAFunctionTakesTooLong.ImpatientHost host) : IClassFixture<WhenAFunctionTakesTooLong.ImpatientHost>
{
    private const string Timeout = "Timeout value of 00:00:05 was exceeded by function";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private HostRun Run => host.Run;

    [Fact]
    public async Task One_that_honours_its_token_fails_alone_and_the_worker_lives_on()
    {
        int worker = await Run.WorkerAsync();
        string activity = await StartFlowAsync("WaitFlow", "never-laid");
        await Run.SendWorkAsync("late", "wait");

        using HttpResponseMessage answer = await Run.Http.GetAsync("life/polite/never");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains(Timeout, await Run.OutputAsync(activity), StringComparison.Ordinal);
        await Run.SawAsync("queue late wait try 2");
        Assert.Equal(worker, await Run.WorkerAsync());
        Run.Lay("late");
    }

    [Fact]
    public async Task One_that_ignores_it_costs_the_worker_and_other_calls_there_hang_until_their_own_limit()
    {
        int worker = await Run.WorkerAsync();
        long began = Stopwatch.GetTimestamp();
        Task<HttpResponseMessage> ignoring = Run.Http.GetAsync("life/wait/first");
        await Run.SawAsync("first begun");
        // The others' own limits come well after the worker's end.
        await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System);
        long second = Stopwatch.GetTimestamp();
        Task<HttpResponseMessage> other = Run.Http.GetAsync("life/wait/second");
        string activity = await StartFlowAsync("WaitFlow", "other-activity");
        await Run.SendWorkAsync("other", "wait");
        await Run.SawAsync("queue other wait try 1");

        using HttpResponseMessage first = await ignoring;
        Assert.Equal(HttpStatusCode.InternalServerError, first.StatusCode);
        Assert.True(Stopwatch.GetElapsedTime(began) >= Limit);
        await WaitFor.TrueAsync(() => !HostRun.Lives(worker), null, "the worker is killed");

        using HttpResponseMessage hanging = await other;
        Assert.Equal(HttpStatusCode.InternalServerError, hanging.StatusCode);
        Assert.True(Stopwatch.GetElapsedTime(second) >= Limit);
        Assert.Contains(Timeout, await Run.OutputAsync(activity), StringComparison.Ordinal);
        await Run.SawAsync("queue other wait try 2");
        Assert.NotEqual(worker, await Run.WorkerAsync());
        Run.Lay("other");
    }

    [Fact]
    public async Task A_message_an_activity_and_a_turn_that_ignore_it_cost_the_worker_as_well_and_the_turn_runs_again()
    {
        int worker = await Run.WorkerAsync();
        await Run.SendWorkAsync("stubborn", "ignore");
        string activity = await StartFlowAsync("IgnoreFlow", "stubborn-activity");
        string turn = await StartFlowAsync("LongTurn", "stubborn-turn");
        await Run.SawAsync("turn stubborn-turn");

        await WaitFor.TrueAsync(() => !HostRun.Lives(worker), HostRun.Patience, "the worker is killed");

        Assert.Contains(Timeout, await Run.OutputAsync(activity), StringComparison.Ordinal);
        Run.Lay("stubborn-turn");
        Assert.Equal("turned.", await Run.OutputAsync(turn));
        await Run.SawAsync("queue stubborn ignore try 2");
        Run.Lay("stubborn");
        Assert.True(Run.Journal.Count(static line => line == "turn stubborn-turn") >= 2);
    }

    [Fact]
    public async Task A_worker_that_exits_with_0_is_missed_only_when_its_calls_have_waited_for_their_limit()
    {
        int worker = await Run.WorkerAsync();
        string activity = await StartFlowAsync("WaitFlow", "zero-activity");
        await Run.SawAsync("activity zero-activity");
        await Run.SendWorkAsync("zero", "wait");
        using StringContent body = new("{}", Encoding.UTF8, "application/json");
        using HttpResponseMessage timer = await Run.Http.PostAsync("admin/functions/SlowTimer", body);
        await Run.SawAsync("queue zero wait try 1");
        await Run.SawAsync("slow timer begun");
        long began = Stopwatch.GetTimestamp();

        using HttpResponseMessage exit = await Run.Http.PostAsync("life/exit/0", content: null);
        Assert.Equal(HttpStatusCode.InternalServerError, exit.StatusCode);
        Assert.True(Stopwatch.GetElapsedTime(began) >= Limit);

        Assert.Contains(Timeout, await Run.OutputAsync(activity), StringComparison.Ordinal);
        await Run.SawAsync("queue zero wait try 2");
        Run.Lay("zero");
        Assert.NotEqual(worker, await Run.WorkerAsync());
        Assert.Contains(Run.Log, static line => line.Contains("exit code 0", StringComparison.Ordinal));
        await WaitFor.TrueAsync(() => Run.Log.Any(static line => line.Contains($"{Timeout}: Functions.SlowTimer", StringComparison.Ordinal)));
    }

    /// <summary>On a busy machine the call that starts a flow may itself meet the limit, or the worker's end.</summary>
    private Task<string> StartFlowAsync(string flow, string input) => WaitFor.ValueAsync(
        async () =>
        {
            try
            {
                return await Run.StartFlowAsync(flow, input);
            }
            catch (HttpRequestException)
            {
                return null;
            }
        },
        HostRun.Patience,
        $"{flow} starts");

    public sealed class ImpatientHost : RunningHost
    {
        private protected override Task<HostRun> PrepareAsync() =>
            HostRun.PrepareAsync(("AzureFunctionsJobHost__functionTimeout", "00:00:05"));
    }
}

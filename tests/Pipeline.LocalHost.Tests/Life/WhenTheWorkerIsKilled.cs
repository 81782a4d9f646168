using System.Diagnostics;
using System.Net;
using Pipeline.LocalHost.Tests.Support;

namespace Pipeline.LocalHost.Tests.Life;

/// <summary>One kill with an HTTP call, a queue message, an activity and an orchestrator's turn in flight.</summary>
public sealed class WhenTheWorkerIsKilled(WhenTheWorkerIsKilled.Situation situation) : IClassFixture<WhenTheWorkerIsKilled.Situation>
{
    [Fact]
    public void An_HTTP_call_in_flight_is_500_at_once()
    {
        Assert.Equal(HttpStatusCode.InternalServerError, situation.InFlight);
        Assert.InRange(situation.UntilAnswered, TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }

    [Fact]
    public void A_request_without_a_worker_waits_for_the_next_one()
    {
        Assert.Equal("got", situation.WithoutWorker);
        Assert.NotEqual(situation.FirstWorker, situation.SecondWorker);
    }

    [Fact]
    public void A_queue_message_is_tried_again() =>
        Assert.Equal(["queue q1 wait try 1", "queue q1 wait try 2", "queue q1 done"], situation.QueueLines);

    [Fact]
    public void An_activity_fails_and_its_orchestrator_learns_of_the_exit()
    {
        Assert.Equal(
            "Microsoft.Azure.WebJobs.Host.FunctionInvocationException | Exception while executing function: Functions.WaitActivity | "
            + "Microsoft.Azure.WebJobs.Script.Workers.WorkerProcessExitException | dotnet exited with code 137 (0x89)",
            situation.ActivityOutput);
        Assert.Equal(1, situation.ActivityStarts);
    }

    [Fact]
    public void An_orchestrators_turn_runs_again_by_itself()
    {
        Assert.Equal("turned.", situation.TurnOutput);
        Assert.True(situation.TurnStarts >= 2);
    }

    public sealed class Situation : IAsyncLifetime
    {
        public int FirstWorker { get; private set; }

        public int SecondWorker { get; private set; }

        public HttpStatusCode InFlight { get; private set; }

        public TimeSpan UntilAnswered { get; private set; }

        public string WithoutWorker { get; private set; } = "";

        public IReadOnlyList<string> QueueLines { get; private set; } = [];

        public string ActivityOutput { get; private set; } = "";

        public int ActivityStarts { get; private set; }

        public string TurnOutput { get; private set; } = "";

        public int TurnStarts { get; private set; }

        public async Task InitializeAsync()
        {
            await using HostRun run = await HostRun.StartAsync();
            FirstWorker = await run.WorkerAsync();
            Task<HttpResponseMessage> call = run.Http.GetAsync("life/wait/http1");
            await run.SawAsync("http1 begun");
            await run.SendWorkAsync("q1", "wait");
            await run.SawAsync("queue q1 wait try 1");
            string activity = await run.StartFlowAsync("WaitFlow", "activity1");
            await run.SawAsync("activity activity1");
            string turn = await run.StartFlowAsync("LongTurn", "turn1");
            await run.SawAsync("turn turn1");

            await run.KillWorkerAsync(FirstWorker);
            long killed = Stopwatch.GetTimestamp();
            Task<string> waiting = run.Http.GetStringAsync("only/get");
            using HttpResponseMessage answer = await call;
            (InFlight, UntilAnswered) = (answer.StatusCode, Stopwatch.GetElapsedTime(killed));
            WithoutWorker = await waiting;
            SecondWorker = await run.WorkerAsync();

            run.Lay("q1");
            await run.SawAsync("queue q1 done");
            QueueLines = [.. run.Journal.Where(line => line.StartsWith("queue q1", StringComparison.Ordinal))];
            ActivityOutput = await run.OutputAsync(activity);
            ActivityStarts = run.Journal.Count(line => line == "activity activity1");
            run.Lay("turn1");
            TurnOutput = await run.OutputAsync(turn);
            TurnStarts = run.Journal.Count(line => line == "turn turn1");
        }

        public Task DisposeAsync() => Task.CompletedTask;
    }
}

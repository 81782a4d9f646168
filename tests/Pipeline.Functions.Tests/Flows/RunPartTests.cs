using System.Net;
using System.Text.Json;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Executions;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Requests;
using Pipeline.Core.Issues;
using Pipeline.Functions.Tests.Orders;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Flows;

/// <summary>A person runs a part of a flow; a run says what it saw, what it cost and what it kept back.</summary>
[Collection(StorageCollection.Name)]
public sealed class RunPartTests(StorageEmulator storage) : IAsyncLifetime
{
    private const string Run = "/api/flows/ingram.stock/run";
    private const RunParts All = RunParts.Window | RunParts.Record | RunParts.Full | RunParts.DryRun;
    private PipelineApp app = null!;

    public async Task InitializeAsync() => app = await PipelineApp.StartAsync(storage);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData("""{"record":"PX-1"}""", "record", "The flow ingram.stock cannot be run with record.")]
    [InlineData("""{"to":"2026-03-09T00:00:00Z"}""", "to", "The flow ingram.stock cannot be run with from.")]
    [InlineData("""{"full":true,"dryRun":true}""", "full", "The flow ingram.stock cannot be run with full.")]
    public async Task A_part_that_a_flow_does_not_do_is_refused_with_what_it_does(string body, string place, string cause)
    {
        HttpResponseMessage answer = await app.PostJsonAsync(Run, body);

        JsonElement problem = await ProblemAssert.IsAsync(answer, HttpStatusCode.UnprocessableEntity, "RUN_PART_UNSUPPORTED");
        Assert.Equal($"{cause} Leave it out and the whole flow runs. What this flow takes: none.", problem.GetProperty("detail").GetString());
        Assert.Contains(place, problem.GetProperty("errors")[0].GetRawText(), StringComparison.Ordinal);
        Assert.Empty(await app.TakeMessagesAsync());
    }

    [Theory]
    [InlineData("""{"from":"2026-03-09T00:00:00Z","to":"2026-03-08T00:00:00Z"}""", "RUN_WINDOW_INVALID")]
    [InlineData("""{"from":"2026-03-11T00:00:00Z"}""", "RUN_WINDOW_INVALID")]
    [InlineData("""{"record":" "}""", "RUN_RECORD_INVALID")]
    public async Task A_part_that_cannot_be_is_refused(string body, string code)
    {
        app.Runner.Parts = All;

        _ = await ProblemAssert.IsAsync(await app.PostJsonAsync(Run, body), HttpStatusCode.UnprocessableEntity, code);
    }

    [Fact]
    public async Task A_member_that_nobody_knows_is_refused() =>
        _ = await ProblemAssert.IsAsync(await app.PostJsonAsync(Run, """{"since":"yesterday"}"""), HttpStatusCode.BadRequest, "REQUEST_INVALID");

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"from":null,"full":false,"dryRun":null}""")]
    public async Task Nothing_asked_for_is_the_whole_flow(string body)
    {
        JsonElement queued = await (await app.PostJsonAsync(Run, body)).JsonAsync();

        Assert.Equal(JsonValueKind.Null, queued.GetProperty("request").ValueKind);
    }

    [Fact]
    public async Task The_run_is_told_the_part_and_a_rerun_repeats_it()
    {
        app.Runner.Parts = All;
        List<RunRequest?> told = [];
        app.Runner.Work = (execution, _) =>
        {
            told.Add(execution.Request);
            throw new IOException("cut");
        };

        JsonElement queued = await (await app.PostJsonAsync(Run, """{"from":"2026-03-09T00:00:00Z","record":"7100231","full":true}""")).JsonAsync();
        JsonElement failed = await RunAsync(queued);
        _ = await RunAsync(await (await app.PostAsync($"/api/executions/{Id(failed)}/rerun-failed")).JsonAsync());

        Assert.Equal(
            """{"from":"2026-03-09T00:00:00Z","to":null,"record":"7100231","full":true,"dryRun":false}""", queued.GetProperty("request").GetRawText());
        Assert.Equal(new RunRequest { From = new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero), Record = "7100231", Full = true }, told[0]);
        Assert.Equal(told[0], told[1]);
        Assert.Equal("""{"info":0,"retry":1,"error":0}""", failed.GetProperty("severityCounts").GetRawText());
    }

    [Fact]
    public async Task A_dry_run_is_in_test_mode_and_lists_what_it_would_have_sent()
    {
        app.Runner.Parts = All;
        app.Runner.Work = async (execution, cancellationToken) =>
        {
            Exchange kept = new()
            {
                Id = Guid.CreateVersion7(app.Clock.GetUtcNow()).ToString("N"), Direction = ExchangeDirection.WouldSend, Partner = "acme", Operation = "stockUpdate",
                Subject = ExchangeContext.Subject, Target = "test mode: not sent", StartedAt = app.Clock.GetUtcNow(), Duration = TimeSpan.Zero,
            };
            await app.Get<IExchangeLog>().RecordAsync(kept, cancellationToken);
            await EndAsync(execution, static state => state with { Status = ExecutionStatus.Succeeded });
        };

        JsonElement run = await RunAsync(await (await app.PostJsonAsync(Run, """{"dryRun":true}""")).JsonAsync());

        JsonElement item = Assert.Single((await app.GetJsonAsync($"/api/executions/{Id(run)}/items")).GetProperty("items").EnumerateArray());
        string exchange = item.GetProperty("extId").GetString()!;
        Assert.Equal("test", run.GetProperty("mode").GetString());
        Assert.Equal(
            $$"""{"entityType":"exchange","extId":"{{exchange}}","displayRef":"stockUpdate {{Id(run)}}","outcome":"wouldSend","severity":"info","code":"stockUpdate","message":"test mode: not sent","line":null,"page":null,"index":null,"field":null,"value":null,"rawRow":null}""",
            item.GetRawText());
        Assert.Equal("wouldSend", (await app.GetJsonAsync($"/api/exchanges/{exchange}")).GetProperty("direction").GetString());
    }

    [Fact]
    public async Task A_run_counts_what_it_costs_over_all_its_attempts()
    {
        app.Runner.Work = async (execution, _) =>
        {
            ExchangeContext.Cost!.Call();
            ExchangeContext.Cost.Call();
            ExchangeContext.Cost.Page();
            ExchangeContext.Cost.Wait(TimeSpan.FromMilliseconds(1500));
            await EndAsync(execution, static state => state with { Status = ExecutionStatus.Succeeded });
        };

        JsonElement run = await RunAsync(await (await app.PostAsync(Run)).JsonAsync());

        Assert.Equal((2, 1, 1500), (run.GetProperty("apiCalls").GetInt32(), run.GetProperty("pages").GetInt32(), run.GetProperty("throttledMs").GetInt32()));
    }

    [Fact]
    public async Task Each_record_has_one_outcome_those_that_wait_too()
    {
        app.Runner.Work = (execution, _) => EndAsync(execution, static state => state with
        {
            Status = ExecutionStatus.Partial, Counts = new FeedCounts { Read = 6, Created = 2, Failed = 1 }, SetAside = 2, Retried = 1,
            Window = new ExecutionWindow(state.QueuedAt.AddHours(-1), state.QueuedAt),
        });

        JsonElement run = await RunAsync(await (await app.PostAsync(Run)).JsonAsync());

        Assert.Equal("partial", run.GetProperty("status").GetString());
        Assert.Equal("""{"info":0,"retry":3,"error":1}""", run.GetProperty("severityCounts").GetRawText());
        Assert.Equal("""{"from":"2026-03-10T05:00:00Z","to":"2026-03-10T06:00:00Z"}""", run.GetProperty("window").GetRawText());
    }

    [Theory]
    [InlineData(ExecutionStatus.Succeeded)]
    [InlineData(ExecutionStatus.Partial)]
    [InlineData(ExecutionStatus.NothingToDo)]
    public async Task A_run_whose_counts_do_not_add_up_fails_itself(ExecutionStatus said)
    {
        app.Runner.Work = (execution, _) => EndAsync(execution, state => state with { Status = said, Counts = new FeedCounts { Read = 6, Created = 5 } });

        JsonElement run = await RunAsync(await (await app.PostAsync(Run)).JsonAsync());

        Assert.Equal(("failed", IssueCodes.CountsDoNotAddUp), (run.GetProperty("status").GetString(), run.GetProperty("firstError").GetProperty("code").GetString()));
    }

    private async Task<JsonElement> RunAsync(JsonElement queued)
    {
        Assert.Null(await app.DeliverAsync("RunFlow", Assert.Single(await app.TakeMessagesAsync())));
        return await app.GetJsonAsync($"/api/executions/{Id(queued)}");
    }

    private Task EndAsync(Execution execution, Func<Execution, Execution> end) =>
        ScriptedRunner.EndAs(app.Get<IExecutionStore>(), state => end(state) with { FinishedAt = app.Clock.GetUtcNow() })(execution, CancellationToken.None);

    private static string Id(JsonElement execution) => execution.GetProperty("id").GetString()!;
}

using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds.Guarding;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Http;

/// <summary>The contract of <c>/api/executions</c>.</summary>
[Collection(StorageCollection.Name)]
public sealed class ExecutionHttpTests(StorageEmulator storage) : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 5, 0, 0, TimeSpan.Zero);
    private static readonly string HeldId = ExecutionId.Derive(Start, "held");

    private readonly DecidedFeeds decisions = new(HeldId);

    private PipelineApp app = null!;

    public async Task InitializeAsync() => app = await PipelineApp.StartAsync(storage, services => services
        .AddSingleton<IReportStore, OneReport>()
        .AddSingleton<IHeldFileDecision>(decisions));

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_finished_execution_has_this_shape()
    {
        Execution done = await AddAsync("done", ExecutionStatus.Partial, static execution => execution with
        {
            StartedAt = Start.AddSeconds(1),
            FinishedAt = Start.AddSeconds(2.5),
            Counts = new FeedCounts { Read = 9, Created = 7, Skipped = 1, Failed = 1, Warnings = 1 },
            Progress = new ExecutionProgress { Step = "done", Done = 9, Expected = 9, RowsPerSecond = 120_000 },
            Summary = "9 rows.",
            FirstError = new Issue("SKU_MISSING", null, null) { SaidCause = "No SKU.", SaidRemedy = "Ask the distributor.", SaidSeverity = "error" },
            File = "landing/ingram-micro/price/2026/03/10/050000-0a1b2c3d.txt",
            Report = OneReport.Name,
        });

        string json = await (await app.GetAsync($"/api/executions/{done.Id}")).Content.ReadAsStringAsync();

        Assert.Equal(
            $$"""
            {"id":"{{done.Id}}","flow":"ingram.price","status":"partial","trigger":"schedule","requestedBy":"system","parent":null,"queuedAt":"2026-03-10T05:00:00Z","startedAt":"2026-03-10T05:00:01Z","finishedAt":"2026-03-10T05:00:02.5Z","durationMs":1500,"mode":null,"request":null,"window":null,"counts":{"read":9,"created":7,"updated":0,"unchanged":0,"removed":0,"skipped":1,"failed":1,"warnings":1,"setAside":0,"retried":0},"severityCounts":{"info":1,"retry":0,"error":1},"apiCalls":0,"pages":0,"throttledMs":0,"correlationId":null,"progress":{"step":"done","done":9,"expected":9,"rowsPerSecond":120000},"summary":"9 rows.","holdReason":null,"firstError":{"code":"SKU_MISSING","message":"No SKU.","where":null,"text":null,"remedy":"Ask the distributor.","severity":"error"},"file":"landing/ingram-micro/price/2026/03/10/050000-0a1b2c3d.txt","errors":"/api/executions/{{done.Id}}/errors.csv","decidedBy":null}
            """,
            json);
    }

    [Fact]
    public async Task A_list_is_paged_newest_first()
    {
        for (int minute = 0; minute < 3; minute++)
        {
            _ = await AddAsync($"{minute}", ExecutionStatus.Succeeded, at: Start.AddMinutes(minute));
        }

        JsonElement first = await app.GetJsonAsync("/api/executions?limit=2");
        JsonElement second = await app.GetJsonAsync($"/api/executions?limit=2&cursor={first.GetProperty("cursor").GetString()}");

        Assert.Equal(["2026-03-10T05:02:00Z", "2026-03-10T05:01:00Z"], Times(first));
        Assert.Equal(["2026-03-10T05:00:00Z"], Times(second));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("cursor").ValueKind);
    }

    [Fact]
    public async Task A_list_is_filtered_by_flow_state_trigger_and_time()
    {
        _ = await AddAsync("a", ExecutionStatus.Succeeded, at: Start);
        _ = await AddAsync("b", ExecutionStatus.NothingToDo, static execution => execution with { Flow = "ingram.stock" }, Start.AddMinutes(1));
        _ = await AddAsync("c", ExecutionStatus.Succeeded, static execution => execution with { Trigger = "runNow" }, Start.AddMinutes(2));

        Assert.Equal(["2026-03-10T05:01:00Z"], Times(await app.GetJsonAsync("/api/executions?flow=ingram.stock")));
        Assert.Equal(["2026-03-10T05:01:00Z"], Times(await app.GetJsonAsync("/api/executions?status=nothingToDo")));
        Assert.Equal(["2026-03-10T05:02:00Z"], Times(await app.GetJsonAsync("/api/executions?trigger=runNow")));
        Assert.Equal(
            ["2026-03-10T05:01:00Z"],
            Times(await app.GetJsonAsync("/api/executions?from=2026-03-10T05:01:00Z&to=2026-03-10T05:02:00Z")));
    }

    [Theory]
    [InlineData("limit=0", HttpStatusCode.UnprocessableEntity, "LIMIT_OUT_OF_RANGE")]
    [InlineData("limit=501", HttpStatusCode.UnprocessableEntity, "LIMIT_OUT_OF_RANGE")]
    [InlineData("limit=many", HttpStatusCode.BadRequest, "REQUEST_INVALID")]
    [InlineData("status=finished", HttpStatusCode.BadRequest, "REQUEST_INVALID")]
    [InlineData("from=yesterday", HttpStatusCode.BadRequest, "REQUEST_INVALID")]
    [InlineData("cursor=nonsense", HttpStatusCode.UnprocessableEntity, "CURSOR_INVALID")]
    public async Task A_wrong_query_is_refused(string query, HttpStatusCode status, string code) =>
        await ProblemAssert.IsAsync(await app.GetAsync($"/api/executions?{query}"), status, code);

    [Fact]
    public async Task Findings_are_shown_and_downloaded()
    {
        Execution done = await AddAsync(
            "done", ExecutionStatus.Succeeded, static execution => execution with { Report = OneReport.Name });

        string items = await (await app.GetAsync($"/api/executions/{done.Id}/items")).Content.ReadAsStringAsync();
        HttpResponseMessage csv = await app.GetAsync($"/api/executions/{done.Id}/errors.csv");

        Assert.Equal(
            """
            {"items":[{"entityType":"row","extId":null,"displayRef":"line 7","outcome":"warning","severity":"warning","code":"EAN_INVALID","message":"The check digit is wrong.","line":7,"page":null,"index":null,"field":"EAN","value":"123","rawRow":null}],"cursor":null}
            """,
            items);
        Assert.Equal("text/csv; charset=utf-8", csv.Content.Headers.ContentType!.ToString());
        Assert.Equal($"errors-{done.Id}.csv", csv.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal(OneReport.Text, await csv.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_execution_without_report_has_no_findings()
    {
        Execution done = await AddAsync("done", ExecutionStatus.Succeeded);

        Assert.Equal(0, (await app.GetJsonAsync($"/api/executions/{done.Id}/items")).GetProperty("items").GetArrayLength());
        await ProblemAssert.IsAsync(
            await app.GetAsync($"/api/executions/{done.Id}/errors.csv"), HttpStatusCode.NotFound, "REPORT_MISSING");
    }

    [Theory]
    [InlineData(ExecutionStatus.Queued, "cancelled")]
    [InlineData(ExecutionStatus.Running, "cancelling")]
    [InlineData(ExecutionStatus.Cancelling, "cancelling")]
    public async Task An_unfinished_execution_can_be_cancelled(ExecutionStatus before, string after)
    {
        Execution execution = await AddAsync("x", before);

        HttpResponseMessage accepted = await app.PostAsync($"/api/executions/{execution.Id}/cancel");

        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal(
            after, (await app.GetJsonAsync($"/api/executions/{execution.Id}")).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData(ExecutionStatus.Held, "EXECUTION_HELD")]
    [InlineData(ExecutionStatus.Succeeded, "EXECUTION_FINISHED")]
    public async Task Others_cannot_be_cancelled(ExecutionStatus status, string code)
    {
        Execution execution = await AddAsync("x", status);

        await ProblemAssert.IsAsync(
            await app.PostAsync($"/api/executions/{execution.Id}/cancel"), HttpStatusCode.Conflict, code);
    }

    [Fact]
    public async Task What_failed_is_run_again_as_a_new_execution_that_names_the_old_one()
    {
        Execution failed = await AddAsync("x", ExecutionStatus.Failed);

        HttpResponseMessage accepted = await app.PostAsync($"/api/executions/{failed.Id}/rerun-failed");

        JsonElement again = await app.GetJsonAsync(accepted.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal("rerunFailed", again.GetProperty("trigger").GetString());
        Assert.Equal(failed.Id, again.GetProperty("parent").GetString());
        _ = Assert.Single(await app.TakeMessagesAsync());
    }

    [Theory]
    [InlineData(ExecutionStatus.Running, "EXECUTION_NOT_FINISHED")]
    [InlineData(ExecutionStatus.Succeeded, "NOTHING_FAILED")]
    public async Task What_did_not_fail_is_not_run_again(ExecutionStatus status, string code)
    {
        Execution execution = await AddAsync("x", status);

        await ProblemAssert.IsAsync(
            await app.PostAsync($"/api/executions/{execution.Id}/rerun-failed"), HttpStatusCode.Conflict, code);
    }

    [Theory]
    [InlineData("approve", "approved by api")]
    [InlineData("reject", "rejected by api")]
    public async Task A_held_execution_is_decided_once(string verb, string decision)
    {
        _ = await AddAsync("held", ExecutionStatus.Held);

        HttpResponseMessage accepted = await app.PostAsync($"/api/executions/{HeldId}/{verb}");
        HttpResponseMessage again = await app.PostAsync($"/api/executions/{HeldId}/{verb}");

        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal($"/api/executions/{HeldId}", accepted.Headers.Location!.OriginalString);
        await ProblemAssert.IsAsync(again, HttpStatusCode.Conflict, "EXECUTION_NOT_HELD");
        Assert.Equal([decision], decisions.Decisions);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/items")]
    [InlineData("GET", "/errors.csv")]
    [InlineData("POST", "/cancel")]
    [InlineData("POST", "/rerun-failed")]
    [InlineData("POST", "/approve")]
    [InlineData("POST", "/reject")]
    public async Task An_unknown_execution_is_not_found(string method, string path)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), $"/api/executions/{ExecutionId.Derive(Start, "none")}{path}");

        await ProblemAssert.IsAsync(await app.Http.SendAsync(request), HttpStatusCode.NotFound, "EXECUTION_UNKNOWN");
    }

    private static string[] Times(JsonElement list) =>
        [.. list.GetProperty("items").EnumerateArray().Select(static item => item.GetProperty("queuedAt").GetString()!)];

    private async Task<Execution> AddAsync(
        string key, ExecutionStatus status, Func<Execution, Execution>? with = null, DateTimeOffset? at = null)
    {
        Execution execution = new()
        {
            Id = ExecutionId.Derive(at ?? Start, key),
            Flow = "ingram.price",
            Status = status,
            Trigger = "schedule",
            QueuedAt = at ?? Start,
        };
        execution = with?.Invoke(execution) ?? execution;
        Assert.True(await app.Get<IExecutionStore>().TryAddAsync(execution, default));
        return execution;
    }
}

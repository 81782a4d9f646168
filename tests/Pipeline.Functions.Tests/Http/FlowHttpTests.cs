using System.Net;
using System.Text.Json;
using Pipeline.Core.Flows.Running;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Http;

/// <summary>The contract of <c>/api/flows</c>.</summary>
[Collection(StorageCollection.Name)]
public sealed class FlowHttpTests(StorageEmulator storage) : IAsyncLifetime
{
    private PipelineApp app = null!;

    public async Task InitializeAsync() => app = await PipelineApp.StartAsync(storage);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task The_list_shows_every_flow_and_which_ones_lack_a_setting()
    {
        JsonElement list = await app.GetJsonAsync("/api/flows");

        Assert.Equal(JsonValueKind.Null, list.GetProperty("cursor").ValueKind);
        Assert.Equal(
            ["ingram.price on", "ingram.stock on", "ingram.category notConfigured", "ingram.reconcile notConfigured"],
            list.GetProperty("items").EnumerateArray().Select(static flow => $"{flow.GetProperty("flow")} {flow.GetProperty("state")}"));
    }

    [Fact]
    public async Task A_flow_has_this_shape()
    {
        string json = await (await app.GetAsync("/api/flows/ingram.price")).Content.ReadAsStringAsync();

        Assert.Equal(
            """
            {"flow":"ingram.price","title":"Ingram Micro price file","distributor":"ingram-micro","feed":"price","store":null,"direction":"in","state":"on","schedule":"0 0 6 * * *","timeZone":"Europe/Paris","enabled":true,"mode":"live","paused":false,"pausedReason":null,"pausedBy":null,"pausedUntil":null,"pausedFor":null,"nextRun":null,"lastRun":null,"lastExecution":null,"runningExecution":null,"missingSetting":null,"parts":[],"version":0}
            """,
            json);
    }

    [Fact]
    public async Task A_flow_without_its_setting_names_it()
    {
        JsonElement flow = await app.GetJsonAsync("/api/flows/ingram.category");

        Assert.Equal(
            "The setting Distributors__IngramMicro__Feeds__Category__Url is missing.",
            flow.GetProperty("missingSetting").GetString());
    }

    [Fact]
    public async Task A_new_schedule_is_in_force_at_once_and_empty_text_returns_to_the_settings()
    {
        JsonElement changed = await PatchAsync("ingram.price", """{"schedule":"0 30 7 * * *","timeZone":"Europe/Berlin"}""");
        JsonElement back = await PatchAsync("ingram.price", """{"schedule":"","timeZone":""}""");

        Assert.Equal("0 30 7 * * *", changed.GetProperty("schedule").GetString());
        Assert.Equal("Europe/Berlin", changed.GetProperty("timeZone").GetString());
        Assert.Equal("2026-03-10T06:30:00Z", changed.GetProperty("nextRun").GetString());
        Assert.Equal(1, changed.GetProperty("version").GetInt32());
        Assert.Equal("0 0 6 * * *", back.GetProperty("schedule").GetString());
        Assert.Equal("2026-03-11T05:00:00Z", back.GetProperty("nextRun").GetString());
    }

    [Fact]
    public async Task A_change_made_twice_counts_once()
    {
        _ = await PatchAsync("ingram.price", """{"mode":"test"}""");
        JsonElement again = await PatchAsync("ingram.price", """{"mode":"test"}""");

        Assert.Equal(("test", 1), (again.GetProperty("mode").GetString(), again.GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task A_paused_flow_says_why_and_refuses_to_run_until_it_is_resumed()
    {
        JsonElement paused = await PatchAsync(
            "ingram.price", """{"paused":true,"reason":"stock-taking","pausedUntil":"2026-03-11T08:00:00+02:00"}""");
        HttpResponseMessage refused = await app.PostAsync("/api/flows/ingram.price/run");
        JsonElement resumed = await PatchAsync("ingram.price", """{"paused":false}""");

        Assert.Equal(
            ("paused", "stock-taking", "api", "2026-03-11T06:00:00Z"),
            (Text(paused, "state"), Text(paused, "pausedReason"), Text(paused, "pausedBy"), Text(paused, "pausedUntil")));
        await ProblemAssert.IsAsync(refused, HttpStatusCode.Conflict, "FLOW_PAUSED");
        Assert.Equal("on", Text(resumed, "state"));
    }

    [Fact]
    public async Task A_flow_switched_off_has_no_next_run_but_can_be_run_by_hand()
    {
        JsonElement off = await PatchAsync("ingram.price", """{"enabled":false}""");

        Assert.Equal("off", Text(off, "state"));
        Assert.Equal(JsonValueKind.Null, off.GetProperty("nextRun").ValueKind);
        Assert.Equal(HttpStatusCode.Accepted, (await app.PostAsync("/api/flows/ingram.price/run")).StatusCode);
    }

    [Theory]
    [InlineData("""{"schedule":"0 6 * * *"}""", "schedule", "SCHEDULE_INVALID")]
    [InlineData("""{"schedule":"0 0 0 30 2 *"}""", "schedule", "SCHEDULE_NEVER")]
    [InlineData("""{"timeZone":"Mars/Olympus"}""", "timeZone", "TIME_ZONE_UNKNOWN")]
    [InlineData("""{"paused":true}""", "reason", "PAUSE_REASON_MISSING")]
    [InlineData("""{"reason":"because"}""", "paused", "PAUSE_NOT_ASKED")]
    [InlineData("""{"paused":true,"reason":"x","pausedUntil":"2026-03-10T06:00:00Z"}""", "pausedUntil", "PAUSE_END_PAST")]
    [InlineData("""{"mode":"sandbox"}""", "mode", "MODE_UNKNOWN")]
    public async Task A_wrong_value_is_refused_and_named(string json, string field, string code)
    {
        HttpResponseMessage refused = await app.PatchAsync("/api/flows/ingram.price", json);

        JsonElement problem = await ProblemAssert.IsAsync(refused, HttpStatusCode.UnprocessableEntity, code);
        JsonElement error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal((field, code), (Text(error, "field"), Text(error, "code")));
        Assert.Equal(0, (await app.GetJsonAsync("/api/flows/ingram.price")).GetProperty("version").GetInt32());
    }

    [Theory]
    [InlineData("""{"pause":true}""")]
    [InlineData("""{"enabled":"yes"}""")]
    [InlineData("""[]""")]
    [InlineData("""{"schedule":""")]
    public async Task A_body_that_is_not_the_expected_json_is_refused(string json) =>
        await ProblemAssert.IsAsync(
            await app.PatchAsync("/api/flows/ingram.price", json), HttpStatusCode.BadRequest, "REQUEST_INVALID");

    [Fact]
    public async Task Run_now_answers_the_address_of_an_execution_that_the_queue_then_does()
    {
        app.Runner.Work = ScriptedRunner.EndAs(
            app.Get<Core.Flows.IExecutionStore>(),
            static execution => execution with { Status = Core.Flows.ExecutionStatus.NothingToDo, Summary = "Nothing new." });

        HttpResponseMessage accepted = await app.PostAsync("/api/flows/ingram.price/run");

        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        string address = accepted.Headers.Location!.OriginalString;
        Assert.StartsWith("/api/executions/", address, StringComparison.Ordinal);
        JsonElement queued = await app.GetJsonAsync(address);
        Assert.Equal(("queued", "runNow", "api"), (Text(queued, "status"), Text(queued, "trigger"), Text(queued, "requestedBy")));
        FlowExecutionMessage message = Assert.Single(await app.TakeMessagesAsync());
        Assert.Null(await app.DeliverAsync("RunFlow", message));
        Assert.Equal("nothingToDo", Text(await app.GetJsonAsync(address), "status"));
    }

    [Fact]
    public async Task A_run_that_was_handed_on_is_named_as_running_until_it_ends()
    {
        _ = await app.PostAsync("/api/flows/ingram.price/run");
        FlowExecutionMessage message = Assert.Single(await app.TakeMessagesAsync());
        Assert.Null(await app.DeliverAsync("RunFlow", message));
        JsonElement atWork = await app.GetJsonAsync("/api/flows/ingram.price");

        // The runner has returned; what it left to the import ends later, elsewhere.
        _ = await app.Get<Core.Flows.IExecutionStore>().UpdateAsync(
            message.ExecutionId, static execution => execution with { Status = Core.Flows.ExecutionStatus.Succeeded }, default);
        JsonElement ended = await app.GetJsonAsync("/api/flows/ingram.price");
        JsonElement listed = (await app.GetJsonAsync("/api/flows")).GetProperty("items")[0];

        Assert.Equal(message.ExecutionId, Text(atWork, "runningExecution"));
        Assert.Equal((null, message.ExecutionId), (Text(ended, "runningExecution"), Text(ended, "lastExecution")));
        Assert.Null(Text(listed, "runningExecution"));
    }

    [Fact]
    public async Task Run_now_does_not_move_the_schedule()
    {
        JsonElement before = await PatchAsync("ingram.price", """{"schedule":"0 30 7 * * *"}""");

        _ = await app.PostAsync("/api/flows/ingram.price/run");

        Assert.Equal(
            Text(before, "nextRun"), Text(await app.GetJsonAsync("/api/flows/ingram.price"), "nextRun"));
    }

    [Fact]
    public async Task A_flow_without_its_setting_cannot_be_run() =>
        await ProblemAssert.IsAsync(
            await app.PostAsync("/api/flows/ingram.category/run"), HttpStatusCode.Conflict, "FLOW_NOT_CONFIGURED");

    [Fact]
    public async Task An_unknown_flow_is_not_found()
    {
        await ProblemAssert.IsAsync(await app.GetAsync("/api/flows/x"), HttpStatusCode.NotFound, "FLOW_UNKNOWN");
        await ProblemAssert.IsAsync(await app.PostAsync("/api/flows/x/run"), HttpStatusCode.NotFound, "FLOW_UNKNOWN");
        await ProblemAssert.IsAsync(await app.PatchAsync("/api/flows/x", "{}"), HttpStatusCode.NotFound, "FLOW_UNKNOWN");
    }

    [Fact]
    public async Task An_unknown_address_and_a_wrong_method_are_answered_by_the_host_with_404_and_nothing_else()
    {
        foreach (HttpResponseMessage refused in new[] { await app.GetAsync("/api/nothing"), await app.PostAsync("/api/flows") })
        {
            Assert.Equal((HttpStatusCode.NotFound, string.Empty), (refused.StatusCode, await refused.Content.ReadAsStringAsync()));
        }
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private async Task<JsonElement> PatchAsync(string flow, string json)
    {
        HttpResponseMessage answer = await app.PatchAsync($"/api/flows/{flow}", json);
        _ = answer.EnsureSuccessStatusCode();
        return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
    }
}

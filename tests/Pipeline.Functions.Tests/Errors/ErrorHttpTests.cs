using System.Net;
using System.Text;
using System.Text.Json;
using Pipeline.Core.ErrorGroups;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Records;
using Pipeline.Functions.Tests.Orders;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Errors;

[Collection(StorageCollection.Name)]
public sealed class ErrorHttpTests(StorageEmulator storage) : IAsyncLifetime
{
    private PipelineApp app = null!;

    public async Task InitializeAsync() => app = await PipelineApp.StartAsync(storage);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_list_shows_cause_remedy_and_examples()
    {
        await FailAsync("ingram.price");

        JsonElement item = (await ListAsync()).Single();

        Assert.Equal("REMOTE_MISSING", item.GetProperty("code").GetString());
        Assert.Equal(("open", "error", "call"), (Text(item, "state"), Text(item, "severity"), Text(item, "scope")));
        Assert.StartsWith("The partner has nothing at this address", Text(item, "cause"), StringComparison.Ordinal);
        Assert.Equal("Check the address in the settings.", Text(item, "remedy"));
        Assert.Equal("ingram.price", item.GetProperty("examples")[0].GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.Null, item.GetProperty("records").ValueKind);
    }

    [Fact]
    public async Task A_group_shows_its_records()
    {
        string id = await FailAsync("ingram.price");
        _ = await FailAsync("ingram.stock");

        JsonElement group = await app.GetJsonAsync($"/api/errors/{id}");

        Assert.Equal(2, group.GetProperty("count").GetInt32());
        Assert.Equal(
            ["flow ingram.price", "flow ingram.stock"],
            group.GetProperty("records").GetProperty("items").EnumerateArray().Select(static record => $"{Text(record, "kind")} {Text(record, "id")}").Order());
    }

    [Theory]
    [InlineData("state=open", 1)]
    [InlineData("state=retrying", 0)]
    [InlineData("state=closed", 0)]
    [InlineData("state=mine", 0)]
    [InlineData("partner=ingram-micro&severity=error&flow=ingram.price&since=2026-03-10T00:00:00Z", 1)]
    [InlineData("partner=other", 0)]
    [InlineData("since=2026-03-11T00:00:00Z", 0)]
    public async Task A_list_is_filtered(string query, int count)
    {
        _ = await FailAsync("ingram.price");

        Assert.Equal(count, (await ListAsync(query)).Count);
    }

    [Fact]
    public async Task Whoever_takes_a_group_has_it_among_their_own()
    {
        string id = await FailAsync("ingram.price");

        JsonElement taken = await PostAsync($"/api/errors/{id}/take", HttpStatusCode.OK);
        Assert.Equal("api", taken.GetProperty("owner").GetProperty("by").GetString());
        _ = Assert.Single(await ListAsync("state=mine"));

        _ = await PostAsync($"/api/errors/{id}/release", HttpStatusCode.OK);
        Assert.Empty(await ListAsync("state=mine"));
    }

    [Fact]
    public async Task A_dismissed_group_is_hidden_with_its_reason_and_shown_again()
    {
        string id = await FailAsync("ingram.price");

        JsonElement hidden = await PostAsync($"/api/errors/{id}/dismiss", HttpStatusCode.OK, """{"reason":"known","until":"2026-03-12T00:00:00Z"}""");
        Assert.Equal(("dismissed", "known"), (Text(hidden, "state"), Text(hidden.GetProperty("dismissal"), "reason")));
        Assert.Empty(await ListAsync("state=open"));

        Assert.Equal("open", Text(await PostAsync($"/api/errors/{id}/undismiss", HttpStatusCode.OK), "state"));
    }

    [Theory]
    [InlineData("""{}""", HttpStatusCode.UnprocessableEntity, "DISMISS_REASON_MISSING")]
    [InlineData("""{"reason":"x","until":"2020-01-01T00:00:00Z"}""", HttpStatusCode.UnprocessableEntity, "DISMISS_END_PAST")]
    [InlineData("""{"reason":"x","forever":true}""", HttpStatusCode.BadRequest, "REQUEST_INVALID")]
    public async Task A_dismissal_that_cannot_be_is_refused(string body, HttpStatusCode status, string code)
    {
        string id = await FailAsync("ingram.price");

        Assert.Equal(code, Text(await PostAsync($"/api/errors/{id}/dismiss", status, body), "code"));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await app.GetAsync("/api/errors/none")).StatusCode);
        foreach (string command in new[] { "retry", "take", "release", "undismiss" })
        {
            Assert.Equal("ERROR_UNKNOWN", Text(await PostAsync($"/api/errors/none/{command}", HttpStatusCode.NotFound), "code"));
        }
    }

    [Fact]
    public async Task Tried_again_its_flows_run_and_the_group_closes_by_itself()
    {
        string id = await FailAsync("ingram.price");
        _ = await FailAsync("ingram.stock");
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        app.Runner.Work = ScriptedRunner.EndAs(app.Get<IExecutionStore>(), execution => execution with { Status = ExecutionStatus.Succeeded, FinishedAt = app.Clock.GetUtcNow() });

        JsonElement answer = await PostAsync($"/api/errors/{id}/retry", HttpStatusCode.Accepted);

        Assert.Equal((2, 2, 0), (answer.GetProperty("done").GetInt32(), answer.GetProperty("executions").GetArrayLength(), answer.GetProperty("skipped").GetArrayLength()));
        IReadOnlyList<FlowExecutionMessage> messages = await app.TakeMessagesAsync();
        Assert.Equal(["ingram.price", "ingram.stock"], messages.Select(static message => message.Flow).Order());
        foreach (FlowExecutionMessage message in messages)
        {
            Assert.Equal("rerunFailed", (await app.Get<FlowExecutor>().RunAsync(message, default))!.Trigger);
        }

        JsonElement closed = await app.GetJsonAsync($"/api/errors/{id}");
        Assert.Equal("closed", Text(closed, "state"));
        Assert.Contains(Text(closed, "closedBy"), answer.GetProperty("executions").EnumerateArray().Select(static item => item.GetString()));
        _ = Assert.Single(await ListAsync("state=closed"));
        Assert.Equal("ERROR_CLOSED", Text(await PostAsync($"/api/errors/{id}/take", HttpStatusCode.Conflict), "code"));
    }

    [Fact]
    public async Task A_selection_is_tried_again_and_the_answer_says_what_is_not()
    {
        string id = await FailAsync("ingram.price");
        _ = await FailAsync("ingram.stock");

        JsonElement answer = await PostAsync(
            $"/api/errors/{id}/retry", HttpStatusCode.Accepted, """{"records":[{"kind":"flow","id":"ingram.stock"},{"kind":"flow","id":"none"}]}""");

        Assert.Equal(1, answer.GetProperty("done").GetInt32());
        JsonElement skipped = Assert.Single(answer.GetProperty("skipped").EnumerateArray());
        Assert.Equal(("none", "ERROR_RECORD_CLOSED"), (Text(skipped, "id"), Text(skipped, "code")));
        Assert.Equal("ingram.stock", Assert.Single(await app.TakeMessagesAsync()).Flow);
    }

    [Fact]
    public async Task A_blocked_order_is_retried_and_an_invoice_that_differs_is_not()
    {
        string order = await app.PlaceAsync(OrderCalls.Elsewhere);
        Issue obstacle = new(IssueCodes.AddressMissing, null, null);
        _ = await app.Get<OrderUpdater>().UpdateAsync(
            order, change => change.Record = change.Record with { Order = change.Record.Order with { BlockedReason = "x", Obstacles = [obstacle] } }, default);
        ErrorFinding same = new("ingram-micro", obstacle);
        await app.Get<IErrorReporter>().ReportAsync(new ErrorReport(new ErrorSubject(ErrorSubject.Invoice, "i1"), app.Clock.GetUtcNow(), [same]), default);
        string id = same.GroupId;
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        JsonElement answer = await PostAsync($"/api/errors/{id}/retry", HttpStatusCode.Accepted);

        Assert.Equal(1, answer.GetProperty("done").GetInt32());
        Assert.Equal("INVOICE_DIFFERS", Text(Assert.Single(answer.GetProperty("skipped").EnumerateArray()), "code"));
        Assert.Null((await app.Get<IOrderStore>().FindAsync(order, default))!.Record.Order.BlockedReason);
        Assert.Equal(1, (await app.GetJsonAsync($"/api/errors/{id}")).GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_rebuild_says_at_how_much_it_looked()
    {
        _ = await FailAsync("ingram.price");

        JsonElement answer = await PostAsync("/api/error-rebuilds", HttpStatusCode.OK);

        Assert.InRange(answer.GetProperty("subjects").GetInt32(), 2, 100);
        _ = Assert.Single(await ListAsync());
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private async Task<IReadOnlyList<JsonElement>> ListAsync(string query = "") =>
        [.. (await app.GetJsonAsync($"/api/errors?{query}")).GetProperty("items").EnumerateArray()];

    private async Task<JsonElement> PostAsync(string path, HttpStatusCode status, string? body = null)
    {
        using StringContent? content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await app.Http.PostAsync(new Uri(path, UriKind.Relative), content);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{answer.StatusCode}: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>A run that finds nothing at its address.</summary>
    /// <returns>Id of the group.</returns>
    private async Task<string> FailAsync(string flow)
    {
        app.Runner.Work = static (_, _) => Task.FromException(new HttpRequestException("gone", null, HttpStatusCode.NotFound));
        StartResult result = await app.Get<FlowStarter>().RunNowAsync(flow, "anna", default);
        _ = await app.TakeMessagesAsync();
        _ = await app.Get<FlowExecutor>().RunAsync(new FlowExecutionMessage(result.Execution!.Id, flow), default);
        return ErrorGroup.IdOf("ingram-micro", IssueCodes.RemoteMissing, null);
    }
}

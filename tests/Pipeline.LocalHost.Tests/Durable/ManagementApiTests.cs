using System.Net;
using System.Text;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Durable.Messages;
using Pipeline.LocalHost.Tests.Hosting;

namespace Pipeline.LocalHost.Tests.Durable;

/// <summary>Routes and status codes of functions-custom-handler.md §4.3.</summary>
[Collection(StorageCollection.Name)]
public sealed class ManagementApiTests(AzuriteServer storage)
{
    [Fact]
    public async Task A_start_answers_202_with_the_addresses_of_the_instance()
    {
        await using DurableApp app = await WaitingApp.StartAsync(storage);

        using HttpResponseMessage answer = await app.SendAsync(HttpMethod.Post, "/orchestrators/waits/a%20b:1", """{"n": 1}""");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(10), answer.Headers.RetryAfter!.Delta);
        JObject body = DurableApp.Parse(await answer.Content.ReadAsStringAsync());
        string hub = (string)app.App.HostJson["extensions"]!["durableTask"]!["hubName"]!;
        string instance = $"{app.Address.GetLeftPart(UriPartial.Authority)}/runtime/webhooks/durabletask/instances/a%20b%3A1";
        Assert.Equal(
            new JObject
            {
                ["id"] = "a b:1",
                ["statusQueryGetUri"] = $"{instance}?taskHub={hub}&connection=Storage",
                ["sendEventPostUri"] = instance + "/raiseEvent/{eventName}?taskHub=" + hub + "&connection=Storage",
                ["terminatePostUri"] = instance + "/terminate?reason={text}&taskHub=" + hub + "&connection=Storage",
                ["purgeHistoryDeleteUri"] = $"{instance}?taskHub={hub}&connection=Storage",
                ["restartPostUri"] = $"{instance}/restart?taskHub={hub}&connection=Storage",
                ["suspendPostUri"] = instance + "/suspend?reason={text}&taskHub=" + hub + "&connection=Storage",
                ["resumePostUri"] = instance + "/resume?reason={text}&taskHub=" + hub + "&connection=Storage",
            },
            body);
        Assert.Equal((string?)body["statusQueryGetUri"], answer.Headers.Location!.OriginalString);
        Assert.Equal("a b:1", (string?)(await app.WaitAsync("a%20b:1", "Running"))["instanceId"]);
    }

    [Fact]
    public async Task A_start_that_cannot_be_is_refused()
    {
        await using DurableApp app = await WaitingApp.StartAsync(storage);
        await app.StartInstanceAsync("Waits", "taken");

        Assert.Equal(HttpStatusCode.Conflict, await app.StatusCodeAsync(HttpMethod.Post, "/orchestrators/Waits/taken"));
        Assert.Equal(HttpStatusCode.BadRequest, await app.StatusCodeAsync(HttpMethod.Post, "/orchestrators/Nobody/x"));
        Assert.Equal(HttpStatusCode.BadRequest, await app.StatusCodeAsync(HttpMethod.Post, "/orchestrators/Waits/x", "{oops"));
        Assert.Equal(HttpStatusCode.BadRequest, await app.StatusCodeAsync(HttpMethod.Post, "/orchestrators/Waits/@x"));
        Assert.Equal(HttpStatusCode.BadRequest, await app.StatusCodeAsync(HttpMethod.Post, "/orchestrators/Waits/a%23b"));
    }

    [Fact]
    public async Task A_start_may_wait_for_the_output()
    {
        await using DurableApp app = await WaitingApp.StartAsync(storage);
        app.Handler.Orchestrator("Waits", turn => turn.Complete(0, """{"sum":3}"""));

        using HttpResponseMessage answer = await app.SendAsync(
            HttpMethod.Post, "/orchestrators/Waits?timeout=20&pollingInterval=0.05");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("""{"sum":3}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_start_that_waits_in_vain_answers_as_any_other()
    {
        await using DurableApp app = await WaitingApp.StartAsync(storage);

        Assert.Equal(
            HttpStatusCode.Accepted,
            await app.StatusCodeAsync(HttpMethod.Post, "/orchestrators/Waits/v-1?timeout=0.2&pollingInterval=0.05"));
    }

    [Fact]
    public async Task The_status_of_a_running_instance_asks_to_come_again()
    {
        await using DurableApp app = await WaitingApp.StartAsync(storage);
        await app.StartInstanceAsync("Waits", "r-1", "[1,2.50]");
        await app.WaitAsync("r-1", "Running");

        using HttpResponseMessage answer = await app.SendAsync(HttpMethod.Get, "/instances/r-1");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter!.Delta);
        Assert.StartsWith($"{app.Address.GetLeftPart(UriPartial.Authority)}/runtime/webhooks/durabletask/instances/r-1?", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        JObject status = DurableApp.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(
            ["name", "version", "instanceId", "parentInstanceId", "runtimeStatus", "input", "customStatus", "output", "createdTime", "lastUpdatedTime"],
            status.Properties().Select(property => property.Name));
        Assert.Equal("[1,2.5]", status["input"]!.ToString(Newtonsoft.Json.Formatting.None));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", (string?)status["createdTime"]);
        Assert.Equal(JTokenType.Null, (await app.StatusAsync("r-1", "?showInput=false"))["input"]!.Type);
    }

    [Fact]
    public async Task The_history_shows_what_was_done_and_on_request_what_came_of_it()
    {
        await using DurableApp app = await DurableApp.CreateAsync(storage, "Waits", "*Work");
        app.Handler.Activity("Work", _ => """{"ok":true}""");
        app.Handler.Orchestrator("Waits", turn =>
        {
            if (turn.Activity(0, "Work") is { } result)
            {
                turn.Complete(1, result);
            }
        });
        await app.StartAsync();
        await app.StartInstanceAsync("Waits", "h-1");
        await app.WaitAsync("h-1", "Completed");

        JToken events = (await app.StatusAsync("h-1", "?showHistory=true&showHistoryOutput=true"))["historyEvents"]!;
        JToken bare = (await app.StatusAsync("h-1", "?showHistory=true"))["historyEvents"]!;

        Assert.Equal(["ExecutionStarted", "TaskCompleted", "ExecutionCompleted"], events.Select(item => (string?)item["EventType"]));
        Assert.Equal("Work", (string?)events[1]!["FunctionName"]);
        Assert.True((bool)events[1]!["Result"]!["ok"]!);
        Assert.Equal("Completed", (string?)events[2]!["OrchestrationStatus"]);
        Assert.Equal(JTokenType.Null, bare[1]!["Result"]!.Type);
    }

    [Fact]
    public async Task Orders_to_nobody_are_404_and_to_an_ended_instance_410()
    {
        await using DurableApp app = await WaitingApp.StartAsync(storage);
        await WaitingApp.EndAsync(app, "ended");

        foreach (string order in (string[])["raiseEvent/Go", "terminate?reason=x", "suspend?reason=x", "resume?reason=x"])
        {
            Assert.Equal(HttpStatusCode.NotFound, await app.StatusCodeAsync(HttpMethod.Post, $"/instances/nobody/{order}", "1"));
            Assert.Equal(HttpStatusCode.Gone, await app.StatusCodeAsync(HttpMethod.Post, $"/instances/ended/{order}", "1"));
        }

        Assert.Equal(HttpStatusCode.NotFound, await app.StatusCodeAsync(HttpMethod.Get, "/instances/nobody"));
        Assert.Equal(HttpStatusCode.NotFound, await app.StatusCodeAsync(HttpMethod.Post, "/instances/nobody/rewind?reason=x"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await app.StatusCodeAsync(HttpMethod.Post, "/instances/ended/rewind?reason=x"));
    }

    [Theory]
    [InlineData("text/plain", "1")]
    [InlineData("application/json", "{oops")]
    [InlineData("application/json", "")]
    public async Task An_event_must_be_JSON(string contentType, string body)
    {
        await using DurableApp app = await WaitingApp.StartAsync(storage);
        await app.StartInstanceAsync("Waits", "j-1");

        using HttpResponseMessage answer = await app.SendAsync(
            HttpMethod.Post, "/instances/j-1/raiseEvent/Go", json: null,
            request => request.Content = new StringContent(body, Encoding.UTF8, contentType));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_rewound_instance_tries_the_failed_step_again()
    {
        await using DurableApp app = await DurableApp.CreateAsync(storage, "Waits", "*Work");
        bool isUp = false;
        app.Handler.Activity("Work", input => input == "2" && !isUp ? throw new InvalidOperationException("down") : input);
        app.Handler.Orchestrator("Waits", turn =>
        {
            if (turn.Activity(0, "Work", "1") is null || turn.Activity(1, "Work", "2") is not { } second)
            {
                return;
            }

            if (second.StartsWith("failed", StringComparison.Ordinal))
            {
                turn.End(2, OrchestrationStatus.Failed, second);
            }
            else
            {
                turn.Complete(2, second);
            }
        });
        await app.StartAsync();
        await app.StartInstanceAsync("Waits", "w-1");
        await app.WaitAsync("w-1", "Failed");

        isUp = true;
        Assert.Equal(HttpStatusCode.Accepted, await app.StatusCodeAsync(HttpMethod.Post, "/instances/w-1/rewind?reason=repaired"));

        Assert.Equal(2, (int)(await app.WaitAsync("w-1", "Completed"))["output"]!);
        Assert.Equal(3, app.Handler.CountOf("Work"));
    }

    [Fact]
    public async Task With_keys_the_system_key_or_the_master_key_is_asked_for()
    {
        await using DurableApp app = await DurableApp.CreateAsync(storage, "Waits");
        await app.StartAsync(options => options with { UseKeys = true });
        JObject keys = JObject.Parse(await File.ReadAllTextAsync(Path.Combine(app.App.Options.DataFolder!, "keys.json")));
        string durable = Pipeline.LocalHost.Http.KeyRing.Open(app.App.Options.DataFolder!).DurableTaskKey;

        Assert.Equal(HttpStatusCode.Unauthorized, await app.StatusCodeAsync(HttpMethod.Get, "/instances"));
        Assert.Equal(HttpStatusCode.Unauthorized, await app.StatusCodeAsync(HttpMethod.Get, $"/instances?code={keys["functionKey"]}"));
        Assert.Equal(HttpStatusCode.OK, await app.StatusCodeAsync(HttpMethod.Get, $"/instances?code={keys["masterKey"]}"));
        using HttpResponseMessage start = await app.SendAsync(
            HttpMethod.Post, "/orchestrators/Waits/s-1", json: null, request => request.Headers.Add("x-functions-key", durable));
        Assert.Equal(HttpStatusCode.Accepted, start.StatusCode);
        Assert.EndsWith($"&code={Uri.EscapeDataString(durable)}", start.Headers.Location!.Query, StringComparison.Ordinal);
    }
}

using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Pipeline.LocalHost.Tests.Support;
using Pipeline.TestSupport;

namespace Pipeline.LocalHost.Tests.Durable;

[Collection(RunningHost.Collection)]
public sealed class OrchestrationTests(RunningHost host)
{
    private HostRun Run => host.Run;

    [Fact]
    public async Task Activities_run_in_sequence_and_the_history_shows_them()
    {
        string id = await Run.StartFlowAsync("Chain", "x");

        Assert.Equal("xa.b.c.", await Run.OutputAsync(id));
        JsonNode instance = (await Run.InstanceAsync(id))!;
        Assert.Equal("Chain", (string?)instance["name"]);
        Assert.Equal(3, instance["historyEvents"]!.AsArray().Count(item => (string?)item!["EventType"] == "TaskCompleted"));
    }

    [Fact]
    public async Task Orchestrators_and_activities_that_are_classes_run_as_well() =>
        Assert.Equal("class x", await Run.OutputAsync(await Run.StartFlowAsync("ClassFlow", "x")));

    [Fact]
    public async Task An_activitys_exception_reaches_the_orchestrator_with_its_type_and_message() =>
        Assert.Equal("System.NotSupportedException | bad input |  | ", await Run.OutputAsync(await Run.StartFlowAsync("FailFlow", "input")));

    [Fact]
    public async Task The_durable_client_knows_the_address_of_the_host()
    {
        string id = await Run.StartFlowAsync("Chain", "x");

        Uri address = new(await Run.Http.GetStringAsync($"flow-address/{id}"));

        Assert.Equal($"http://localhost:{Run.Port}/runtime/webhooks/durabletask/instances/{id}", address.GetLeftPart(UriPartial.Path));
        Assert.Contains(id, await Run.Http.GetStringAsync(address), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("0.9", "0.9")]
    [InlineData("1", "1")]
    [InlineData("1.0", "1.0")]
    [InlineData(null, "1.0")]
    public async Task An_instance_of_a_version_up_to_the_default_runs(string? version, string seen)
    {
        string id = await Run.StartFlowAsync("WaitsForEvent", "x", version);
        await WaitFor.TrueAsync(async () => (string?)(await Run.InstanceAsync(id))?["runtimeStatus"] == "Running");
        using StringContent value = new("\"went \"", Encoding.UTF8, "application/json");

        using HttpResponseMessage raised = await Run.Http.PostAsync($"runtime/webhooks/durabletask/instances/{id}/raiseEvent/go", value);

        Assert.Equal(HttpStatusCode.Accepted, raised.StatusCode);
        Assert.Equal($"went {seen}", await Run.OutputAsync(id));
    }

    [Fact]
    public async Task An_instance_of_a_higher_version_than_the_default_never_runs_until_it_is_terminated()
    {
        string newer = await Run.StartFlowAsync("Chain", "x", "2.0");
        Assert.Equal("xa.b.c.", await Run.OutputAsync(await Run.StartFlowAsync("Chain", "x", "1.0")));

        await WaitFor.TrueAsync(() => Run.Log.Any(line => line.Contains("Abandoning", StringComparison.Ordinal)), null, "the host abandons the message");
        Assert.Equal("Pending", (string?)(await Run.InstanceAsync(newer))!["runtimeStatus"]);
        using HttpResponseMessage ended = await Run.Http.PostAsync($"runtime/webhooks/durabletask/instances/{newer}/terminate?reason=newer", null);

        Assert.Equal(HttpStatusCode.Accepted, ended.StatusCode);
    }

    [Fact]
    public async Task Every_instance_that_is_started_again_under_an_id_in_use_is_refused()
    {
        string id = await Run.StartFlowAsync("WaitsForEvent", "x");
        await WaitFor.TrueAsync(async () => (string?)(await Run.InstanceAsync(id))?["runtimeStatus"] == "Running");

        using HttpResponseMessage again = await Run.Http.PostAsync($"flows/WaitsForEvent/{id}?input=x", null);

        Assert.Equal(HttpStatusCode.InternalServerError, again.StatusCode);
    }
}

using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using static Pipeline.Worker.Tests.Durable.ManagementServer;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>The client against the status codes of the management API (functions-custom-handler.md §4.3).</summary>
public sealed class HttpDurableTaskClientTests
{
    private const string Started =
        """{"id":"order-42","statusQueryGetUri":"http://h/x?code=k","sendEventPostUri":"","terminatePostUri":"","purgeHistoryDeleteUri":"","restartPostUri":"","suspendPostUri":"","resumePostUri":""}""";

    [Fact]
    public async Task A_start_posts_the_input_under_name_and_id_with_the_key_in_a_header()
    {
        await using ManagementServer server = await StartAsync(new Answer(202, Started));

        string id = await Client(server).ScheduleNewOrchestrationInstanceAsync(
            "Orders", new { OrderId = "42" }, new StartOrchestrationOptions("order-42") { Version = "2.0" });

        Assert.Equal("order-42", id);
        Asked asked = Assert.Single(server.Requests);
        Assert.Equal("POST /orchestrators/Orders/order-42?version=2.0&taskHub=MyHub", asked.Line);
        Assert.Equal("""{"orderId":"42"}""", asked.Body);
        Assert.Equal("application/json; charset=utf-8", asked.ContentType);
        Assert.Equal("SECRET==", asked.Key);
    }

    [Fact]
    public async Task A_start_without_id_and_input_leaves_both_to_the_host()
    {
        await using ManagementServer server = await StartAsync(new Answer(202, Started));

        await Client(server).ScheduleNewOrchestrationInstanceAsync("Orders");

        Asked asked = Assert.Single(server.Requests);
        Assert.Equal("POST /orchestrators/Orders?taskHub=MyHub", asked.Line);
        Assert.Equal(string.Empty, asked.Body);
    }

    [Theory]
    [InlineData(400, DurableClientError.InvalidRequest)]
    [InlineData(401, DurableClientError.NotAllowed)]
    [InlineData(403, DurableClientError.NotAllowed)]
    [InlineData(409, DurableClientError.AlreadyExists)]
    [InlineData(500, DurableClientError.Unavailable)]
    [InlineData(503, DurableClientError.Unavailable)]
    public async Task A_refused_start_says_why(int status, DurableClientError expected)
    {
        await using ManagementServer server = await StartAsync(new Answer(status, "An instance with this id exists."));

        DurableClientException refused = await Assert.ThrowsAsync<DurableClientException>(
            () => Client(server).ScheduleNewOrchestrationInstanceAsync("Orders"));

        Assert.Equal(expected, refused.Error);
        Assert.Equal(
            $"POST /orchestrators/Orders was answered {status}: An instance with this id exists.", refused.Message);
    }

    [Fact]
    public async Task A_start_at_a_later_time_is_not_something_this_api_can_do() =>
        await Assert.ThrowsAsync<NotSupportedException>(() => Client(new Uri("http://127.0.0.1:1/"))
            .ScheduleNewOrchestrationInstanceAsync(
                "Orders", null, new StartOrchestrationOptions(StartAt: DateTimeOffset.UnixEpoch)));

    [Theory]
    [InlineData(202, null)]
    [InlineData(400, DurableClientError.InvalidRequest)]
    [InlineData(404, DurableClientError.NotFound)]
    [InlineData(410, DurableClientError.AlreadyEnded)]
    public async Task An_event_is_posted_as_json_to_a_running_instance(int status, DurableClientError? expected)
    {
        await using ManagementServer server = await StartAsync(new Answer(status));

        Exception? thrown = await Record.ExceptionAsync(
            () => Client(server).RaiseEventAsync("order-42", "Order Response", "ok"));

        Assert.Equal(expected, (thrown as DurableClientException)?.Error);
        Asked asked = Assert.Single(server.Requests);
        Assert.Equal("POST /instances/order-42/raiseEvent/Order%20Response?taskHub=MyHub", Escaped(asked.Line));
        Assert.Equal("\"ok\"", asked.Body);
    }

    [Fact]
    public async Task An_event_without_data_is_json_null_since_the_host_wants_json()
    {
        await using ManagementServer server = await StartAsync(new Answer(202));

        await Client(server).RaiseEventAsync("order-42", "Go");

        Assert.Equal("null", Assert.Single(server.Requests).Body);
    }

    [Theory]
    [InlineData(202)]
    [InlineData(200)]
    public async Task An_instance_is_read_with_its_values(int status)
    {
        await using ManagementServer server = await StartAsync(new Answer(
            status,
            """{"name":"Orders","instanceId":"order-42","parentInstanceId":null,"runtimeStatus":"Completed","input":{"orderId":"42"},"customStatus":"halfway","output":[1,2],"createdTime":"2026-03-10T08:00:00Z","lastUpdatedTime":"2026-03-10T08:00:05Z"}"""));

        OrchestrationMetadata? found = await Client(server).GetInstanceAsync("order-42", getInputsAndOutputs: true);

        Assert.Equal(("Orders", "order-42", OrchestrationRuntimeStatus.Completed), (found!.Name, found.InstanceId, found.RuntimeStatus));
        Assert.Equal(new DateTimeOffset(2026, 3, 10, 8, 0, 0, TimeSpan.Zero), found.CreatedAt);
        Assert.Equal(new DateTimeOffset(2026, 3, 10, 8, 0, 5, TimeSpan.Zero), found.LastUpdatedAt);
        Assert.Equal("""{"orderId":"42"}""", found.SerializedInput);
        Assert.Equal([1, 2], found.ReadOutputAs<int[]>()!);
        Assert.Equal("halfway", found.ReadCustomStatusAs<string>());
        Assert.True(found.IsCompleted);
        Assert.Equal("GET /instances/order-42?showInput=true&taskHub=MyHub", Assert.Single(server.Requests).Line);
    }

    [Fact]
    public async Task Values_that_were_not_asked_for_are_not_there()
    {
        await using ManagementServer server = await StartAsync(new Answer(
            202, """{"name":"Orders","instanceId":"order-42","runtimeStatus":"Running","input":1,"customStatus":2,"output":3}"""));

        OrchestrationMetadata? found = await Client(server).GetInstancesAsync("order-42");

        Assert.True(found!.IsRunning);
        Assert.Null(found.SerializedInput ?? found.SerializedOutput ?? found.SerializedCustomStatus);
        Assert.Equal("GET /instances/order-42?showInput=false&taskHub=MyHub", Assert.Single(server.Requests).Line);
    }

    [Fact]
    public async Task A_failed_instance_says_why()
    {
        await using ManagementServer server = await StartAsync(new Answer(
            200, """{"name":"Orders","instanceId":"order-42","runtimeStatus":"Failed","output":"no stock"}"""));

        OrchestrationMetadata? found = await Client(server).GetInstanceAsync("order-42", getInputsAndOutputs: true);

        Assert.Equal("no stock", found!.FailureDetails!.ErrorMessage);
    }

    [Fact]
    public async Task An_instance_that_does_not_exist_is_null()
    {
        await using ManagementServer server = await StartAsync(new Answer(404));

        Assert.Null(await Client(server).GetInstanceAsync("order-42"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("""{"runtimeStatus":"Dreaming"}""")]
    public async Task An_answer_that_makes_no_sense_is_trouble_of_the_host(string body)
    {
        await using ManagementServer server = await StartAsync(new Answer(200, body));

        DurableClientException thrown = await Assert.ThrowsAsync<DurableClientException>(
            () => Client(server).GetInstanceAsync("order-42"));

        Assert.Equal(DurableClientError.Unavailable, thrown.Error);
    }

    [Fact]
    public async Task A_host_that_is_not_there_is_reported_without_its_key()
    {
        DurableClientException thrown = await Assert.ThrowsAsync<DurableClientException>(
            () => Client(new Uri("http://127.0.0.1:1/")).GetInstanceAsync("order-42"));

        Assert.Equal(DurableClientError.Unavailable, thrown.Error);
        Assert.DoesNotContain("SECRET", thrown.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("terminate", 202, null)]
    [InlineData("terminate", 404, DurableClientError.NotFound)]
    [InlineData("terminate", 410, DurableClientError.AlreadyEnded)]
    [InlineData("suspend", 202, null)]
    [InlineData("suspend", 410, DurableClientError.AlreadyEnded)]
    [InlineData("resume", 202, null)]
    [InlineData("resume", 404, DurableClientError.NotFound)]
    [InlineData("rewind", 202, null)]
    [InlineData("rewind", 412, DurableClientError.WrongState)]
    [InlineData("rewind", 501, DurableClientError.NotSupported)]
    public async Task Orders_to_an_instance_carry_their_reason(string verb, int status, DurableClientError? expected)
    {
        await using ManagementServer server = await StartAsync(new Answer(status));
        DurableTaskClient client = Client(server);

        Exception? thrown = await Record.ExceptionAsync(() => verb switch
        {
            "terminate" => client.TerminateInstanceAsync("order-42", "by hand"),
            "suspend" => client.SuspendInstanceAsync("order-42", "by hand"),
            "resume" => client.ResumeInstanceAsync("order-42", "by hand"),
            _ => client.RewindInstanceAsync("order-42", "by hand"),
        });

        Assert.Equal(expected, (thrown as DurableClientException)?.Error);
        Assert.Equal($"POST /instances/order-42/{verb}?reason=by%20hand&taskHub=MyHub", Assert.Single(server.Requests).Line);
    }

    [Theory]
    [InlineData(200, """{"instancesDeleted":1}""", 1)]
    [InlineData(404, "", 0)]
    public async Task A_purge_says_how_many_instances_are_gone(int status, string body, int expected)
    {
        await using ManagementServer server = await StartAsync(new Answer(status, body));

        PurgeResult purged = await Client(server).PurgeInstanceAsync("order-42");

        Assert.Equal(expected, purged.PurgedInstanceCount);
        Assert.Equal("DELETE /instances/order-42?taskHub=MyHub", Assert.Single(server.Requests).Line);
    }

    [Fact]
    public async Task A_running_instance_is_not_purged()
    {
        await using ManagementServer server = await StartAsync(new Answer(412));

        DurableClientException thrown = await Assert.ThrowsAsync<DurableClientException>(
            () => Client(server).PurgeInstanceAsync("order-42"));

        Assert.Equal(DurableClientError.WrongState, thrown.Error);
    }

    internal static HttpDurableTaskClient Client(ManagementServer server) => Client(server.BaseUrl);

    internal static HttpDurableTaskClient Client(Uri address, TimeProvider? time = null) => new(
        new HttpClient(), new DurableEndpoint(address, "SECRET==", "MyHub"), time ?? TimeProvider.System);

    private static string Escaped(string line) => line.Replace("Order Response", "Order%20Response", StringComparison.Ordinal);
}

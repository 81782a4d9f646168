using Microsoft.DurableTask.Client;
using Pipeline.TestSupport;
using static Pipeline.Worker.Tests.Durable.HttpDurableTaskClientTests;
using static Pipeline.Worker.Tests.Durable.ManagementServer;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>Requests of the client that take several calls, and where they go.</summary>
public sealed class ClientWaitsAndListsTests
{
    [Fact]
    public async Task A_wait_asks_once_a_second_until_the_instance_has_ended()
    {
        await using ManagementServer server = await StartAsync(
            new Answer(202, """{"runtimeStatus":"Pending"}"""),
            new Answer(202, """{"runtimeStatus":"Running"}"""),
            new Answer(200, """{"runtimeStatus":"Terminated"}"""));
        var time = new TestClock();
        Task<OrchestrationMetadata> wait = Client(server.BaseUrl, time).WaitForInstanceCompletionAsync("order-42");

        await WaitFor.TrueAsync(() => time.TimersMade == 1);
        time.Advance(TimeSpan.FromSeconds(1));
        await WaitFor.TrueAsync(() => time.TimersMade == 2);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await wait).RuntimeStatus);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_wait_for_the_start_ends_with_any_state_but_pending()
    {
        await using ManagementServer server = await StartAsync(new Answer(202, """{"runtimeStatus":"Suspended"}"""));

        OrchestrationMetadata found = await Client(server).WaitForInstanceStartAsync("order-42");

        Assert.Equal(OrchestrationRuntimeStatus.Suspended, found.RuntimeStatus);
    }

    [Fact]
    public async Task A_wait_for_an_instance_that_does_not_exist_fails()
    {
        await using ManagementServer server = await StartAsync(new Answer(404));

        DurableClientException thrown = await Assert.ThrowsAsync<DurableClientException>(
            () => Client(server).WaitForInstanceCompletionAsync("order-42"));

        Assert.Equal(DurableClientError.NotFound, thrown.Error);
    }

    [Fact]
    public async Task A_list_goes_on_while_there_is_a_token_even_past_an_empty_page()
    {
        await using ManagementServer server = await StartAsync(
            new Answer(200, """[{"instanceId":"a","runtimeStatus":"Running"}]""", "t1"),
            new Answer(200, "[]", "t2"),
            new Answer(200, """[{"instanceId":"b","runtimeStatus":"Failed"}]"""));
        var filter = new OrchestrationQuery(
            CreatedFrom: new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.FromHours(1)),
            Statuses: [OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Failed],
            InstanceIdPrefix: "order-");
        var found = new List<string>();

        await foreach (OrchestrationMetadata instance in Client(server).GetAllInstancesAsync(filter))
        {
            found.Add(instance.InstanceId);
        }

        Assert.Equal(["a", "b"], found);
        Assert.Equal([null, "t1", "t2"], server.Requests.Select(asked => asked.Token));
        Assert.Equal(
            "GET /instances?createdTimeFrom=2026-03-10T08%3A00%3A00.0000000Z&runtimeStatus=Running%2CFailed&instanceIdPrefix=order-&top=100&showInput=false&taskHub=MyHub",
            server.Requests.First().Line);
    }

    [Fact]
    public void The_payload_of_the_binding_says_where_the_host_is()
    {
        DurableEndpoint endpoint = DurableEndpoint.FromBinding(
            """{"taskHubName":"MyHub","connectionName":"Hub","baseUrl":null,"requiredQueryStringParameters":"code=a%2Bb%3D%3D","httpBaseUrl":"https://app.example.org/runtime/webhooks/durabletask","useForwardedHost":false}""");

        Assert.Equal(
            new DurableEndpoint(new Uri("https://app.example.org/runtime/webhooks/durabletask"), "a+b==", "MyHub", "Hub"),
            endpoint);
        Assert.DoesNotContain("a+b", endpoint.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_payload_without_address_is_refused() =>
        Assert.Throws<FormatException>(() => DurableEndpoint.FromBinding("""{"taskHubName":"MyHub","httpBaseUrl":null}"""));
}

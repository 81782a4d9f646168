using System.Net;
using System.Text;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Tests.Hosting;

namespace Pipeline.LocalHost.Tests.EventGrid;

[Collection(StorageCollection.Name)]
public sealed class EventGridWebhookTests(AzuriteServer storage)
{
    private const string Route = "runtime/webhooks/EventGrid?functionName=";

    [Fact]
    public async Task The_handshake_is_answered_with_the_code_that_was_sent()
    {
        using TestApp app = App();
        await using FunctionsHost host = await FunctionsHost.StartAsync(app.Options, CancellationToken.None);

        using HttpResponseMessage answer = await SendAsync(
            host, "OnEvent", "SubscriptionValidation", """[{"data":{"validationCode":"512d38b6"}}]""");

        Assert.Equal("""{"validationResponse":"512d38b6"}""", await answer.Content.ReadAsStringAsync());
        Assert.Empty(app.Calls("OnEvent"));
    }

    [Fact]
    public async Task Each_event_of_a_delivery_is_a_call()
    {
        using TestApp app = App();
        await using FunctionsHost host = await FunctionsHost.StartAsync(app.Options, CancellationToken.None);

        using HttpResponseMessage answer = await SendAsync(
            host, "OnEvent", "Notification", """[{"id":"1","data":{"n":1}},{"id":"2","data":{"n":2}}]""");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(
            ["1", "2"],
            app.Calls("OnEvent").Select(call => (string)call["data"]!["evt"]!["id"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_failed_call_fails_the_delivery()
    {
        using TestApp app = App().WithRule("OnEvent", """{"status":500}""");
        await using FunctionsHost host = await FunctionsHost.StartAsync(app.Options, CancellationToken.None);

        using HttpResponseMessage answer = await SendAsync(host, "OnEvent", "Notification", """[{"id":"1"}]""");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
    }

    [Fact]
    public async Task An_unknown_function_is_not_found()
    {
        using TestApp app = App();
        await using FunctionsHost host = await FunctionsHost.StartAsync(app.Options, CancellationToken.None);

        using HttpResponseMessage answer = await SendAsync(host, "Nobody", "Notification", """[{"id":"1"}]""");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private TestApp App() => new TestApp(storage)
        .WithFunction("OnEvent", """{"type":"eventGridTrigger","direction":"in","name":"evt"}""").Write();

    private static async Task<HttpResponseMessage> SendAsync(FunctionsHost host, string function, string type, string body)
    {
        using HttpClient client = new(new SocketsHttpHandler()) { BaseAddress = host.Address };
        using HttpRequestMessage request = new(HttpMethod.Post, Route + function)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("aeg-event-type", type);
        return await client.SendAsync(request);
    }
}

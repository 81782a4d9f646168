using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Functions.Tests.Support;
using Pipeline.Storage;
using Pipeline.TestSupport;

namespace Pipeline.Functions.Tests.Notifications;

/// <summary>The app with settings for pushes, and an order book that does as told.</summary>
internal sealed class PushApp(PipelineApp app, ScriptedOrders orders) : IAsyncDisposable
{
    public const string Path = "/api/notifications/ingram-micro";
    private const string Section = "--Distributors:IngramMicro:Push:";

    public PipelineApp App => app;

    public ScriptedOrders Orders => orders;

    /// <summary>Starts it; without settings any sender on this machine may push.</summary>
    public static async Task<PushApp> StartAsync(StorageEmulator storage, params (string Name, string Value)[] push)
    {
        ScriptedOrders orders = new();
        (string Name, string Value)[] settings = push.Length > 0 ? push : [("AllowedAddresses", "127.0.0.0/8")];
        PipelineApp app = await PipelineApp.StartAsync(
            storage,
            services => services.AddSingleton<IMessageHandler>(orders),
            [.. settings.SelectMany(static setting => (string[])[Section + setting.Name, setting.Value])]);
        return new PushApp(app, orders);
    }

    public static byte[] Sample(string name) =>
        File.ReadAllBytes(System.IO.Path.Combine(AppContext.BaseDirectory, "Notifications", "samples", name));

    public static HttpRequestMessage Request(string path, byte[] body, string media = "text/xml")
    {
        ByteArrayContent content = new(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(media);
        return new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => app.Http.SendAsync(request);

    public Task<HttpResponseMessage> PushAsync(byte[] body) => SendAsync(Request(Path, body));

    public Task<HttpResponseMessage> PushAsync(string text) => PushAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Pushes bare XML and gives our id.</summary>
    public async Task<string> PushedAsync(string xml)
    {
        using HttpResponseMessage answer = await PushAsync(xml);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    public async Task<IReadOnlyList<JsonElement>> ListAsync(string query = "") =>
        [.. (await app.GetJsonAsync($"/api/notifications?limit=500{query}")).GetProperty("items").EnumerateArray()];

    public async Task<JsonElement> GetAsync(string id) => await app.GetJsonAsync($"/api/notifications/{id}");

    /// <summary>Hands requests to the function, as the host does, until so many messages were in them.</summary>
    public async Task<IReadOnlyList<string>> HandleAsync(int count = 1)
    {
        // A message may be announced twice; handled are those that are different.
        List<string> ids = [];
        while (ids.Count < count)
        {
            foreach (string text in await RequestsAsync())
            {
                Assert.Null(await DeliverAsync("HandleNotification", text));
                ids.AddRange(JsonDocument.Parse(text).RootElement.GetProperty("ids").EnumerateArray().Select(static id => id.GetString()!).Except(ids));
            }
        }

        return ids;
    }

    /// <summary>Takes requests off the queue as soon as there are any: the announcement follows the answer.</summary>
    public async Task<IReadOnlyList<string>> RequestsAsync() =>
        await WaitFor.ValueAsync(async () => await TakeAsync() is { Count: > 0 } requests ? requests : null);

    /// <summary>Takes up to 32 requests off the queue.</summary>
    public async Task<IReadOnlyList<string>> TakeAsync()
    {
        QueueClient queue = app.Get<QueueServiceClient>().GetQueueClient(StorageNames.NotificationsQueue);
        if (!await queue.ExistsAsync())
        {
            return [];
        }

        QueueMessage[] messages = await queue.ReceiveMessagesAsync(maxMessages: 32);
        foreach (QueueMessage message in messages)
        {
            _ = await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        }

        return [.. messages.Select(static message => Encoding.UTF8.GetString(Convert.FromBase64String(message.MessageText)))];
    }

    /// <summary>Delivers a message to its function; gives why it failed, or null.</summary>
    public Task<string?> DeliverAsync(string function, string text) => app.CallAsync(function, text);

    public async Task SweepAsync() => Assert.Null(await app.CallAsync("SweepNotifications", """{"Schedule":{"AdjustForDST":true},"IsPastDue":false}"""));

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

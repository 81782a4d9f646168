using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Pipeline.Functions.Tests.Support;
using Pipeline.Storage;

namespace Pipeline.Functions.Tests.Orders;

/// <summary>What a caller of the order API does.</summary>
internal static class OrderCalls
{
    public const string ShipTo =
        "\"shipTo\":{\"name\":\"Ada\",\"street\":\"1 rue A\",\"postalCode\":\"59000\",\"city\":\"Lille\",\"country\":\"FR\",\"mail\":\"ada@example.com\"}";

    public const string Order = "{" + ShipTo + ",\"lines\":[{\"sku\":\"7100231\",\"quantity\":2,\"maxUnitPrice\":620}]}";

    public const string Elsewhere =
        "{\"placedElsewhere\":{\"purchaseOrderNumber\":\"PO-1\",\"distributorOrderNumber\":\"80-1\"},\"lines\":[{\"sku\":\"7100231\",\"quantity\":2,\"maxUnitPrice\":612.40}]}";

    public static async Task<HttpResponseMessage> OrderAsync(this PipelineApp app, string? key, string body)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri("/api/orders", UriKind.Relative));
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (key is not null)
        {
            _ = request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        return await app.Http.SendAsync(request);
    }

    /// <summary>Places an order that must be fine, and gives its id.</summary>
    public static async Task<string> PlaceAsync(this PipelineApp app, string body = Order, string? key = null)
    {
        HttpResponseMessage answer = await app.OrderAsync(key ?? Guid.NewGuid().ToString(), body);
        return (await answer.JsonAsync()).GetProperty("orderId").GetString()!;
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer)
    {
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static Task<HttpResponseMessage> DeleteAsync(this PipelineApp app, string path) =>
        app.Http.DeleteAsync(new Uri(path, UriKind.Relative));

    public static async Task<HttpResponseMessage> PostJsonAsync(
        this PipelineApp app, string path, string body, CancellationToken cancellationToken = default)
    {
        using StringContent content = new(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        return await app.Http.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
    }

    /// <summary>Takes all signals off their queue.</summary>
    public static async Task<IReadOnlyList<string>> TakeSignalsAsync(this PipelineApp app)
    {
        QueueClient queue = app.Get<QueueServiceClient>().GetQueueClient(StorageNames.OrderSignalsQueue);
        if (!await queue.ExistsAsync())
        {
            return [];
        }

        QueueMessage[] messages = await queue.ReceiveMessagesAsync(maxMessages: 32);
        _ = await queue.ClearMessagesAsync();
        return [.. messages.Select(static message => JsonSerializer.Deserialize<JsonElement>(
            Convert.FromBase64String(message.MessageText)).GetProperty("orderId").GetString()!)];
    }
}

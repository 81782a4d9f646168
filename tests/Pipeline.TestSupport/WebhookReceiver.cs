using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Pipeline.TestSupport;

/// <summary>Another system that is told of events: takes POSTs on a loopback port, remembers them, and answers as told.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentQueue<ReceivedEvent> received = new();
    private readonly Task loop;

    public WebhookReceiver()
    {
        // A port that was free a moment ago may be taken by another test's process: choose again.
        for (int attempt = 1; ; attempt++)
        {
            Address = new Uri($"http://127.0.0.1:{FreePort()}/events");
            listener.Prefixes.Clear();
            listener.Prefixes.Add($"{Address.GetLeftPart(UriPartial.Authority)}/");
            try
            {
                listener.Start();
                break;
            }
            catch (HttpListenerException) when (attempt < 5)
            {
            }
        }

        loop = Task.Run(TakeAsync);
    }

    public Uri Address { get; }

    /// <summary>Status of the next answers.</summary>
    public int Status { get; set; } = 204;

    /// <summary>A header of the next answers, or null.</summary>
    public (string Name, string Value)? Header { get; set; }

    public IReadOnlyList<ReceivedEvent> Received => [.. received];

    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await loop;
    }

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task TakeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using StreamReader reader = new(context.Request.InputStream, Encoding.UTF8);
            string body = await reader.ReadToEndAsync();
            received.Enqueue(new ReceivedEvent(
                context.Request.Headers["webhook-id"]!, context.Request.Headers["webhook-timestamp"]!, context.Request.Headers["webhook-signature"]!, body));
            context.Response.StatusCode = Status;
            if (Header is { } header)
            {
                context.Response.Headers[header.Name] = header.Value;
            }

            context.Response.Close();
        }
    }
}

/// <summary>One event as it arrived.</summary>
public sealed record ReceivedEvent(string Id, string Timestamp, string Signature, string Body)
{
    public JsonElement Json => JsonElement.Parse(Body);
}

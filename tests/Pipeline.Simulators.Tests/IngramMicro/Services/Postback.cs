using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Pipeline.Simulators.Tests.IngramMicro.Services;

/// <summary>Receives pushes as the application does: 200 with an id and the SHA-256, or a status from the script.</summary>
internal sealed class Postback : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<ReceivedPush> received = new();
    private readonly ConcurrentQueue<int> statuses = new();

    private Postback(WebApplication app) => this.app = app;

    public Uri Url => new(new Uri(app.Urls.First()), "/push");

    public IReadOnlyList<ReceivedPush> Received => [.. received];

    /// <summary>Messages that can be read, by kind and order of arrival.</summary>
    public IReadOnlyList<string> Kinds => [.. Received.Select(push => push.Kind)];

    public static async Task<Postback> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        Postback postback = new(app);
        app.MapPost("/{**path}", (Delegate)postback.ReceiveAsync);
        await app.StartAsync();
        return postback;
    }

    /// <summary>Answers the next pushes so; 0 lets the sender wait.</summary>
    public void Answers(params int[] statuses) => Array.ForEach(statuses, this.statuses.Enqueue);

    public IReadOnlyList<ReceivedPush> Of(string kind) => [.. Received.Where(push => push.Kind == kind)];

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body);
        ReceivedPush push = new(
            context.Request.Path.Value!, context.Connection.RemoteIpAddress!.ToString(),
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
        received.Enqueue(push);
        if (statuses.TryDequeue(out int status) && status == 0)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        }

        return status is not (0 or 200)
            ? Results.StatusCode(status)
            : push.IsWellFormed
                ? Results.Json(new { id = $"n-{received.Count}", sha256 = Convert.ToHexStringLower(SHA256.HashData(push.Body)) })
                : Results.StatusCode(400);
    }
}

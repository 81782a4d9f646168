using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>A server on a free local port that gives prepared answers, one after the other, and keeps what it was asked.</summary>
internal sealed class ManagementServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Answer> _answers = new();

    private ManagementServer(WebApplication app)
    {
        _app = app;
    }

    public ConcurrentQueue<Asked> Requests { get; } = new();

    public Uri BaseUrl => new(_app.Urls.Single() + "/runtime/webhooks/durabletask");

    public static async Task<ManagementServer> StartAsync(params Answer[] answers)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var server = new ManagementServer(app);
        foreach (Answer answer in answers)
        {
            server._answers.Enqueue(answer);
        }

        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        Requests.Enqueue(new Asked(
            $"{http.Request.Method} {http.Request.Path.Value!.Replace("/runtime/webhooks/durabletask", "", StringComparison.Ordinal)}{http.Request.QueryString}",
            await reader.ReadToEndAsync(),
            http.Request.ContentType,
            http.Request.Headers["x-functions-key"],
            http.Request.Headers["x-ms-continuation-token"]));
        Answer answer = _answers.TryDequeue(out Answer? next) ? next : new Answer(599, "no answer prepared");
        http.Response.StatusCode = answer.Status;
        if (answer.Token is not null)
        {
            http.Response.Headers["x-ms-continuation-token"] = answer.Token;
        }

        await http.Response.WriteAsync(answer.Body);
    }

    internal sealed record Answer(int Status, string Body = "", string? Token = null);

    internal sealed record Asked(string Line, string Body, string? ContentType, string? Key, string? Token);
}

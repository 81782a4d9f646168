using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Pipeline.ProbeApp.Http;

/// <summary>What a function can answer, well or badly.</summary>
public sealed partial class AnswerFunctions(ILogger<AnswerFunctions> logger)
{
    [Function("Text")]
    public string Text([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "answers/text")] HttpRequest request) => "not sent";

    public sealed record Answer(string Text);

    [Function("Record")]
    public Answer Record([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "answers/record")] HttpRequest request) => new("not sent");

    [Function("Nothing")]
    public Answer? Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "answers/null")] HttpRequest request) => null;

    [Function("Throws")]
    public IActionResult Throws([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "answers/throws")] HttpRequest request) =>
        throw new InvalidOperationException("the probe throws");

    [Function("ThrowsLate")]
    public async Task ThrowsLate([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "answers/throws-late")] HttpRequest request)
    {
        await request.HttpContext.Response.WriteAsync("begun");
        await request.HttpContext.Response.Body.FlushAsync();
        await Journal.WaitForAsync("throw-late", request.HttpContext.RequestAborted);
        throw new InvalidOperationException("the probe throws late");
    }

    [Function("WithToken")]
    public IActionResult WithToken(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "answers/token")] HttpRequest request, CancellationToken ct) =>
        new OkObjectResult(ct.CanBeCanceled);

    [Function("Length")]
    public async Task<IActionResult> Length([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "answers/length")] HttpRequest request)
    {
        request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        Journal.Write($"length {request.ContentLength} called");
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        for (int read; (read = await request.Body.ReadAsync(buffer)) > 0; length += read)
        {
        }

        return new ContentResult { Content = $"{length}" };
    }

    /// <summary>Tells what arrived: method, target, type and body; with a status and a header of its own.</summary>
    [Function("Echo")]
    public async Task<IActionResult> Echo([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "answers/echo/{*rest}")] HttpRequest request)
    {
        using StreamReader reader = new(request.Body);
        string target = request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget;
        request.HttpContext.Response.Headers["X-From-Function"] = "yes";
        return new ContentResult
        {
            StatusCode = StatusCodes.Status418ImATeapot,
            ContentType = "text/x-echo",
            Content = $"{request.Method} {target} {request.ContentType} {await reader.ReadToEndAsync()}",
        };
    }

    [Function("Streams")]
    public async Task Streams([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "answers/stream")] HttpRequest request)
    {
        await request.HttpContext.Response.WriteAsync("first ");
        await request.HttpContext.Response.Body.FlushAsync();
        await Journal.WaitForAsync("stream-goes-on", request.HttpContext.RequestAborted);
        await request.HttpContext.Response.WriteAsync("second");
    }

    [Function("Headers")]
    public IActionResult Headers([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "answers/headers")] HttpRequest request) =>
        new ContentResult { Content = string.Join('\n', request.Headers.Select(header => $"{header.Key}: {header.Value}")) };

    [Function("Logs")]
    public IActionResult Logs([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "answers/logs")] HttpRequest request)
    {
        Console.WriteLine("a line on standard output");
        Log.Line(logger);
        return new OkResult();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "a line of the function's own")]
        public static partial void Line(ILogger logger);
    }
}

using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Stands around every endpoint: answers the host's probe, limits bodies, and turns failures and bare error
/// statuses into problem details (RFC 9457).</summary>
internal sealed partial class AnswerGuard(
    RequestDelegate next,
    HandlerSettings settings,
    IOptions<FunctionsWorkerOptions> options,
    IEnumerable<IExceptionHandler> exceptionHandlers,
    ILogger<AnswerGuard> logger)
{
    private const int ClientClosedRequest = 499;

    private readonly long _limitBytes = options.Value.RequestBodyLimitBytes;

    public async Task InvokeAsync(HttpContext http)
    {
        if (IsProbe(http))
        {
            await http.Response.WriteAsync("ok");
            return;
        }

        LimitBody(http, out bool tooLarge);
        if (tooLarge)
        {
            await AnswerAsync(http, StatusCodes.Status413PayloadTooLarge);
            return;
        }

        try
        {
            await next(http);
        }
        catch (Exception exception)
        {
            await AnswerAsync(http, exception);
            return;
        }

        if (!http.Response.HasStarted && http.Response is { StatusCode: >= 400, ContentLength: null, ContentType: null })
        {
            await AnswerAsync(http, http.Response.StatusCode);
        }
    }

    /// <summary>The host asks <c>GET /</c> until the process is ready and goes on asking (§1.1).</summary>
    private bool IsProbe(HttpContext http) =>
        http.Request.Path.Value is "/" or ""
        && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        && (settings.IsHandler || http.GetEndpoint() is null);

    private void LimitBody(HttpContext http, out bool tooLarge)
    {
        IHttpMaxRequestBodySizeFeature? limit = http.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (limit is { IsReadOnly: false } && http.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is null)
        {
            limit.MaxRequestBodySize = _limitBytes;
        }

        tooLarge = http.Request.ContentLength > limit?.MaxRequestBodySize;
    }

    private async Task AnswerAsync(HttpContext http, Exception exception)
    {
        if (http.RequestAborted.IsCancellationRequested)
        {
            http.Response.StatusCode = ClientClosedRequest;
            return;
        }

        if (http.Response.HasStarted)
        {
            Log.BrokeAfterStart(logger, http.Request.Method, http.Request.Path, exception);
            http.Abort();
            return;
        }

        foreach (IExceptionHandler handler in exceptionHandlers)
        {
            if (await handler.TryHandleAsync(http, exception, http.RequestAborted))
            {
                return;
            }
        }

        http.Response.Clear();
        switch (exception)
        {
            case BadHttpRequestException bad:
                await AnswerAsync(http, bad.StatusCode, bad.Message);
                break;
            case UndecodableCallException undecodable:
                await AnswerAsync(http, StatusCodes.Status400BadRequest, undecodable.Message);
                break;
            default:
                Log.Failed(logger, http.Request.Method, http.Request.Path, exception);
                await AnswerAsync(http, StatusCodes.Status500InternalServerError);
                break;
        }
    }

    private static Task AnswerAsync(HttpContext http, int statusCode, string? detail = null) =>
        InvocationAnswer.Problem(statusCode, ReasonPhrases.GetReasonPhrase(statusCode), detail).SendAsync(http.Response);

    /// <summary>The path goes into the log without the query, which may hold a function key.</summary>
    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed")]
        public static partial void Failed(ILogger logger, string method, string? path, Exception exception);

        [LoggerMessage(2, LogLevel.Error, "{Method} {Path} failed after the answer had begun; the connection is cut")]
        public static partial void BrokeAfterStart(ILogger logger, string method, string? path, Exception exception);
    }
}

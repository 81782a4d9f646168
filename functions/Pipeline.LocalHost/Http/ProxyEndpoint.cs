using System.Net;
using Pipeline.LocalHost.Handler;
using Pipeline.LocalHost.Invocation;
using Yarp.ReverseProxy.Forwarder;

namespace Pipeline.LocalHost.Http;

/// <summary>Passes requests through to the handler: original method, path, query, headers and body, streaming both ways.</summary>
/// <remarks>
/// Source: functions-custom-handler.md §1.5. A request that finds the handler restarting waits; one whose connection
/// was refused, because the handler was about to end, waits for the next run and is tried once more.
/// </remarks>
internal sealed class ProxyEndpoint(
    IHttpForwarder forwarder, HandlerSupervisor handler, TimeProvider time, ILogger<ProxyEndpoint> logger) : IDisposable
{
    /// <summary>How often a request is sent.</summary>
    /// <remarks>
    /// Not more: the HTTP client itself repeats a request whose reused connection broke, so that a refused connection
    /// does not prove that the handler never saw the request. One that kills handlers must not kill them all.
    /// </remarks>
    private const int Attempts = 2;

    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(2);

    private static readonly ForwarderRequestConfig Config = new() { ActivityTimeout = TimeSpan.FromSeconds(240) };

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        EnableMultipleHttp2Connections = true,
        ConnectTimeout = TimeSpan.FromSeconds(15),
    });

    /// <summary>Forwards one request.</summary>
    public async Task InvokeAsync(HttpContext context, HttpRoute route)
    {
        Guid id = Guid.NewGuid();
        string function = route.Function.Name;
        CallLog.Executing(logger, function, "This function was programmatically called via the host APIs.", id);
        long start = time.GetTimestamp();
        string? problem = await ForwardAsync(context, id);
        CallLog.Executed(
            logger, function, problem is null ? "Succeeded" : "Failed", id, (long)time.GetElapsedTime(start).TotalMilliseconds);
        if (problem is not null)
        {
            CallLog.Failure(logger, function, problem);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<string?> ForwardAsync(HttpContext context, Guid id)
    {
        InvocationHeaders headers = new(id);
        for (int attempt = 1; ; attempt++)
        {
            HandlerEndpoint endpoint;
            try
            {
                endpoint = await handler.WaitUntilReadyAsync(context.RequestAborted);
            }
            catch (Exception error) when (error is TimeoutException or InvalidOperationException)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return error.Message;
            }

            ForwarderError outcome = await forwarder.SendAsync(
                context, endpoint.Address.ToString(), _client, Config, headers);
            if (outcome is ForwarderError.None or ForwarderError.RequestCanceled or ForwarderError.ResponseBodyCanceled)
            {
                return null;
            }

            Exception? cause = context.GetForwarderErrorFeature()?.Exception;
            bool wasSent = cause is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError };
            if (wasSent || attempt == Attempts || context.Response.HasStarted)
            {
                return $"{outcome}: {cause?.Message}";
            }

            context.Response.Clear();
            await EndAsync(endpoint);
        }
    }

    private async Task EndAsync(HandlerEndpoint endpoint) =>
        await Task.Delay(LongestEnd, time, endpoint.Gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private sealed class InvocationHeaders(Guid id) : HttpTransformer
    {
        public override async ValueTask TransformRequestAsync(
            HttpContext httpContext,
            HttpRequestMessage proxyRequest,
            string destinationPrefix,
            CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            proxyRequest.Headers.TryAddWithoutValidation("X-Azure-Functions-HostVersion", HostVersion.Text);
            proxyRequest.Headers.TryAddWithoutValidation("X-Azure-Functions-InvocationId", id.ToString());
        }
    }
}

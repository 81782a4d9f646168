using System.Net;
using Pipeline.LocalHost.Handler;
using Pipeline.LocalHost.Invocation;
using Yarp.ReverseProxy.Forwarder;

namespace Pipeline.LocalHost.Http;

/// <summary>Passes requests through to the handler: original method, path, query, headers and body, streaming both ways.</summary>
/// <remarks>
/// Source: functions-custom-handler.md §1.5. A request that finds the handler restarting waits; one whose connection
/// was refused, so that nothing was sent, waits and is tried again.
/// </remarks>
internal sealed class ProxyEndpoint(
    IHttpForwarder forwarder, HandlerSupervisor handler, TimeProvider time, ILogger<ProxyEndpoint> logger) : IDisposable
{
    private const int Attempts = 5;

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

            ForwarderError error2 = await forwarder.SendAsync(
                context, endpoint.Address.ToString(), _client, Config, headers);
            if (error2 is ForwarderError.None or ForwarderError.RequestCanceled or ForwarderError.ResponseBodyCanceled)
            {
                return null;
            }

            Exception? cause = context.GetForwarderErrorFeature()?.Exception;
            bool wasSent = cause is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError };
            if (wasSent || attempt == Attempts || context.Response.HasStarted)
            {
                return $"{error2}: {cause?.Message}";
            }

            context.Response.Clear();
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, context.RequestAborted);
        }
    }

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

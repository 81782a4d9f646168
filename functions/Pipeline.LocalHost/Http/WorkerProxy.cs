using Pipeline.LocalHost.Rpc;
using Yarp.ReverseProxy.Forwarder;

namespace Pipeline.LocalHost.Http;

/// <summary>Forwards HTTP requests to the worker's own web server.</summary>
internal sealed class WorkerProxy(IHttpForwarder forwarder, TimeProvider clock) : IDisposable
{
    private static readonly object ForwardingKey = new();
    private static readonly TimeSpan SettleLimit = TimeSpan.FromSeconds(5);
    private static readonly ForwarderRequestConfig Config = new() { ActivityTimeout = TimeSpan.FromSeconds(240) };

    private readonly HttpMessageInvoker client = new(new PatientHandler(
        new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }, clock));

    /// <summary>Begins to forward; must run before the worker hears of the call, which then waits for the request.</summary>
    /// <returns>Fails when the request could not be forwarded.</returns>
    public Task Start(HttpContext context, WorkerChannel channel, string invocationId)
    {
        Uri worker = channel.HttpAddress ?? throw new InvalidOperationException(
            "The worker serves no HTTP itself; call ConfigureFunctionsWebApplication() in its Program.cs.");
        context.Request.Headers.TryAdd("x-ms-invocation-id", invocationId);
        Task forwarding = ForwardAsync(context, worker);
        context.Items[ForwardingKey] = forwarding;
        _ = forwarding.ContinueWith(task => task.Exception, TaskScheduler.Default);
        return forwarding;
    }

    /// <summary>Waits until nothing is written to the response any more, but not for ever; tells whether it was forwarded whole.</summary>
    public async Task<bool> SettleAsync(HttpContext context) =>
        context.Items[ForwardingKey] is Task forwarding
        && await Task.WhenAny(forwarding, Task.Delay(SettleLimit, clock)) == forwarding && forwarding.IsCompletedSuccessfully;

    public void Dispose() => client.Dispose();

    private async Task ForwardAsync(HttpContext context, Uri worker)
    {
        ForwarderError error = await forwarder.SendAsync(context, worker.ToString(), client, Config);
        if (error != ForwarderError.None)
        {
            throw new InvalidOperationException(
                $"Failed to proxy request with ForwarderError: {error}", context.GetForwarderErrorFeature()?.Exception);
        }
    }

    /// <summary>The worker says that it is ready a moment before its web server listens: a refused connection is tried again.</summary>
    private sealed class PatientHandler(HttpMessageHandler inner, TimeProvider clock) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            for (int attempt = 1; ; attempt++)
            {
                try
                {
                    return await base.SendAsync(request, cancellationToken);
                }
                catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.ConnectionError && attempt < 10)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(50 << (attempt - 1), 250)), clock, cancellationToken);
                }
            }
        }
    }
}

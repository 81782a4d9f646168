using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.LocalHost;
using Pipeline.LocalHost.App;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Rpc;
using Pipeline.LocalHost.Rpc.Messages;
using Pipeline.LocalHost.Workers;

namespace Pipeline.Benchmarks.Starts;

/// <summary>Starts the published app's worker as the host does, with nothing of the host but its end of the stream.</summary>
internal sealed class WorkerStart : IAsyncDisposable
{
    private const string Function = "Health";
    private const string Path = "/api/health";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly PublishedApp app;
    private readonly FunctionRpcService rpc = new();
    private readonly WebApplication server;
    private readonly HttpClient http = new();

    private WorkerStart(PublishedApp app)
    {
        this.app = app;
        server = WebFront.Private(rpc, NullLoggerFactory.Instance);
    }

    /// <summary>Opens the end of the stream that workers call.</summary>
    /// <param name="folder">The published app; its settings are those of this process.</param>
    public static async Task<WorkerStart> OpenAsync(string folder)
    {
        WorkerStart start = new(PublishedApp.Open(new HostOptions(folder, Port: 0)));
        await start.server.StartAsync();
        return start;
    }

    /// <summary>Starts a worker and ends it.</summary>
    /// <returns>Milliseconds from the start of the process until its functions are loaded, and until the first call is answered.</returns>
    /// <exception cref="OperationCanceledException">It took more than a minute.</exception>
    public async Task<(double Loaded, double Answered)> MeasureAsync()
    {
        using CancellationTokenSource limit = new(Limit);
        WorkerChannel channel = new(static _ => { });
        rpc.Expect(channel);
        long began = Stopwatch.GetTimestamp();
        using WorkerProcess worker = await WorkerProcess.StartAsync(
            app, new Uri(server.Urls.First()), channel.Id, new WorkerLogs(NullLoggerFactory.Instance));
        try
        {
            await channel.Connected.WaitAsync(limit.Token);
            await channel.InitializeAsync(app, limit.Token);
            IReadOnlyList<FunctionDefinition> functions = await channel.ReadFunctionsAsync(app, limit.Token);
            await channel.LoadAsync(functions, limit.Token);
            double loaded = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            await CallAsync(channel, functions.Single(static function => function.Name == Function), limit.Token);
            return (loaded, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        finally
        {
            worker.Kill();
            _ = await worker.WaitForExitAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        http.Dispose();
    }

    /// <summary>As the host: the request goes to the worker's web server, the call over the stream.</summary>
    private async Task CallAsync(WorkerChannel channel, FunctionDefinition function, CancellationToken cancellationToken)
    {
        InvocationRequest request = new() { InvocationId = Guid.NewGuid().ToString(), FunctionId = function.Id, TraceContext = new() };
        request.InputData.Add(new ParameterBinding { Name = function.Trigger.Name, Data = new() { Http = new() } });
        Task answering = AskAsync(new Uri(channel.HttpAddress!, Path), request.InvocationId, cancellationToken);
        InvocationResponse response = await channel.InvokeAsync(request, cancellationToken);
        await answering;
        if (response.Result.Status != StatusResult.Types.Status.Success)
        {
            throw new InvalidOperationException($"The call failed: {response.Result.Exception?.Message}");
        }
    }

    private async Task AskAsync(Uri address, string invocationId, CancellationToken cancellationToken)
    {
        while (true)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, address);
            request.Headers.Add("x-ms-invocation-id", invocationId);
            try
            {
                using HttpResponseMessage answer = await http.SendAsync(request, cancellationToken);
                _ = answer.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException early) when (early.HttpRequestError == HttpRequestError.ConnectionError)
            {
                // The worker says that it is ready a moment before its web server listens.
                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            }
        }
    }
}

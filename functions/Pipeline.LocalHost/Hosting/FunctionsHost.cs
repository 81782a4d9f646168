using Azure.Storage.Blobs;
using Microsoft.Azure.WebJobs.Host;
using Pipeline.LocalHost.Http;
using Pipeline.LocalHost.Invocation;
using Pipeline.LocalHost.Jobs;
using Pipeline.LocalHost.Rpc;
using Pipeline.LocalHost.Workers;
using Yarp.ReverseProxy.Forwarder;

namespace Pipeline.LocalHost.Hosting;

/// <summary>One run of the host: opens the port, starts the worker, then the job host with the app's extensions.</summary>
internal sealed partial class FunctionsHost : IAsyncDisposable
{
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Uri _address;
    private readonly PublishedApp _app;
    private readonly HostIdentity _identity;
    private readonly IDisposable? _hub;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private readonly WorkerSupervisor _workers;
    private readonly ExtensionWebhooks _webhooks;
    private readonly WebApplication _front;
    private readonly WebApplication _back;
    private readonly WorkerProxy _proxy;
    private readonly BindingCatalog _catalog;
    private readonly HttpFunctions _http;
    private IHost? _jobs;
    private Task _blobEvents = Task.CompletedTask;

    private FunctionsHost(HostOptions options)
    {
        _address = new Uri($"http://localhost:{options.Port}/");
        _app = PublishedApp.Open(options);
        _identity = HostIdentity.Create(options, _app.Settings);
        _hub = HubLock.Take(_app);
        KeyRing keys = options.UseKeys ? KeyRing.Open(_identity.DataFolder) : KeyRing.None;
        _loggers = HostLogging.Create(_app.HostFile);
        _logger = _loggers.CreateLogger("Host.Startup");
        FunctionRpcService rpc = new();
        long bodyLimit = HttpFunctions.BodyLimit(_app.Settings.Get("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"));
        _front = WebFront.Public(options.Port, bodyLimit, _loggers);
        _back = WebFront.Private(rpc, _loggers);
        _workers = new WorkerSupervisor(
            _app, () => new Uri(_back.Urls.First()), rpc, new WorkerLogs(_loggers), _time, _loggers.CreateLogger<WorkerSupervisor>());
        _webhooks = new ExtensionWebhooks(_address, keys);
        _proxy = new WorkerProxy(_front.Services.GetRequiredService<IHttpForwarder>(), _time);
        _catalog = new BindingCatalog(() => _jobs!.Services.GetRequiredService<IJobHostMetadataProvider>());
        _http = new HttpFunctions(keys, _proxy, bodyLimit);
        WebFront.Map(_front, _ready.Task, _http, new AdminEndpoints(_identity.HostId, _workers, _http, _webhooks, keys), _webhooks);
    }

    /// <summary>Runs until Ctrl-C, SIGTERM or a worker that dies too often.</summary>
    /// <returns>The exit code: 0 after a stop that was asked for, 1 after a failure.</returns>
    /// <exception cref="HostStartException">The host cannot start, with the reason for the developer.</exception>
    public static async Task<int> RunAsync(HostOptions options)
    {
        await using FunctionsHost host = new(options);
        CancellationToken stopping = host._front.Lifetime.ApplicationStopping;
        try
        {
            await host.StartAsync(stopping);
            Log.Failed(host._logger, await host._workers.GaveUp.WaitAsync(stopping));
            return 1;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return 0;
        }
    }

    /// <summary>Stops: no new work, calls in flight end, then the worker ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _ready.TrySetCanceled();
        Task front = _front.StopAsync();
        Task jobs = _jobs?.StopAsync() ?? Task.CompletedTask;
        await jobs.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (jobs.Exception is { } fault)
        {
            // An extension that fails to stop, as the blobs' sometimes does, must not keep the rest from stopping.
            Log.NotStopped(_logger, fault.GetBaseException().Message);
        }

        await front;
        await _blobEvents.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _workers.DisposeAsync();
        _jobs?.Dispose();
        await _back.StopAsync();
        await _front.DisposeAsync();
        await _back.DisposeAsync();
        _proxy.Dispose();
        _hub?.Dispose();
        _loggers.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        const string OtherPort = "close the process that uses it, or give another one with --port";
        await StepAsync($"Port {_address.Port}", OtherPort, () => _front.StartAsync(cancellationToken));
        await _back.StartAsync(cancellationToken);
        Task<BlobServiceClient> storage = StorageAccount.OpenAsync(_app.Settings, cancellationToken);
        const string Remedy = "correct what it names in host.json or the settings, or publish the app again";
        Task building = StepAsync("The app's extensions", Remedy, () => Task.Run(BuildJobs, cancellationToken));
        await Task.WhenAll(_workers.StartAsync(cancellationToken), building, storage);
        AppCheck.Check(_app, _workers.Functions, _catalog);
        IInlineConstraintResolver resolver = _front.Services.GetRequiredService<IInlineConstraintResolver>();
        HttpRoute[] routes =
        [
            .. _workers.Functions.Where(function => function.IsHttp).Select(function => HttpRoute.Of(function, _app.HostFile.RoutePrefix, resolver)),
        ];
        await StepAsync("The app's extensions", Remedy, () => _jobs!.StartAsync(cancellationToken));
        _http.Open(routes, _jobs!.Services.GetRequiredService<IJobHost>());
        _ready.SetResult();
        BlobEvents blobs = new(await storage, _identity.DataFolder, _webhooks, _time, _loggers.CreateLogger<BlobEvents>());
        _blobEvents = blobs.RunAsync(_workers.Functions, _app.Settings, _front.Lifetime.ApplicationStopping);
        Log.Functions(_logger, string.Concat(routes.Select(route => route.Describe(_address))));
        Log.Started(_logger, _identity.HostId);
    }

    private void BuildJobs()
    {
        FunctionBridge bridge = new(_workers, _proxy, _catalog);
        Type Functions() => FunctionType.Emit(_workers.Functions, _catalog, bridge.InvokeAsync);
        ExtensionAssemblies.Offer(_app);
        _jobs = JobHostBuilder.Build(_app, _identity.HostId, Functions, _webhooks, new TimeoutHandler(_workers, _time), _loggers);
    }

    /// <summary>Makes a step of the start; what others dislike about it is told in one sentence.</summary>
    private static async Task StepAsync(string what, string remedy, Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception error) when (error is not (OperationCanceledException or HostStartException))
        {
            throw new HostStartException($"{what} cannot be started ({error.GetBaseException().Message}); {remedy}.", error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(70, LogLevel.Information, "HTTP functions:{Routes}")]
        public static partial void Functions(ILogger logger, string routes);

        [LoggerMessage(71, LogLevel.Information, "Host started, id {HostId}")]
        public static partial void Started(ILogger logger, string hostId);

        [LoggerMessage(72, LogLevel.Critical, "{Reason}")]
        public static partial void Failed(ILogger logger, string reason);

        [LoggerMessage(73, LogLevel.Warning, "A listener did not stop cleanly: {Reason}")]
        public static partial void NotStopped(ILogger logger, string reason);
    }
}

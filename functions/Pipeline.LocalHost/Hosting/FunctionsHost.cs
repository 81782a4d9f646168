using Azure.Storage.Blobs;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Host;
using Pipeline.LocalHost.Admin;
using Pipeline.LocalHost.App;
using Pipeline.LocalHost.Blobs;
using Pipeline.LocalHost.Http;
using Pipeline.LocalHost.Invocation;
using Pipeline.LocalHost.Jobs;
using Pipeline.LocalHost.Rpc;
using Pipeline.LocalHost.Webhooks;
using Pipeline.LocalHost.Workers;
using Yarp.ReverseProxy.Forwarder;

namespace Pipeline.LocalHost.Hosting;

/// <summary>One run of the host: opens the port, starts the worker, then the job host with the app's extensions.</summary>
internal sealed partial class FunctionsHost : IAsyncDisposable
{
    private readonly HostOptions _options;
    private readonly PublishedApp _app;
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly FunctionErrors _errors = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private readonly HostIdentity _identity;
    private readonly IDisposable? _hub;
    private readonly KeyRing? _keys;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private readonly FunctionRpcService _rpc = new();
    private readonly WorkerSupervisor _workers;
    private readonly ExtensionWebhooks _webhooks;
    private readonly WebApplication _front;
    private readonly WebApplication _back;
    private readonly WorkerProxy _proxy;
    private readonly BindingCatalog _catalog;
    private readonly FunctionTypeLocator _types;
    private readonly AccessCheck _access;
    private readonly HttpFunctions _http;
    private readonly AdminEndpoints _admin;
    private readonly long _began;
    private IHost? _jobs;
    private Task _blobEvents = Task.CompletedTask;

    private FunctionsHost(HostOptions options)
    {
        _began = _time.GetTimestamp();
        _options = options;
        _app = PublishedApp.Open(options);
        _identity = HostIdentity.Create(options, _app.Settings);
        _hub = _app.HostFile.HubName is { } hub && _app.Settings.Expand(hub) is { } name
            ? HubLock.Take(_app.Settings.Get(StorageAccount.Setting) ?? string.Empty, name)
            : null;
        _keys = options.UseKeys ? KeyRing.Open(_identity.DataFolder) : null;
        _loggers = HostLogging.Create(_app.HostFile);
        _loggers.AddProvider(_errors);
        _logger = _loggers.CreateLogger("Host.Startup");
        _workers = new WorkerSupervisor(_app, _rpc, new WorkerLogs(_loggers), _time, _loggers.CreateLogger<WorkerSupervisor>());
        _webhooks = new ExtensionWebhooks(Address, _keys);
        _front = WebFront.Public(options, BodyLimit, _loggers);
        _back = WebFront.Private(_rpc, _loggers);
        _proxy = new WorkerProxy(_front.Services.GetRequiredService<IHttpForwarder>(), _time);
        _catalog = new BindingCatalog(() => _jobs!.Services.GetRequiredService<IJobHostMetadataProvider>());
        _types = new FunctionTypeLocator(_app, _workers, _catalog, new FunctionBridge(_workers, _proxy, _catalog));
        _access = new AccessCheck(_keys);
        _http = new HttpFunctions(_access, _proxy, BodyLimit);
        _admin = new AdminEndpoints(_identity.HostId, _workers, _http, _webhooks, _errors, _keys, _access);
    }

    private Uri Address => new($"http://localhost:{_options.Port}/");

    private long BodyLimit => HttpFunctions.BodyLimit(_app.Settings.Get("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"));

    /// <summary>Runs until Ctrl-C, SIGTERM or a worker that dies too often.</summary>
    /// <returns>The exit code: 0 after a stop that was asked for, 1 after a failure.</returns>
    /// <exception cref="HostStartException">The host cannot start, with the reason for the developer.</exception>
    public static async Task<int> RunAsync(HostOptions options)
    {
        await using FunctionsHost host = new(options);
        TaskCompletionSource stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
        CancellationToken stopping = host._front.Lifetime.ApplicationStopping;
        await using CancellationTokenRegistration registration = stopping.Register(stop.SetResult);
        try
        {
            await host.StartAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return 0;
        }

        if (await Task.WhenAny(stop.Task, host._workers.GaveUp, host._failed.Task) is not Task<string> failure)
        {
            return 0;
        }

        Log.Failed(host._logger, await failure);
        return 1;
    }

    /// <summary>Stops: no new work, calls in flight end, then the worker ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _ready.TrySetCanceled();
        await Task.WhenAll(_front.StopAsync(), StopJobsAsync(), _blobEvents);
        await _workers.DisposeAsync();
        _jobs?.Dispose();
        await _back.StopAsync();
        await _front.DisposeAsync();
        await _back.DisposeAsync();
        _proxy.Dispose();
        _hub?.Dispose();
        _stopping.Dispose();
        _loggers.Dispose();
        _errors.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        ExtensionAssemblies.Offer(_app);
        WebFront.Map(_front, _ready.Task, _http, _admin, _webhooks, _access);
        await OpenPortAsync(cancellationToken);
        await _back.StartAsync(cancellationToken);
        Task<BlobServiceClient> storage = StorageAccount.OpenAsync(_app.Settings, cancellationToken);
        Task building = Task.Run(BuildJobs, cancellationToken);
        await Task.WhenAll(_workers.StartAsync(new Uri(_back.Urls.First()), cancellationToken), building, storage);
        AppCheck.Check(_app, _workers.Functions, _catalog);
        IInlineConstraintResolver resolver = _front.Services.GetRequiredService<IInlineConstraintResolver>();
        HttpRoute[] routes =
        [
            .. _workers.Functions.Where(function => function.IsHttp)
                .Select(function => HttpRoute.Of(function, _app.HostFile.RoutePrefix, resolver)),
        ];
        await StartJobsAsync(cancellationToken);
        _http.Open(routes, _jobs!.Services.GetRequiredService<IJobHost>());
        _ready.SetResult();
        _blobEvents = WatchBlobsAsync(await storage);
        Log.Functions(_logger, StartupText.Write(_workers.Functions, routes, _errors, Address));
        Log.Started(_logger, _identity.HostId, _time.GetElapsedTime(_began).TotalMilliseconds);
    }

    private void BuildJobs()
    {
        try
        {
            _jobs = JobHostBuilder.Build(
                _app, _identity.HostId, _types, _webhooks, new TimeoutHandler(_workers, _failed, _time), _loggers);
        }
        catch (Exception error) when (error is not HostStartException)
        {
            throw NotStarted(error);
        }
    }

    private async Task StartJobsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _jobs!.StartAsync(cancellationToken);
        }
        catch (Exception error) when (error is not (OperationCanceledException or HostStartException))
        {
            throw NotStarted(error);
        }
    }

    /// <summary>An extension that fails to stop, as the blobs' sometimes does, must not keep the rest from stopping.</summary>
    private async Task StopJobsAsync()
    {
        try
        {
            await (_jobs?.StopAsync() ?? Task.CompletedTask);
        }
        catch (Exception error)
        {
            Log.NotStopped(_logger, error.Message);
        }
    }

    private static HostStartException NotStarted(Exception error) =>
        new($"The app's extensions do not start ({error.GetBaseException().Message}); correct what it names in host.json or the settings.", error);

    private async Task OpenPortAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _front.StartAsync(cancellationToken);
        }
        catch (IOException error)
        {
            throw new HostStartException(
                $"Port {_options.Port} is unavailable ({error.InnerException?.Message ?? error.Message}); close the process that uses it, "
                + "or give another one with --port.", error);
        }
    }

    private Task WatchBlobsAsync(BlobServiceClient storage)
    {
        IReadOnlyList<(string Function, string Container)> subscriptions = BlobEvents.Subscriptions(_workers.Functions, _app.Settings);
        return subscriptions.Count == 0
            ? Task.CompletedTask
            : new BlobEvents(
                subscriptions, storage, AnnouncedBlobs.Open(_identity.DataFolder), _webhooks, _time, _loggers.CreateLogger<BlobEvents>())
                .RunAsync(_stopping.Token);
    }

    private static partial class Log
    {
        [LoggerMessage(70, LogLevel.Information, "{Functions}")]
        public static partial void Functions(ILogger logger, string functions);

        [LoggerMessage(71, LogLevel.Information, "Host started, id {HostId} ({Milliseconds:0}ms)")]
        public static partial void Started(ILogger logger, string hostId, double milliseconds);

        [LoggerMessage(73, LogLevel.Warning, "A listener did not stop cleanly: {Reason}")]
        public static partial void NotStopped(ILogger logger, string reason);

        [LoggerMessage(72, LogLevel.Critical, "{Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}

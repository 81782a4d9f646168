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
    private readonly TimeProvider clock = TimeProvider.System;
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Uri address;
    private readonly PublishedApp app;
    private readonly HostIdentity identity;
    private readonly IDisposable? hub;
    private readonly ILoggerFactory loggers;
    private readonly ILogger logger;
    private readonly WorkerSupervisor workers;
    private readonly ExtensionWebhooks webhooks;
    private readonly WebApplication front;
    private readonly WebApplication back;
    private readonly WorkerProxy proxy;
    private readonly BindingCatalog catalog;
    private readonly HttpFunctions http;
    private IHost? jobs;
    private Task blobEvents = Task.CompletedTask;

    private FunctionsHost(HostOptions options)
    {
        address = new Uri($"http://localhost:{options.Port}/");
        app = PublishedApp.Open(options);
        identity = HostIdentity.Create(options, app.Settings);
        hub = HubLock.Take(app);
        KeyRing keys = options.UseKeys ? KeyRing.Open(identity.DataFolder) : KeyRing.None;
        loggers = HostLogging.Create(app.HostFile);
        logger = loggers.CreateLogger("Host.Startup");
        FunctionRpcService rpc = new();
        long bodyLimit = HttpFunctions.BodyLimit(app.Settings.Get("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"));
        front = WebFront.Public(options.Port, bodyLimit, loggers);
        back = WebFront.Private(rpc, loggers);
        workers = new WorkerSupervisor(
            app, () => new Uri(back.Urls.First()), rpc, new WorkerLogs(loggers), clock, loggers.CreateLogger<WorkerSupervisor>());
        webhooks = new ExtensionWebhooks(address, keys);
        proxy = new WorkerProxy(front.Services.GetRequiredService<IHttpForwarder>(), clock);
        catalog = new BindingCatalog(() => jobs!.Services.GetRequiredService<IJobHostMetadataProvider>());
        http = new HttpFunctions(keys, proxy, bodyLimit);
        WebFront.Map(front, ready.Task, http, new AdminEndpoints(identity.HostId, workers, http, webhooks, keys), webhooks);
    }

    /// <summary>Runs until Ctrl-C, SIGTERM or a worker that dies too often.</summary>
    /// <returns>The exit code: 0 after a stop that was asked for, 1 after a failure.</returns>
    /// <exception cref="HostStartException">The host cannot start, with the reason for the developer.</exception>
    public static async Task<int> RunAsync(HostOptions options)
    {
        await using FunctionsHost host = new(options);
        CancellationToken stopping = host.front.Lifetime.ApplicationStopping;
        try
        {
            await host.StartAsync(stopping);
            Log.Failed(host.logger, await host.workers.GaveUp.WaitAsync(stopping));
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
        ready.TrySetCanceled();
        Task front = this.front.StopAsync();
        Task jobs = this.jobs?.StopAsync() ?? Task.CompletedTask;
        await jobs.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (jobs.Exception is { } fault)
        {
            // An extension that fails to stop, as the blobs' sometimes does, must not keep the rest from stopping.
            Log.NotStopped(logger, fault.GetBaseException().Message);
        }

        await front;
        await blobEvents.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await workers.DisposeAsync();
        this.jobs?.Dispose();
        await back.StopAsync();
        await this.front.DisposeAsync();
        await back.DisposeAsync();
        proxy.Dispose();
        hub?.Dispose();
        loggers.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        const string OtherPort = "close the process that uses it, or give another one with --port";
        await StepAsync($"Port {address.Port}", OtherPort, () => front.StartAsync(cancellationToken));
        await back.StartAsync(cancellationToken);
        Task<BlobServiceClient> storage = StorageAccount.OpenAsync(app.Settings, cancellationToken);
        const string Remedy = "correct what it names in host.json or the settings, or publish the app again";
        Task building = StepAsync("The app's extensions", Remedy, () => Task.Run(BuildJobs, cancellationToken));
        await Task.WhenAll(workers.StartAsync(cancellationToken), building, storage);
        AppCheck.Check(app, workers.Functions, catalog);
        IInlineConstraintResolver resolver = front.Services.GetRequiredService<IInlineConstraintResolver>();
        HttpRoute[] routes =
        [
            .. workers.Functions.Where(function => function.IsHttp).Select(function => HttpRoute.Of(function, app.HostFile.RoutePrefix, resolver)),
        ];
        await StepAsync("The app's extensions", Remedy, () => jobs!.StartAsync(cancellationToken));
        http.Open(routes, jobs!.Services.GetRequiredService<IJobHost>());
        ready.SetResult();
        BlobEvents blobs = new(await storage, identity.DataFolder, webhooks, clock, loggers.CreateLogger<BlobEvents>());
        blobEvents = blobs.RunAsync(workers.Functions, app.Settings, front.Lifetime.ApplicationStopping);
        Log.Functions(logger, string.Concat(routes.Select(route => route.Describe(address))));
        Log.Started(logger, identity.HostId);
    }

    private void BuildJobs()
    {
        FunctionBridge bridge = new(workers, proxy, catalog);
        Type Functions() => FunctionType.Emit(workers.Functions, catalog, bridge.InvokeAsync);
        ExtensionAssemblies.Offer(app);
        jobs = JobHostBuilder.Build(app, identity.HostId, Functions, webhooks, new TimeoutHandler(workers, clock), loggers);
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

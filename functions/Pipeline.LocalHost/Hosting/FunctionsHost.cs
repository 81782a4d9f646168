using System.Net;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging.Console;
using Pipeline.LocalHost.Admin;
using Pipeline.LocalHost.Blobs;
using Pipeline.LocalHost.Configuration;
using Pipeline.LocalHost.Durable;
using Pipeline.LocalHost.Durable.Management;
using Pipeline.LocalHost.EventGrid;
using Pipeline.LocalHost.Faults;
using Pipeline.LocalHost.Handler;
using Pipeline.LocalHost.Http;
using Pipeline.LocalHost.Invocation;
using Yarp.ReverseProxy.Forwarder;

namespace Pipeline.LocalHost.Hosting;

/// <summary>One run of the host: reads the app, opens the port, starts the handler and the triggers.</summary>
internal sealed partial class FunctionsHost : IAsyncDisposable
{
    private readonly HostOptions _options;
    private readonly WebApplication _app;
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly ILogger _logger;
    private readonly AppSettings _settings;
    private readonly HostFile _hostFile;
    private readonly FunctionList _functions;
    private readonly HostIdentity _identity;
    private readonly StorageAccounts _accounts;
    private readonly HandlerSupervisor _handler;
    private readonly HandlerClient _client;
    private readonly FunctionInvoker _invoker;
    private readonly BlobTrigger _blobs;
    private readonly ProxyEndpoint _proxy;
    private readonly KeyRing? _keys;
    private readonly DurableClientPayload _clients;
    private readonly TaskHub _hub;
    private readonly CancellationTokenSource _abandonHttp = new();
    private readonly BackgroundCalls _background = new();
    private ListenerGroup? _listeners;

    private FunctionsHost(HostOptions options)
    {
        _options = options;
        _settings = AppSettings.Read(options);
        _hostFile = HostFile.Read(options.AppFolder, _settings);
        _functions = new FunctionFolders(_settings).Read(options.AppFolder);
        _identity = HostIdentity.Create(options, _settings);
        _accounts = new StorageAccounts(_settings);
        HandlerCommand command = HandlerCommand.Create(_hostFile.Handler, options.AppFolder, _settings);
        _keys = options.UseKeys ? KeyRing.Open(_identity.DataFolder) : null;

        _app = Build(options);
        ILoggerFactory loggers = _app.Services.GetRequiredService<ILoggerFactory>();
        _logger = loggers.CreateLogger<FunctionsHost>();
        _handler = new HandlerSupervisor(
            command, _hostFile.Handler, options.HandlerErrorLimit, _time,
            loggers.CreateLogger<HandlerSupervisor>(), loggers.CreateLogger("Host.Function.Console"));
        _client = new HandlerClient(_time);
        HostFaults faults = new(options.Faults, loggers.CreateLogger<HostFaults>());
        DurableTaskSettings durable = _hostFile.DurableTask.WithHubName(_settings.Expand(_hostFile.DurableTask.HubName));
        _clients = new DurableClientPayload(durable, _keys, () => Address);
        _invoker = new FunctionInvoker(
            _handler, new FaultyCalls(faults, _client, _handler, _time),
            new OutputWriter(
                _accounts, _hostFile.Queues, (value, token) => new DurableClientOutput(_hub!, _time).StartAsync(value, token)),
            _clients.InputsOf, options.FunctionTimeout ?? _hostFile.FunctionTimeout, _time, loggers.CreateLogger<FunctionInvoker>());
        _hub = new TaskHub(
            durable, new DurableFunctions(_functions.Functions), _accounts, _invoker, faults, _time, loggers.CreateLogger<TaskHub>());
        _blobs = new BlobTrigger(
            _functions.Functions.ToDictionary(function => function.StorageName), _accounts, _invoker,
            loggers.CreateLogger<BlobTrigger>());
        _proxy = new ProxyEndpoint(
            _app.Services.GetRequiredService<IHttpForwarder>(), _handler, _time, loggers.CreateLogger<ProxyEndpoint>());
    }

    /// <summary>Where the host listens.</summary>
    public Uri Address => new(_app.Urls.First());

    private IEnumerable<FunctionDefinition> Started =>
        _functions.Functions.Where(function => !DurableBindings.IsEntity(function));

    private bool HasHub => _functions.Functions.Any(DurableBindings.Needs);

    /// <summary>Runs until Ctrl-C, SIGTERM or a handler that fails too often.</summary>
    /// <returns>The exit code: 0 after a stop that was asked for, 1 after the handler failed.</returns>
    /// <exception cref="HostStartException">The host cannot start, with the reason for the developer.</exception>
    public static async Task<int> RunAsync(HostOptions options)
    {
        FunctionsHost host = new(options);
        await using (host)
        {
            TaskCompletionSource stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
            CancellationToken stopping = host._app.Lifetime.ApplicationStopping;
            await using CancellationTokenRegistration registration = stopping.Register(stop.SetResult);
            try
            {
                await host.StartAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return 0;
            }

            if (await Task.WhenAny(stop.Task, host._handler.GaveUp) == stop.Task)
            {
                return 0;
            }

            Log.GaveUp(host._logger, await host._handler.GaveUp);
            return 1;
        }
    }

    /// <summary>Starts a host for a test.</summary>
    public static async Task<FunctionsHost> StartAsync(HostOptions options, CancellationToken cancellationToken)
    {
        FunctionsHost host = new(options);
        try
        {
            await host.StartAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops: no new work, running calls end within the grace period, the handler is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource grace = new(_options.StopGrace, _time);
        await using CancellationTokenRegistration abandon = grace.Token.Register(_abandonHttp.Cancel);
        await Task.WhenAll(
            _listeners?.StopAsync(_options.StopGrace) ?? Task.CompletedTask,
            _background.DrainAsync(),
            _app.StopAsync(grace.Token).ContinueWith(_ => { }, TaskScheduler.Default));
        await _handler.DisposeAsync();
        if (_listeners is not null)
        {
            await _listeners.DisposeAsync();
        }

        _proxy.Dispose();
        _client.Dispose();
        await _app.DisposeAsync();
        _abandonHttp.Dispose();
    }

    private static WebApplication Build(HostOptions options)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.FormatterName = HostConsoleFormatter.FormatterName);
        builder.Logging.AddConsoleFormatter<HostConsoleFormatter, ConsoleFormatterOptions>();
        builder.Logging.SetMinimumLevel(LogLevel.Information);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Logging.AddFilter("Yarp", LogLevel.Error);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddRouting();
        builder.Services.AddHttpForwarder();
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(
            host => host.ShutdownTimeout = options.StopGrace);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.AddServerHeader = false;
        });
        return builder.Build();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        _background.Abandon = _abandonHttp.Token;
        MapEndpoints();
        await OpenPortAsync(cancellationToken);
        Log.Starting(_logger, _options.AppFolder, _identity.HostId);
        bool needsStorage = HasHub || Started.Any(function => !function.Trigger.Is("httpTrigger"));
        BlobContainerClient? hosts = needsStorage || _accounts.HasHostAccount
            ? await new StorageGate(_accounts, _time, Logger<StorageGate>()).OpenAsync(cancellationToken)
            : null;
        _handler.Start();
        await WaitForHandlerAsync(cancellationToken);
        IReadOnlyList<ITriggerListener> listeners = hosts is null
            ? []
            : await new ListenerFactory(
                _options, _hostFile, _accounts, _identity, _invoker, _blobs, _time,
                _app.Services.GetRequiredService<ILoggerFactory>())
                .CreateAsync(Started, HasHub ? _hub : null, hosts, cancellationToken);
        _listeners = new ListenerGroup(listeners, _time, Logger<ListenerGroup>());
        _listeners.Start();
        Log.Functions(_logger, StartupText.Write(_functions, _hostFile.RoutePrefix, Address, _keys));
        foreach (FunctionDefinition function in _functions.Functions.Where(DurableBindings.IsEntity))
        {
            Log.NotStarted(_logger, function.Name);
        }

        Log.Started(_logger);
    }

    private void MapEndpoints()
    {
        AccessCheck access = new(_keys);
        HttpFunctions http = new(_hostFile.Handler, access, _proxy, new EnvelopeEndpoint(_invoker, _keys is not null));
        http.Map(
            _app,
            Started.Where(function => function.Trigger.Is("httpTrigger"))
                .Select(function => HttpRoute.Of(function, _hostFile.RoutePrefix)),
            _abandonHttp.Token);
        ManualStart manual = new(_invoker, _blobs, _background, _time);
        new AdminEndpoints(_identity, _functions, _hostFile, _handler, manual, access, _time).Map(_app);
        new EventGridEndpoint(_functions, _invoker, access, _time).Map(_app, _abandonHttp.Token);
        if (HasHub)
        {
            new ManagementEndpoints(_hub, _clients, access, _time).Map(_app);
        }
    }

    private async Task OpenPortAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _app.StartAsync(cancellationToken);
        }
        catch (IOException error)
        {
            throw new HostStartException(
                $"Port {_options.Port} is unavailable. Close the process using that port, or give another one with --port.",
                error);
        }
    }

    private async Task WaitForHandlerAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _handler.WaitUntilReadyAsync(cancellationToken);
        }
        catch (Exception error) when (error is TimeoutException or InvalidOperationException)
        {
            throw new HostStartException(error.Message, error);
        }
    }

    private ILogger<T> Logger<T>() => _app.Services.GetRequiredService<ILogger<T>>();

    private static partial class Log
    {
        [LoggerMessage(72, LogLevel.Information, "Functions host for custom handlers, app {AppFolder}, host id {HostId}")]
        public static partial void Starting(ILogger logger, string appFolder, string hostId);

        [LoggerMessage(73, LogLevel.Information, "{Functions}")]
        public static partial void Functions(ILogger logger, string functions);

        [LoggerMessage(74, LogLevel.Warning, "Function '{Function}' is not started: LocalHost runs no entities")]
        public static partial void NotStarted(ILogger logger, string function);

        [LoggerMessage(75, LogLevel.Information, "Job host started")]
        public static partial void Started(ILogger logger);

        [LoggerMessage(76, LogLevel.Critical, "{Reason} The host stops.")]
        public static partial void GaveUp(ILogger logger, string reason);
    }
}

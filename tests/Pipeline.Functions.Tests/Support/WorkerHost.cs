using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.WebJobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Functions.Composition;
using Pipeline.LocalHost.App;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Http;
using Pipeline.LocalHost.Invocation;
using Pipeline.LocalHost.Rpc;
using Pipeline.LocalHost.Rpc.Messages;
using Yarp.ReverseProxy.Forwarder;
using HostOptions = Pipeline.LocalHost.HostOptions;
using WorkerOptions = Microsoft.Azure.Functions.Worker.WorkerOptions;

namespace Pipeline.Functions.Tests.Support;

/// <summary>The app's worker in this process, below the HTTP part of the local host; nothing else calls its functions but the test.</summary>
internal sealed class WorkerHost : IJobHost, IAsyncDisposable
{
    private static readonly long BodyLimit = HttpFunctions.BodyLimit(text: null);

    private readonly WebApplication front;
    private readonly WebApplication back;
    private readonly WorkerProxy proxy;
    private readonly WorkerChannel channel = new(static _ => { });
    private IHost? worker;
    private Dictionary<string, FunctionDefinition> functions = [];

    private WorkerHost(WebApplication front, WebApplication back)
    {
        (this.front, this.back) = (front, back);
        proxy = new WorkerProxy(front.Services.GetRequiredService<IHttpForwarder>(), TimeProvider.System);
    }

    /// <summary>Where HTTP functions answer.</summary>
    public Uri Address => new(front.Urls.First());

    /// <summary>The worker's services.</summary>
    public IServiceProvider Services => worker!.Services;

    /// <summary>Starts the app.</summary>
    /// <param name="args">Its settings as a command line.</param>
    /// <param name="change">Changes its services.</param>
    public static async Task<WorkerHost> StartAsync(string[] args, Action<IServiceCollection> change)
    {
        PublishedApp app = PublishedApp.Open(new HostOptions(AppFolder, Port: 0));
        FunctionRpcService rpc = new();
        WorkerHost host = new(
            WebFront.Public(port: 0, BodyLimit, NullLoggerFactory.Instance),
            WebFront.Private(rpc, NullLoggerFactory.Instance));
        rpc.Expect(host.channel);
        await host.back.StartAsync();
        host.worker = Build([.. args, .. Connection(host.back.Urls.First(), host.channel.Id)], change);
        await host.worker.StartAsync();
        await host.channel.Connected;
        await host.channel.InitializeAsync(app, CancellationToken.None);
        IReadOnlyList<FunctionDefinition> found = await host.channel.ReadFunctionsAsync(app, CancellationToken.None);
        await host.channel.LoadAsync(found, CancellationToken.None);
        host.functions = found.ToDictionary(static function => function.Name, StringComparer.Ordinal);
        await host.OpenAsync(app);
        return host;
    }

    /// <summary>Calls a function that is no HTTP function, with the text of its trigger.</summary>
    /// <returns>Why it failed; null when it did not.</returns>
    public async Task<string?> CallAsync(string name, string trigger)
    {
        FunctionDefinition function = functions[name];
        InvocationRequest request = new() { InvocationId = Guid.NewGuid().ToString(), FunctionId = function.Id, TraceContext = new() };
        request.InputData.Add(new ParameterBinding { Name = function.Trigger.Name, Data = new TypedData { String = trigger } });
        foreach ((string member, object value) in WireValue.Properties(trigger))
        {
            request.TriggerMetadata[member] = WireValue.ToWire(value);
        }

        InvocationResponse response = await channel.InvokeAsync(request, CancellationToken.None);
        return response.Result.Status == StatusResult.Types.Status.Success ? null : response.Result.Exception?.Message ?? "failed";
    }

    /// <inheritdoc />
    public async Task CallAsync(string name, IDictionary<string, object>? arguments = null, CancellationToken cancellationToken = default)
    {
        FunctionDefinition function = functions[name];
        InvocationRequest request = new() { InvocationId = Guid.NewGuid().ToString(), FunctionId = function.Id, TraceContext = new() };
        var http = (Microsoft.AspNetCore.Http.HttpContext)arguments![function.Trigger.Name];
        HttpCallData.Fill(request, http, function.Trigger.Name);
        Task forwarding = proxy.Start(http, channel, request.InvocationId);
        InvocationResponse response = await channel.InvokeAsync(request, cancellationToken);
        await forwarding;
        if (response.Result.Status != StatusResult.Types.Status.Success)
        {
            throw new FunctionFailedException(response.Result);
        }
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc />
    public Task StopAsync() => throw new NotSupportedException();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await front.StopAsync();
        if (worker is not null)
        {
            await worker.StopAsync();
            worker.Dispose();
        }

        // The worker leaves its stream open.
        await back.StopAsync(new CancellationToken(canceled: true));
        await front.DisposeAsync();
        await back.DisposeAsync();
        proxy.Dispose();
    }

    // The folder that the build of the app wrote, beside that of these tests.
    private static string AppFolder { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Pipeline.Functions", new DirectoryInfo(AppContext.BaseDirectory).Name));

    private static string[] Connection(string address, string id) =>
    [
        "--Functions:Worker:HostEndpoint", address, "--Functions:Worker:WorkerId", id, "--Functions:Worker:RequestId", id,
        "--Functions:Worker:GrpcMaxMessageLength", $"{int.MaxValue}",
    ];

    private static IHost Build(string[] args, Action<IServiceCollection> change)
    {
        // The worker finds its functions and extensions from the assembly that was started.
        Assembly.SetEntryAssembly(typeof(PipelineComposition).Assembly);
        Environment.SetEnvironmentVariable("FUNCTIONS_APPLICATION_DIRECTORY", AppFolder);
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
        builder.AddPipeline();
        // The worker takes one port for the life of a process; here several workers follow each other, or stand side by side.
        int port = FreePort();
        builder.Services
            .Configure<WorkerOptions>(options => options.Capabilities["HttpUri"] = $"http://localhost:{port}")
            .Configure<KestrelServerOptions>(kestrel => kestrel.ListenLocalhost(port));
        change(builder.Services);
        IHost built = builder.Build();
        built.Services.CheckSettings();
        return built;
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task OpenAsync(PublishedApp app)
    {
        HttpFunctions http = new(KeyRing.None, proxy, BodyLimit);
        IInlineConstraintResolver resolver = front.Services.GetRequiredService<IInlineConstraintResolver>();
        http.Open(
            [.. functions.Values.Where(static function => function.IsHttp).Select(function => HttpRoute.Of(function, app.HostFile.RoutePrefix, resolver))
                .OrderBy(static route => route.Function.Name, StringComparer.OrdinalIgnoreCase)],
            this);
        front.MapFallback("{**path}", http.AnswerAsync);
        await front.StartAsync();
    }
}

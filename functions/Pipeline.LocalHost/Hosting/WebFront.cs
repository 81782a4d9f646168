using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Pipeline.LocalHost.Http;
using Pipeline.LocalHost.Jobs;
using Pipeline.LocalHost.Rpc;

namespace Pipeline.LocalHost.Hosting;

/// <summary>The two web servers of the host: one for people, one for the worker.</summary>
internal static class WebFront
{
    /// <summary>How long calls in flight may go on after a stop was asked for.</summary>
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(60);

    public static WebApplication Public(int port, long bodyLimit, ILoggerFactory loggers)
    {
        WebApplicationBuilder builder = Builder(loggers, kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Limits.MaxRequestBodySize = bodyLimit;
            kestrel.AddServerHeader = false;
        });
        builder.Services.AddRouting();
        builder.Services.AddHttpForwarder();
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = DrainLimit);
        return builder.Build();
    }

    /// <summary>The server for the worker's stream, on a port of its own that only this machine sees.</summary>
    public static WebApplication Private(FunctionRpcService service, ILoggerFactory loggers)
    {
        WebApplicationBuilder builder = Builder(
            loggers, kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc(grpc => (grpc.MaxReceiveMessageSize, grpc.MaxSendMessageSize) = (null, null));
        builder.Services.AddSingleton(service);
        WebApplication app = builder.Build();
        app.MapGrpcService<FunctionRpcService>();
        return app;
    }

    /// <summary>Maps everything the public server answers; requests wait until the host is ready.</summary>
    public static void Map(WebApplication app, Task ready, HttpFunctions functions, AdminEndpoints admin, ExtensionWebhooks webhooks)
    {
        app.Use(async (context, next) =>
        {
            await ready.WaitAsync(context.RequestAborted);
            await next(context);
        });
        admin.Map(app);
        app.Map("/runtime/webhooks/{extension}/{**rest}", webhooks.AnswerAsync);
        app.MapFallback("{**path}", functions.AnswerAsync);
    }

    private static WebApplicationBuilder Builder(ILoggerFactory loggers, Action<KestrelServerOptions> configure)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        // The addresses are ours; ASPNETCORE_URLS is meant for others.
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, string.Empty).ConfigureKestrel(configure);
        builder.Services.AddSingleton(loggers);
        return builder;
    }
}

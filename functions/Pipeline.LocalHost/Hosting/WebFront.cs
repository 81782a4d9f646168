using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Pipeline.LocalHost.Admin;
using Pipeline.LocalHost.Http;
using Pipeline.LocalHost.Rpc;
using Pipeline.LocalHost.Webhooks;

namespace Pipeline.LocalHost.Hosting;

/// <summary>The two web servers of the host: one for people, one for the worker.</summary>
internal static class WebFront
{
    /// <summary>How long calls in flight may go on after a stop was asked for.</summary>
    public static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(60);

    /// <summary>The server for HTTP functions; requests wait until the host has started.</summary>
    public static WebApplication Public(HostOptions options, long bodyLimit, ILoggerFactory loggers)
    {
        WebApplicationBuilder builder = Builder(loggers);
        builder.Services.AddRouting();
        builder.Services.AddHttpForwarder();
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = DrainLimit);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.Limits.MaxRequestBodySize = bodyLimit;
            kestrel.AddServerHeader = false;
        });
        return builder.Build();
    }

    /// <summary>The server for the worker's stream, on a port of its own that only this machine sees.</summary>
    public static WebApplication Private(FunctionRpcService service, ILoggerFactory loggers)
    {
        WebApplicationBuilder builder = Builder(loggers);
        builder.Services.AddGrpc(grpc => (grpc.MaxReceiveMessageSize, grpc.MaxSendMessageSize) = (null, null));
        builder.Services.AddSingleton(service);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        WebApplication app = builder.Build();
        app.MapGrpcService<FunctionRpcService>();
        return app;
    }

    /// <summary>Maps everything the public server answers.</summary>
    public static void Map(
        WebApplication app, Task ready, HttpFunctions functions, AdminEndpoints admin, ExtensionWebhooks webhooks, AccessCheck access)
    {
        app.Use(async (context, next) =>
        {
            await ready.WaitAsync(context.RequestAborted);
            await next(context);
        });
        admin.Map(app);
        new WebhookEndpoints(webhooks, access).Map(app);
        app.MapFallback("{**path}", functions.AnswerAsync);
    }

    private static WebApplicationBuilder Builder(ILoggerFactory loggers)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        // The addresses are ours; ASPNETCORE_URLS is meant for others.
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, string.Empty);
        builder.Services.AddSingleton(loggers);
        return builder;
    }
}

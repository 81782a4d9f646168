using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pipeline.TestSupport;
using Yarp.ReverseProxy.Forwarder;

namespace Pipeline.Benchmarks.Orders;

/// <summary>Stands before an emulator, forwards what comes and notes it.</summary>
internal sealed class CountedStorage : IAsyncDisposable
{
    private static readonly object IsEmptyKey = new();

    private readonly AzuriteServer azurite;
    private readonly WebApplication app;
    private readonly HttpMessageInvoker client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
    private readonly Transformer transformer = new();
    private ConcurrentQueue<StorageOperation> operations = new();

    private CountedStorage(AzuriteServer azurite, WebApplication app) => (this.azurite, this.app) = (azurite, app);

    /// <summary>When a message last went into a queue or out of it.</summary>
    public DateTimeOffset LastMessageAt { get; private set; }

    /// <summary>As the emulator's, with the addresses of this.</summary>
    public string ConnectionString { get; private set; } = string.Empty;

    /// <summary>Starts it.</summary>
    public static async Task<CountedStorage> StartAsync(AzuriteServer azurite)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        _ = builder.Logging.ClearProviders();
        _ = builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            foreach (StorageService _ in Enum.GetValues<StorageService>())
            {
                kestrel.Listen(IPAddress.Loopback, 0);
            }
        });
        _ = builder.Services.AddHttpForwarder();
        WebApplication proxy = builder.Build();
        CountedStorage storage = new(azurite, proxy);
        IHttpForwarder forwarder = proxy.Services.GetRequiredService<IHttpForwarder>();
        Dictionary<int, StorageService> services = [];
        proxy.Run(context => storage.ForwardAsync(context, services[context.Connection.LocalPort], forwarder));
        await proxy.StartAsync();
        foreach ((StorageService service, string url) in Enum.GetValues<StorageService>().Zip(proxy.Urls))
        {
            services[new Uri(url).Port] = service;
        }

        storage.ConnectionString = services.Aggregate(
            azurite.ConnectionString,
            (text, pair) => text.Replace($":{storage.PortOf(pair.Value)}/", $":{pair.Key}/", StringComparison.Ordinal));
        return storage;
    }

    /// <summary>What was noted since the last time.</summary>
    public IReadOnlyCollection<StorageOperation> Take() => Interlocked.Exchange(ref operations, new ConcurrentQueue<StorageOperation>());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        client.Dispose();
    }

    private int PortOf(StorageService service) => service switch
    {
        StorageService.Blob => azurite.BlobPort,
        StorageService.Queue => azurite.QueuePort,
        _ => azurite.TablePort,
    };

    private async Task ForwardAsync(HttpContext context, StorageService service, IHttpForwarder forwarder)
    {
        HttpRequest request = context.Request;
        string path = request.Path.Value![(AzuriteServer.AccountName.Length + 1)..].TrimStart('/');
        string batch = string.Empty;
        if (path == "$batch")
        {
            request.EnableBuffering();
            using StreamReader reader = new(request.Body, leaveOpen: true);
            batch = await reader.ReadToEndAsync();
            request.Body.Position = 0;
        }

        _ = await forwarder.SendAsync(context, $"http://127.0.0.1:{PortOf(service)}", client, ForwarderRequestConfig.Empty, transformer);
        StorageOperation operation = StorageOperation.Read(
            service, request.Method, path, request.Query.ToDictionary(static pair => pair.Key, static pair => pair.Value.ToString()),
            batch, context.Items.ContainsKey(IsEmptyKey));
        operations.Enqueue(operation);
        if (operation.IsMessage)
        {
            LastMessageAt = TimeProvider.System.GetUtcNow();
        }
    }

    /// <summary>Forwards the address as it was signed, and sees whether a look into a queue found something.</summary>
    private sealed class Transformer : HttpTransformer
    {
        public override async ValueTask TransformRequestAsync(
            HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            proxyRequest.RequestUri = new Uri(
                destinationPrefix + httpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
                new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        }

        public override async ValueTask<bool> TransformResponseAsync(
            HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
        {
            if (proxyResponse is not null && httpContext.Request.Method == "GET"
                && httpContext.Request.Path.Value!.EndsWith("/messages", StringComparison.Ordinal))
            {
                await proxyResponse.Content.LoadIntoBufferAsync(cancellationToken);
                if (!(await proxyResponse.Content.ReadAsStringAsync(cancellationToken)).Contains("<QueueMessage>", StringComparison.Ordinal))
                {
                    httpContext.Items[IsEmptyKey] = true;
                }
            }

            return await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        }
    }
}

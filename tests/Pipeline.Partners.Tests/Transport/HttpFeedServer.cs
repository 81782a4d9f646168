using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Pipeline.Partners.Tests.Transport;

/// <summary>A Kestrel server with files, ranges and validators, and switches for what goes wrong.</summary>
internal sealed class HttpFeedServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private HttpFeedServer(WebApplication app) => this.app = app;

    /// <summary>Files by path.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Body bytes after which the first, second ... GET is aborted.</summary>
    public ConcurrentQueue<int> Cuts { get; } = [];

    /// <summary>Path to Location of redirects (302).</summary>
    public ConcurrentDictionary<string, string> Redirects { get; } = new(StringComparer.Ordinal);

    /// <summary>"METHOD path range authorization", one for each request.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public DateTimeOffset? LastModified { get; set; } = FeedFolder.Morning;

    public string? ETag { get; set; } = "\"v1\"";

    /// <summary>Answer to HEAD, where it is refused.</summary>
    public int? HeadStatus { get; set; }

    /// <summary>Content-Length of HEAD, where it is another than the file's.</summary>
    public long? HeadLength { get; set; }

    /// <summary>Status of a GET with a range, where servers grant whole files only.</summary>
    public int? RangeStatus { get; set; }

    /// <summary>Content-Encoding that is stated, with what is done for it.</summary>
    public (string Name, Func<byte[], byte[]> Encode)? Encoding { get; set; }

    /// <summary>Runs before each answer.</summary>
    public Action<HttpRequest>? BeforeAnswer { get; set; }

    public bool IgnoresRanges { get; set; }

    public int? Status { get; set; }

    /// <summary>Demanded Authorization header.</summary>
    public string? Authorization { get; set; }

    /// <summary>Sends this many bytes and then nothing more.</summary>
    public int? FreezesAfter { get; set; }

    /// <summary>Runs when a GET has sent its body.</summary>
    public Action? AfterBody { get; set; }

    public Uri Address { get; private set; } = null!;

    public static async Task<HttpFeedServer> StartAsync(X509Certificate2? certificate = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        if (certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        HttpFeedServer server = new(builder.Build());
        server.app.Run(server.AnswerAsync);
        await server.app.StartAsync();
        server.Address = new Uri(server.app.Urls.First());
        return server;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        string path = request.Path.Value!;
        Requests.Enqueue($"{request.Method} {path} {request.Headers.Range} {request.Headers.Authorization}".TrimEnd());
        BeforeAnswer?.Invoke(request);
        if (Redirects.TryGetValue(path, out string? location))
        {
            context.Response.Redirect(location);
        }
        else if (Authorization is not null && request.Headers.Authorization != Authorization)
        {
            context.Response.StatusCode = 401;
        }
        else if (Status is { } status)
        {
            context.Response.StatusCode = status;
        }
        else if (HeadStatus is { } refusal && HttpMethods.IsHead(request.Method))
        {
            context.Response.StatusCode = refusal;
        }
        else if (RangeStatus is { } noRange && request.Headers.Range.Count > 0)
        {
            context.Response.StatusCode = noRange;
        }
        else if (!Files.TryGetValue(path, out byte[]? bytes))
        {
            context.Response.StatusCode = 404;
        }
        else if (HeadLength is { } length && HttpMethods.IsHead(request.Method))
        {
            SetValidators(context.Response);
            context.Response.ContentLength = length;
        }
        else if (HttpMethods.IsGet(request.Method) && FreezesAfter is { } frozen)
        {
            context.Response.ContentLength = bytes.Length;
            SetValidators(context.Response);
            await context.Response.Body.WriteAsync(bytes.AsMemory(0, frozen), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        }
        else
        {
            await SendAsync(context, bytes);
        }
    }

    private async Task SendAsync(HttpContext context, byte[] bytes)
    {
        bool isGet = HttpMethods.IsGet(context.Request.Method);
        if (isGet && Cuts.TryDequeue(out int cut))
        {
            RangeItemHeaderValue? range = IgnoresRanges
                ? null : context.Request.GetTypedHeaders().Range?.Ranges.Single();
            int from = (int)(range?.From ?? 0);
            SetValidators(context.Response);
            context.Response.StatusCode = range is null ? 200 : 206;
            context.Response.ContentLength = bytes.Length - from;
            if (range is not null)
            {
                context.Response.GetTypedHeaders().ContentRange =
                    new ContentRangeHeaderValue(from, bytes.Length - 1, bytes.Length);
            }

            await context.Response.Body.WriteAsync(bytes.AsMemory(from, cut));
            await context.Response.Body.FlushAsync();
            context.Abort();
            return;
        }

        if (Encoding is { } encoding)
        {
            context.Response.Headers.ContentEncoding = encoding.Name;
            bytes = encoding.Encode(bytes);
        }

        IResult file = Results.Bytes(
            bytes,
            "text/plain",
            fileDownloadName: null,
            enableRangeProcessing: !IgnoresRanges,
            LastModified,
            ETag is null ? null : EntityTagHeaderValue.Parse(ETag));
        await file.ExecuteAsync(context);
        if (isGet)
        {
            AfterBody?.Invoke();
        }
    }

    private void SetValidators(HttpResponse response)
    {
        response.Headers.ETag = ETag;
        response.GetTypedHeaders().LastModified = LastModified;
    }
}

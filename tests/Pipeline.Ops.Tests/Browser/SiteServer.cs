using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Tests.Support;

namespace Pipeline.Ops.Tests.Browser;

/// <summary>The pages over stores in memory, on a port of this machine.</summary>
public sealed class SiteServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private SiteServer(WebApplication app) => this.app = app;

    public OpsSite Site { get; } = new();

    public Uri Address => new(app.Urls.First());

    public static async Task<SiteServer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        _ = builder.Logging.ClearProviders();
        _ = builder.WebHost.UseUrls("http://127.0.0.1:0");
        SiteServer server = new(builder.Build());
        server.app.Run(async http =>
        {
            string path = http.Request.Path.Value!.TrimStart('/');
            IResult answer = path.StartsWith("ops", StringComparison.Ordinal)
                ? await server.Site.Get<OpsRouter>().AnswerAsync(http, path.Length > 3 ? path[4..] : string.Empty)
                : Results.NotFound();
            await answer.ExecuteAsync(http);
        });
        await server.app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Site.Dispose();
    }
}

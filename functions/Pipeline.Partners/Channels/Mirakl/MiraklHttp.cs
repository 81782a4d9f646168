using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Exchanges;
using Pipeline.Partners.Channels.Mirakl.Calls;
using Pipeline.Partners.Transport.Http;

namespace Pipeline.Partners.Channels.Mirakl;

/// <summary>The HTTP client of all shops of the kind: the record of each try, then the key.</summary>
internal static class MiraklHttp
{
    /// <summary>Name of the client, and code of the kind.</summary>
    public const string Kind = "mirakl";

    /// <summary>Registers the client. Needs an <see cref="IExchangeLog"/> and a clock.</summary>
    public static IHttpClientBuilder AddMirakl(this IServiceCollection services) => services
        .AddHttpClient(Kind, static http =>
        {
            http.Timeout = Timeout.InfiniteTimeSpan;
            http.DefaultRequestHeaders.UserAgent.ParseAdd("pipeline-seller/1");
        })
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .RemoveAllLoggers()
        .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        .AddHttpMessageHandler(static provider => new ExchangeRecorder(
            new SecretMask([]), provider.GetRequiredService<IExchangeLog>(), provider.GetRequiredService<TimeProvider>()))
        .AddHttpMessageHandler(static _ => new MiraklKey());
}

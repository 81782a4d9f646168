using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Exchanges;
using Pipeline.Partners.Transport.Http;

namespace Pipeline.Partners.Content.Icecat;

/// <summary>The HTTP client of Icecat: it records each try without tokens, keys and the name of the account.</summary>
internal static class IcecatHttp
{
    /// <summary>Registers the client. Needs an <see cref="IExchangeLog"/> and a clock.</summary>
    public static IHttpClientBuilder AddIcecat(this IServiceCollection services, IcecatAccount account) => services
        .AddHttpClient(IcecatSource.SourceCode, static http =>
        {
            http.Timeout = Timeout.InfiniteTimeSpan;

            // Its edge refuses callers without a name.
            http.DefaultRequestHeaders.UserAgent.ParseAdd("pipeline-content/1");
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
        .AddHttpMessageHandler(provider => new ExchangeRecorder(
            new SecretMask([account.ShopName, account.ApiToken, account.ContentToken, account.AppKey]),
            provider.GetRequiredService<IExchangeLog>(), provider.GetRequiredService<TimeProvider>()));
}

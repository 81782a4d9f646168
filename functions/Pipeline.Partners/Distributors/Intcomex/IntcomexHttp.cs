using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Pipeline.Core.Exchanges;
using Pipeline.Partners.Distributors.Intcomex.Calls;
using Pipeline.Partners.Transport.Http;
using Polly;
using Polly.Timeout;

namespace Pipeline.Partners.Distributors.Intcomex;

/// <summary>The HTTP client of Intcomex Web Services: repeats outside, the record of each try within, the signature innermost.</summary>
internal static class IntcomexHttp
{
    /// <summary>Name of the client and of the partner in exchanges.</summary>
    public const string Partner = "intcomex";

    /// <summary>Time until the answer of a feed begins; the body has the deadline of its feed.</summary>
    public static readonly TimeSpan FeedDeadline = TimeSpan.FromMinutes(3);

    private const int MostTries = 10;

    /// <summary>Registers the client. Needs an <see cref="IExchangeLog"/> and a clock.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="account">Gives the account when the client is first made.</param>
    public static IHttpClientBuilder AddIntcomex(this IServiceCollection services, Func<IServiceProvider, IwsAccount> account)
    {
        IHttpClientBuilder client = services
            .AddHttpClient(Partner, static http =>
            {
                http.Timeout = Timeout.InfiniteTimeSpan;

                // The service stands behind a filter that wants callers to keep their name.
                http.DefaultRequestHeaders.UserAgent.ParseAdd("pipeline-iws/1");
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
            });
        _ = client.AddResilienceHandler("calls", static (pipeline, context) => Limit(pipeline, context.ServiceProvider.GetRequiredService<TimeProvider>()));
        return client
            .AddHttpMessageHandler(provider => new ExchangeRecorder(
                Secrets(account(provider)), provider.GetRequiredService<IExchangeLog>(), provider.GetRequiredService<TimeProvider>()))
            .AddHttpMessageHandler(provider => new IwsSigner(account(provider), provider.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Repeats around a deadline for each try; the call itself says whether and when.</summary>
    private static void Limit(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, TimeProvider clock)
    {
        pipeline.TimeProvider = clock;
        _ = pipeline
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = MostTries,
                OnRetry = static retry =>
                {
                    ExchangeContext.Cost?.Wait(retry.RetryDelay);
                    return ValueTask.CompletedTask;
                },
                ShouldHandle = static retry => ValueTask.FromResult(Call(retry.Context)?.Pause is not null),
                DelayGenerator = static retry => ValueTask.FromResult(Call(retry.Context)?.Pause),
            })
            .AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = static timeout => ValueTask.FromResult(Call(timeout.Context)?.Deadline ?? FeedDeadline),
            });
    }

    private static IwsCall? Call(ResilienceContext context) => PartnerCall.Of(context.GetRequestMessage()) as IwsCall;

    private static SecretMask Secrets(IwsAccount account) => new([account.ApiKey, account.AccessKey]);
}

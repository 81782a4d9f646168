using System.Net.Security;
using System.Security.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Pipeline.Core.Exchanges;
using Pipeline.Partners.Distributors.IngramMicro.Calls;
using Pipeline.Partners.Transport;
using Pipeline.Partners.Transport.Http;
using Polly;

namespace Pipeline.Partners.Distributors.IngramMicro;

/// <summary>The HTTP client of Ingram Micro's live services: TLS policy, deadline, repeats and record.</summary>
public static class IngramMicroHttp
{
    /// <summary>Name of the client and of the partner in exchanges.</summary>
    public const string Partner = "ingram-micro";

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Registers the client <see cref="Partner"/> and the account's settings. Needs an <see cref="IExchangeLog"/> and a clock.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="settings">Gives the account when the client is first made.</param>
    public static IHttpClientBuilder AddIngramMicro(
        this IServiceCollection services, Func<IServiceProvider, IngramMicroAccountOptions> settings)
    {
        // One account and one gateway for the life of the process: the primary handler renews its connections by itself.
        // Exchanges are recorded whole and masked, so nothing is logged besides.
        IHttpClientBuilder client = services.AddSingleton(settings)
            .AddHttpClient(Partner, static http => http.Timeout = Timeout.InfiniteTimeSpan)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(static provider => Primary(provider.GetRequiredService<IngramMicroAccountOptions>()));
        _ = client.AddResilienceHandler("calls", static (pipeline, context) => Limit(pipeline, context.ServiceProvider));
        return client.AddHttpMessageHandler(static provider => new ExchangeRecorder(
            Secrets(provider.GetRequiredService<IngramMicroAccountOptions>()),
            provider.GetRequiredService<IExchangeLog>(),
            provider.GetRequiredService<TimeProvider>()));
    }

    /// <summary>The handler that connects, with the TLS policy; the gateway is old.</summary>
    /// <exception cref="FormatException">A TLS setting is wrong; the message names it.</exception>
    internal static SocketsHttpHandler Primary(IngramMicroAccountOptions settings)
    {
        string host = settings.Endpoint().Host;
        ServerCertificateCheck check = new(host, ServerCertificateCheck.NormalizeThumbprint(settings.CertificateThumbprint));
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            SslOptions = new SslClientAuthenticationOptions
            {
                AllowRenegotiation = settings.AllowRenegotiation,
                EnabledSslProtocols = Protocols(settings.MinimumTls),
                RemoteCertificateValidationCallback = check.Validate,
            },
        };
    }

    /// <summary>Repeats around a deadline for each try. An Order Create is never worth repeating.</summary>
    private static void Limit(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, IServiceProvider provider)
    {
        IngramMicroAccountOptions settings = provider.GetRequiredService<IngramMicroAccountOptions>();
        pipeline.TimeProvider = provider.GetRequiredService<TimeProvider>();
        if (settings.Retries > 0)
        {
            _ = pipeline.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = settings.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = settings.RetryPause,
                MaxDelay = LongestPause,
                OnRetry = static retry =>
                {
                    ExchangeContext.Cost?.Wait(retry.RetryDelay);
                    return ValueTask.CompletedTask;
                },
                ShouldHandle = static retry => ValueTask.FromResult(Call(retry.Context) is { IsWorthRepeating: true }),
                DelayGenerator = static retry => ValueTask.FromResult(
                    Call(retry.Context)?.Last?.Call.RetryAfter is { } asked && asked > TimeSpan.Zero && asked <= LongestPause
                        ? asked
                        : (TimeSpan?)null),
            });
        }

        _ = pipeline.AddTimeout(settings.Deadline);
    }

    private static IngramMicroCall? Call(ResilienceContext context) =>
        PartnerCall.Of(context.GetRequestMessage()) as IngramMicroCall;

    private static SecretMask Secrets(IngramMicroAccountOptions settings) => new([settings.Password, settings.UserName, .. settings.Headers.Values]);

    private static SslProtocols Protocols(string minimum) => minimum switch
    {
        "1.2" => SslProtocols.Tls12 | SslProtocols.Tls13,
        "1.3" => SslProtocols.Tls13,
        "system" => SslProtocols.None,
        _ => throw new FormatException($"Services:MinimumTls is '{minimum}'; 1.2, 1.3 or system is expected."),
    };
}

using Pipeline.Core.Alerts;
using Pipeline.Functions.Settings;
using Pipeline.Partners.Alerts;
using Pipeline.Partners.Transport.Http;
using Pipeline.Storage.Errors;

namespace Pipeline.Functions.Composition;

/// <summary>Registers what tells people by mail and by webhook.</summary>
internal static class AlertServices
{
    private const string Client = "alerts";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        _ = services.AddHttpClient(Client, static http => http.Timeout = Patience)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(static provider => PublicNetwork.CreateHandler(provider.GetRequiredService<AlertSettings>().AllowsPrivate));
        return services
            .AddSingleton<IAlertStore, AlertStore>()
            .AddSingleton(static provider => new AlertTerms(provider.GetRequiredService<AlertSettings>().Page))
            .AddSingleton<IEnumerable<IAlertChannel>>(static provider => Channels(provider))
            .AddSingleton<AlertSender>();
    }

    private static List<IAlertChannel> Channels(IServiceProvider provider)
    {
        AlertSettings settings = provider.GetRequiredService<AlertSettings>();
        List<IAlertChannel> channels = [];
        if (settings.MailOptions is { } mail)
        {
            channels.Add(new MailAlerts(mail));
        }

        if (settings.Webhook is { } hook)
        {
            channels.Add(new WebhookAlerts(provider.GetRequiredService<IHttpClientFactory>().CreateClient(Client), hook));
        }

        return channels;
    }
}

using Microsoft.Extensions.Options;
using Pipeline.Functions.Settings;
using Pipeline.Partners.Settings;

namespace Pipeline.Functions.Composition;

/// <summary>Registers the settings that belong to no partner: one class for each section, which says by itself what is wrong with its values.</summary>
internal static class SettingsServices
{
    /// <summary>Binds each class to the section that it names; values are read and validated when the app is built.</summary>
    public static IServiceCollection AddSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageSettings>(StorageSettings.Section)
            .Bind(configuration.GetSection(StorageSettings.Section))
            .Configure(storage => storage.ConnectionString = configuration[StorageSettings.Section] is { Length: > 0 } text ? text : null)
            .CheckBy<StorageSettings, StorageSettings.Check>();
        services.AddOptions<OrderSettings>(OrderSettings.Section)
            .Bind(configuration.GetSection(OrderSettings.Section))
            .CheckBy<OrderSettings, OrderSettings.Check>();
        services.AddOptions<ExchangeSettings>(ExchangeSettings.Section)
            .Bind(configuration.GetSection(ExchangeSettings.Section))
            .CheckBy<ExchangeSettings, ExchangeSettings.Check>();
        services.AddOptions<NotificationSettings>(NotificationSettings.Section)
            .Bind(configuration.GetSection(NotificationSettings.Section))
            .CheckBy<NotificationSettings, NotificationSettings.Check>();
        services.AddOptions<LandingSettings>(LandingSettings.Section)
            .Bind(configuration.GetSection(LandingSettings.Section))
            .CheckBy<LandingSettings, LandingSettings.Check>();
        services.AddOptions<ChangeSettings>(ChangeSettings.Section)
            .Bind(configuration.GetSection(ChangeSettings.Section))
            .CheckBy<ChangeSettings, ChangeSettings.Check>();
        services.AddOptions<SourcingSettings>(SourcingSettings.Section)
            .Bind(configuration.GetSection(SourcingSettings.Section))
            .CheckBy<SourcingSettings, SourcingSettings.Check>();
        services.AddOptions<SubscriptionSettings>(SubscriptionSettings.Section)
            .Bind(configuration.GetSection(SubscriptionSettings.Section))
            .CheckBy<SubscriptionSettings, SubscriptionSettings.Check>();
        services.AddOptions<CurrencySettings>(CurrencySettings.Section)
            .Bind(configuration.GetSection(CurrencySettings.Section))
            .CheckBy<CurrencySettings, CurrencySettings.Check>();
        services.AddOptions<AlertSettings>(AlertSettings.Section)
            .Bind(configuration.GetSection(AlertSettings.Section))
            .CheckBy<AlertSettings, AlertSettings.Check>();
        return services
            .AddSingleton<IValidateOptions<StorageSettings>>(new VaultReferences(configuration))
            .AddSingleton<PipelineSettings>();
    }

    /// <summary>Validates all settings, so that the app stops before it listens.</summary>
    /// <exception cref="SettingsException">One or more are missing or wrong; it names them all.</exception>
    public static void CheckSettings(this IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (OptionsValidationException section)
        {
            throw new SettingsException([.. section.Failures]);
        }
        catch (AggregateException sections)
        {
            throw new SettingsException(
                [.. sections.InnerExceptions.Cast<OptionsValidationException>().SelectMany(static section => section.Failures)]);
        }
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pipeline.Core.Channels;

namespace Pipeline.Partners.Channels;

/// <summary>Registers channels and what their stores have in settings.</summary>
public static class ChannelRegistration
{
    /// <summary>Adds a kind of channel to the app; all that it has follows from this.</summary>
    /// <typeparam name="TChannel">The class that says what it is called, what it can do and how it is spoken with.</typeparam>
    public static IServiceCollection AddChannel<TChannel>(this IServiceCollection services)
        where TChannel : class, IChannel, IChannelModule
    {
        TChannel.AddServices(services);
        return services.AddSingleton(new ChannelKind(TChannel.KindName)).AddSingleton<IChannel, TChannel>();
    }

    /// <summary>
    /// Has the settings of the stores of one kind checked when the app starts, each fault named after its setting, and hands them
    /// out as <see cref="KindSettings{TSettings}"/>.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="kind">The kind, as in <see cref="IChannel.Kind"/>.</param>
    /// <param name="bind">Binds the section of one store: <c>static (section, settings) => section.Bind(settings)</c>.</param>
    /// <typeparam name="TSettings">What a store of this kind has beside what all have: <c>Stores__{store}__*</c>.</typeparam>
    /// <typeparam name="TCheck">Its generated validator.</typeparam>
    public static IServiceCollection AddStoreSettings<TSettings, TCheck>(this IServiceCollection services, string kind, Action<IConfiguration, TSettings> bind)
        where TSettings : class, new()
        where TCheck : class, IValidateOptions<TSettings>, new()
    {
        services.AddOptions<KindSettings<TSettings>>()
            .Configure<IConfiguration>((settings, configuration) => settings.Read(configuration, kind, bind))
            .ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<KindSettings<TSettings>>, KindCheck<TSettings, TCheck>>()
            .AddSingleton(static provider => provider.GetRequiredService<IOptions<KindSettings<TSettings>>>().Value);
    }

    /// <summary>Has the settings of all stores checked when the app starts, and registers the stores.</summary>
    public static IServiceCollection AddStores(this IServiceCollection services)
    {
        services.AddOptions<StoresSettings>()
            .Configure<IConfiguration>(static (settings, configuration) => settings.Read(configuration))
            .ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<StoresSettings>, StoresCheck>()
            .AddSingleton(static provider => provider.GetRequiredService<IOptions<StoresSettings>>().Value)
            .AddSingleton<ChannelCatalog>()
            .AddSingleton(static provider => new StoreDirectory(
                provider.GetRequiredService<StoresSettings>().ByCode.Select(static store => store.Value.ToStore(store.Key))));
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Pipeline.Partners.Settings;

/// <summary>Registers classes of settings.</summary>
public static class SettingsRegistration
{
    /// <summary>Has settings checked when the app starts, and hands them out by their class.</summary>
    /// <param name="options">Named after their section, which is what faults call them, and bound to it.</param>
    /// <typeparam name="TSettings">The class.</typeparam>
    /// <typeparam name="TCheck">Its generated validator.</typeparam>
    public static IServiceCollection CheckBy<TSettings, TCheck>(this OptionsBuilder<TSettings> options)
        where TSettings : class
        where TCheck : class, IValidateOptions<TSettings> => options
        .ValidateOnStart().Services
        .AddSingleton<IValidateOptions<TSettings>, TCheck>()
        .AddSingleton(services => services.GetRequiredService<IOptionsMonitor<TSettings>>().Get(options.Name));
}

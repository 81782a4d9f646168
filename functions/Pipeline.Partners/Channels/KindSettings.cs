using Microsoft.Extensions.Configuration;

namespace Pipeline.Partners.Channels;

/// <summary>What the stores of one kind have in settings beside what all stores have, by the code of the store.</summary>
/// <typeparam name="TSettings">The settings of one store.</typeparam>
public sealed class KindSettings<TSettings>
    where TSettings : class, new()
{
    private readonly Dictionary<string, TSettings> byStore = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>All of them.</summary>
    public IReadOnlyDictionary<string, TSettings> ByStore => byStore;

    /// <summary>The settings of a store of the kind; empty ones when nothing is set.</summary>
    public TSettings Of(string store) => byStore.GetValueOrDefault(store) ?? new TSettings();

    internal void Read(IConfiguration configuration, string kind, Action<IConfiguration, TSettings> bind)
    {
        foreach (IConfigurationSection store in configuration.GetSection(StoresSettings.Section).GetChildren())
        {
            if (string.Equals(store["Kind"]?.Trim(), kind, StringComparison.OrdinalIgnoreCase))
            {
                TSettings settings = new();
                bind(store, settings);
                byStore[StoresSettings.CodeOf(store.Key)] = settings;
            }
        }
    }
}

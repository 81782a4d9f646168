using Microsoft.Extensions.Configuration;

namespace Pipeline.Partners.Channels;

/// <summary>The stores of the settings: <c>Stores__{store}__*</c>.</summary>
public sealed class StoresSettings
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Stores";

    private readonly Dictionary<string, StoreSettings> byCode = new(StringComparer.Ordinal);

    /// <summary>All of them by their codes; a store of which nothing but empty texts is set does not exist.</summary>
    public IReadOnlyDictionary<string, StoreSettings> ByCode => byCode;

    /// <summary>The code of a store by its name in settings: an underscore is a dash, which names of settings may not hold in the cloud.</summary>
    internal static string CodeOf(string name) => name.ToLowerInvariant().Replace('_', '-');

    internal void Read(IConfiguration configuration)
    {
        foreach (IConfigurationSection store in configuration.GetSection(Section).GetChildren())
        {
            if (store.AsEnumerable().Any(static pair => !string.IsNullOrWhiteSpace(pair.Value)))
            {
                StoreSettings settings = new();
                store.Bind(settings);
                byCode[CodeOf(store.Key)] = settings;
            }
        }
    }
}

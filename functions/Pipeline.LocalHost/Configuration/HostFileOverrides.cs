using Newtonsoft.Json.Linq;

namespace Pipeline.LocalHost.Configuration;

/// <summary>App settings that take the place of values in host.json: <c>AzureFunctionsJobHost__extensions__queues__batchSize</c>.</summary>
/// <remarks>As documented for the real host under "Override host.json values"; names ignore letter case.</remarks>
internal static class HostFileOverrides
{
    private const string Prefix = "AzureFunctionsJobHost";

    /// <summary>Puts the settings into the content of host.json.</summary>
    /// <exception cref="HostStartException">A setting names something below a single value.</exception>
    public static JObject Apply(JObject hostJson, AppSettings settings)
    {
        foreach ((IReadOnlyList<string> path, string value) in settings.Below(Prefix))
        {
            JObject section = hostJson;
            foreach (string name in path.SkipLast(1))
            {
                section = SectionOf(section, name, path);
            }

            if (section.Property(path[^1], StringComparison.OrdinalIgnoreCase) is { } known)
            {
                known.Value = value;
            }
            else
            {
                section[path[^1]] = value;
            }
        }

        return hostJson;
    }

    private static JObject SectionOf(JObject parent, string name, IReadOnlyList<string> path)
    {
        JToken? found = parent.GetValue(name, StringComparison.OrdinalIgnoreCase);
        if (found is null)
        {
            parent[name] = found = new JObject();
        }

        return found as JObject
            ?? throw new HostStartException($"The setting {Prefix}__{string.Join("__", path)} cannot replace a part of host.json: '{name}' is no section there.");
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Guarding;
using Pipeline.Core.Feeds.Profiles;

namespace Pipeline.Partners.Feeds;

/// <summary>The known layouts, and those an operator has changed.</summary>
public static class FeedProfileCatalog
{
    private const string Folder = ".Profiles.";
    private static readonly EmbeddedProfiles Embedded = new(Folder);

    /// <summary>Names of the embedded profiles, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names => Embedded.Names;

    /// <summary>The text of a profile that is embedded beside a distributor, in its folder <c>Profiles</c>; null when there is none.</summary>
    public static string? Find(Type distributor, string name)
    {
        using Stream? stream = distributor.Assembly.GetManifestResourceStream($"{distributor.Namespace}{Folder}{name}.json");
        if (stream is null)
        {
            return null;
        }

        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Loads a profile.</summary>
    /// <param name="name">Name of an embedded profile; also of the override.</param>
    /// <param name="overrideJson">A complete profile that takes the place of the embedded one, or null.</param>
    /// <exception cref="FormatException">Unknown name, or JSON that is no valid profile; the message names the property.</exception>
    public static FeedProfile Load(string name, string? overrideJson)
    {
        FeedProfile profile = Read(name, Embedded.Read(name, overrideJson));
        string? problem = FeedProfileRules.Check(profile);
        return problem is null ? profile : throw new FormatException($"The profile {name} is not valid: {problem}");
    }

    private static FeedProfile Read(string name, JsonObject given)
    {
        try
        {
            return Complete(given).Deserialize(FeedProfileJson.Default.FeedProfile)!;
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The profile {name} is not valid at {exception.Path}: {exception.Message}", exception);
        }
    }

    /// <summary>Fills in what is not stated: generated readers ignore the initial values of init-only properties.</summary>
    private static JsonObject Complete(JsonObject profile)
    {
        FeedProfile defaults = new() { Name = string.Empty, Feed = FeedKind.Price };
        Complete(profile, JsonSerializer.SerializeToNode(defaults, FeedProfileJson.Default.FeedProfile)!.AsObject(), ["name", "feed"]);
        if (profile["guards"] is JsonObject guards)
        {
            Complete(guards, JsonSerializer.SerializeToNode(new FeedGuards(), FeedProfileJson.Default.FeedGuards)!.AsObject(), []);
        }

        foreach (JsonObject column in (profile["columns"] as JsonArray ?? []).OfType<JsonObject>())
        {
            Complete(column, JsonSerializer.SerializeToNode(new FeedColumn(), FeedProfileJson.Default.FeedColumn)!.AsObject(), []);
        }

        return profile;
    }

    private static void Complete(JsonObject given, JsonObject defaults, ReadOnlySpan<string> mandatory)
    {
        foreach ((string name, JsonNode? value) in defaults)
        {
            if (!given.ContainsKey(name) && !mandatory.Contains(name))
            {
                given[name] = value?.DeepClone();
            }
        }
    }
}

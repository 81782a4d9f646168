using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Core.Feeds;

namespace Pipeline.Partners.Feeds;

/// <summary>The known layouts, and those an operator has changed.</summary>
public static class FeedProfiles
{
    private const string Folder = ".Profiles.";

    private static readonly JsonDocumentOptions JsonOptions = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Names of the embedded profiles, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.Contains(Folder, StringComparison.Ordinal))
            .Select(name => name[(name.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..^".json".Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The text of a profile that is embedded beside a distributor, in its folder <c>Profiles</c>; null when there is none.</summary>
    public static string? Find(Type distributor, string name) =>
        distributor.Assembly.GetManifestResourceStream($"{distributor.Namespace}{Folder}{name}.json") is { } stream ? Read(stream) : null;

    /// <summary>Loads a profile.</summary>
    /// <param name="name">Name of an embedded profile; also of the override.</param>
    /// <param name="overrideJson">A complete profile that takes the place of the embedded one, or null.</param>
    /// <exception cref="FormatException">Unknown name, or JSON that is no valid profile; the message names the property.</exception>
    public static FeedProfile Load(string name, string? overrideJson)
    {
        string json = overrideJson ?? ReadEmbedded(name);
        FeedProfile profile = Parse(name, json);
        string? problem = FeedProfileRules.Check(profile);
        return problem is null ? profile : throw new FormatException($"The profile {name} is not valid: {problem}");
    }

    private static FeedProfile Parse(string name, string json)
    {
        try
        {
            JsonNode? given = JsonNode.Parse(json, documentOptions: JsonOptions);
            return given is JsonObject profile
                ? Complete(profile).Deserialize(FeedProfileJson.Default.FeedProfile)!
                : throw new FormatException($"The profile {name} is not valid: a JSON object is expected.");
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

    private static string ReadEmbedded(string name)
    {
        Assembly assembly = Assembly.GetExecutingAssembly();
        string? resource = assembly.GetManifestResourceNames()
            .FirstOrDefault(candidate => candidate.EndsWith($"{Folder}{name}.json", StringComparison.Ordinal));
        if (resource is null)
        {
            throw new FormatException($"There is no profile '{name}'; known are {string.Join(", ", Names)}.");
        }

        return Read(assembly.GetManifestResourceStream(resource)!);
    }

    private static string Read(Stream stream)
    {
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}

using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Partners.Distributors.IngramMicro.Wire;

/// <summary>The known wire formats, and what an onboarding kit changes about them.</summary>
public static class WireProfiles
{
    private const string Folder = ".IngramMicro.Wire.";

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

    /// <summary>Loads a profile.</summary>
    /// <param name="name">Name of an embedded profile, or of the override.</param>
    /// <param name="overrideJson">
    /// What differs, or null: a JSON object laid over the profile it names in <c>extends</c> (default: the embedded one of
    /// the same name). Objects are merged, arrays and values replaced, <c>null</c> removes.
    /// </param>
    /// <param name="timeZone">IANA zone of time stamps without offset; null for the profile's.</param>
    /// <exception cref="FormatException">Unknown name, or JSON that is no valid profile; the message names the place.</exception>
    public static WireProfile Load(string name, string? overrideJson, string? timeZone)
    {
        JsonObject given = Resolve(name, overrideJson, 0);
        given["name"] = name;
        try
        {
            ProfileDocument document = given.Deserialize(ProfileJson.Default.ProfileDocument)!;
            return new WireProfile(document, TimeZoneInfo.FindSystemTimeZoneById(timeZone ?? document.TimeZone));
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The profile {name} is not valid at {exception.Path}: {exception.Message}", exception);
        }
        catch (TimeZoneNotFoundException exception)
        {
            throw new FormatException($"The profile {name} is not valid: {exception.Message}", exception);
        }
    }

    private static JsonObject Resolve(string name, string? json, int depth)
    {
        if (depth > 4)
        {
            throw new FormatException($"The profile {name} is not valid: it extends too many others.");
        }

        JsonObject given = Parse(name, json ?? ReadEmbedded(name));
        string? parent = given["extends"]?.GetValue<string>() ?? (json is not null && Names.Contains(name) ? name : null);
        given.Remove("extends");
        if (parent is null)
        {
            return given;
        }

        JsonObject merged = Resolve(parent, null, depth + 1);
        Merge(merged, given);
        return merged;
    }

    private static JsonObject Parse(string name, string json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: JsonOptions) as JsonObject
                ?? throw new FormatException($"The profile {name} is not valid: a JSON object is expected.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The profile {name} is not valid JSON: {exception.Message}", exception);
        }
    }

    private static void Merge(JsonObject target, JsonObject changes)
    {
        foreach ((string name, JsonNode? value) in changes)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else if (value is JsonObject part && target[name] is JsonObject existing)
            {
                Merge(existing, part);
            }
            else
            {
                target[name] = value.DeepClone();
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

        using StreamReader reader = new(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}

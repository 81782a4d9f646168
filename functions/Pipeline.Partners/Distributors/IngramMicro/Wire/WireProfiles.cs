using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Partners.Distributors.IngramMicro.Wire;

/// <summary>The known wire formats, and what an onboarding kit changes about them.</summary>
public static class WireProfiles
{
    private static readonly EmbeddedProfiles Embedded = new(".IngramMicro.Wire.");

    /// <summary>Names of the embedded profiles, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names => Embedded.Names;

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

        JsonObject given = Embedded.Read(name, json);
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
}

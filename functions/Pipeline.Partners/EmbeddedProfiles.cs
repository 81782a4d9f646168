using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Partners;

/// <summary>Profiles that the app brings along: JSON documents embedded below one folder.</summary>
/// <param name="folder">The folder with points around it, as names of resources have it, for example <c>.Profiles.</c></param>
internal sealed class EmbeddedProfiles(string folder)
{
    private static readonly JsonDocumentOptions JsonOptions = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Their names, in alphabetical order.</summary>
    public IReadOnlyList<string> Names { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.Contains(folder, StringComparison.Ordinal))
            .Select(name => name[(name.IndexOf(folder, StringComparison.Ordinal) + folder.Length)..^".json".Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads the document that is given, else the embedded one.</summary>
    /// <exception cref="FormatException">Unknown name, or no JSON object.</exception>
    public JsonObject Read(string name, string? json)
    {
        try
        {
            return JsonNode.Parse(json ?? ReadEmbedded(name), documentOptions: JsonOptions) as JsonObject
                ?? throw new FormatException($"The profile {name} is not valid: a JSON object is expected.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The profile {name} is not valid JSON: {exception.Message}", exception);
        }
    }

    private string ReadEmbedded(string name)
    {
        Assembly assembly = Assembly.GetExecutingAssembly();
        string? resource = assembly.GetManifestResourceNames()
            .FirstOrDefault(candidate => candidate.EndsWith($"{folder}{name}.json", StringComparison.Ordinal));
        if (resource is null)
        {
            throw new FormatException($"There is no profile '{name}'; known are {string.Join(", ", Names)}.");
        }

        using StreamReader reader = new(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}

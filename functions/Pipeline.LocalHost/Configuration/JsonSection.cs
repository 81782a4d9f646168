using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Pipeline.LocalHost.Configuration;

/// <summary>An object inside host.json that says where it stands when a value cannot be read.</summary>
internal sealed class JsonSection(JObject? values, string path)
{
    /// <summary>The section of that name; an empty one when absent.</summary>
    public JsonSection Section(string name) => new(Find(name) as JObject, $"{path}.{name}");

    /// <summary>Whether the section is there at all.</summary>
    public bool Exists => values is not null;

    public string? Text(string name) => Find(name) is { Type: not JTokenType.Null } token ? (string?)token : null;

    public bool Flag(string name) => Find(name) is { } token && Read(name, "true or false", () => (bool)token);

    public int Number(string name, int fallback) =>
        Find(name) is { } token ? Read(name, "a whole number", () => (int)token) : fallback;

    public IReadOnlyList<string> Texts(string name) =>
        Find(name) is JArray items ? [.. items.Select(item => (string?)item ?? string.Empty)] : [];

    /// <summary>A duration as <c>hh:mm:ss</c>; <c>-1</c> means without end.</summary>
    public TimeSpan Duration(string name, TimeSpan fallback) =>
        Text(name) switch
        {
            null => fallback,
            "-1" => Timeout.InfiniteTimeSpan,
            { } text => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan value)
                ? value
                : throw Wrong(name, "hh:mm:ss"),
        };

    private JToken? Find(string name) => values?.GetValue(name, StringComparison.OrdinalIgnoreCase);

    private T Read<T>(string name, string expected, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is FormatException or ArgumentException or OverflowException)
        {
            throw Wrong(name, expected);
        }
    }

    private HostStartException Wrong(string name, string expected) =>
        new($"{path}.{name} is {Find(name)}, but {expected} is expected.");
}

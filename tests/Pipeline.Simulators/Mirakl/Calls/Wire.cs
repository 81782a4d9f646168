using System.Globalization;
using System.Text.Json.Nodes;

namespace Pipeline.Simulators.Mirakl.Calls;

/// <summary>Values as they go over the wire.</summary>
internal static class Wire
{
    /// <summary>UTC with <c>Z</c>, to the second.</summary>
    public static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string? Time(DateTimeOffset? time) => time is { } known ? Time(known) : null;

    public static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static JsonArray Array(IEnumerable<JsonNode?> nodes) => new([.. nodes]);

    public static JsonArray Texts(IEnumerable<string> texts) => Array(texts.Select(text => (JsonNode?)text));

    /// <summary>The texts of one label in two languages.</summary>
    public static JsonArray Translations(string french, string english) =>
    [
        new JsonObject { ["locale"] = "fr_FR", ["value"] = french },
        new JsonObject { ["locale"] = "en_GB", ["value"] = english },
    ];

    /// <summary>A list under its name.</summary>
    public static ApiAnswer List(string name, IEnumerable<JsonNode?> nodes) => ApiAnswer.Of(new JsonObject { [name] = Array(nodes) });
}

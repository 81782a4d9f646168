using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Scenarios.Documents;

/// <summary>
/// Compares JSON that a document shows with JSON that was printed. The string <c>...</c> stands for any value, as a member
/// for any more members, and as the last item for any more items.
/// </summary>
internal static class ShownJson
{
    private const string Any = "...";

    /// <summary>The values of a text, one after the other, as two answers of curl stand.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static IReadOnlyList<JsonNode?> Read(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { AllowMultipleValues = true });
        List<JsonNode?> values = [];
        while (reader.Read())
        {
            values.Add(JsonNode.Parse(ref reader));
        }

        return values;
    }

    /// <summary>The first difference, or null.</summary>
    public static string? Difference(string shown, string printed)
    {
        IReadOnlyList<JsonNode?> actual;
        try
        {
            actual = Read(printed);
        }
        catch (JsonException)
        {
            return $"no JSON is printed, but: {printed}";
        }

        return Items("answer", Read(shown), actual);
    }

    private static string? Value(string path, JsonNode? shown, JsonNode? actual) => (shown, actual) switch
    {
        (JsonValue any, _) when Is(any, Any) => null,
        (JsonObject members, JsonObject more) => Members(path, members, more),
        (JsonArray items, JsonArray more) => Items(path, [.. items], [.. more]),
        _ => JsonNode.DeepEquals(shown, actual) ? null : $"{path} is {Text(actual)}; {Text(shown)} is shown",
    };

    private static string? Members(string path, JsonObject shown, JsonObject actual)
    {
        bool more = shown.ContainsKey(Any);
        return shown.Where(static member => member.Key != Any)
                .Select(member => actual.ContainsKey(member.Key)
                    ? Value($"{path}.{member.Key}", member.Value, actual[member.Key])
                    : $"{path}.{member.Key} is shown and not there")
                .FirstOrDefault(static difference => difference is not null)
            ?? (more ? null : actual.Select(static member => member.Key).Except(shown.Select(static member => member.Key))
                .Select(name => $"{path}.{name} is there and not shown").FirstOrDefault());
    }

    private static string? Items(string path, IReadOnlyList<JsonNode?> shown, IReadOnlyList<JsonNode?> actual)
    {
        bool more = shown is [.., JsonValue last] && Is(last, Any);
        int count = more ? shown.Count - 1 : shown.Count;
        return actual.Count < count || (actual.Count > count && !more)
            ? string.Create(CultureInfo.InvariantCulture, $"{path} has {actual.Count} items; {count} are shown")
            : shown.Take(count).Select((item, at) => Value(string.Create(CultureInfo.InvariantCulture, $"{path}[{at}]"), item, actual[at]))
                .FirstOrDefault(static difference => difference is not null);
    }

    private static bool Is(JsonValue value, string text) => value.TryGetValue(out string? own) && own == text;

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Issues;
using Pipeline.Partners.Values;

namespace Pipeline.Partners.Distributors.Intcomex.Answers;

/// <summary>An object in an answer, read as the service means it: names in any case, numbers quoted or not, the unknown left alone.</summary>
/// <remarks>What is there and cannot be read is an issue, and null.</remarks>
internal sealed class IwsNode
{
    private const int ShownCharacters = 60;

    private readonly JsonElement json;
    private readonly string path;

    private IwsNode(JsonElement json, string path, List<Issue> issues) => (this.json, this.path, Issues) = (json, path, issues);

    /// <summary>What could not be read so far, anywhere in the answer.</summary>
    public List<Issue> Issues { get; }

    /// <summary>Whether it is a list.</summary>
    public bool IsList => json.ValueKind == JsonValueKind.Array;

    /// <summary>Reads an answer.</summary>
    /// <param name="body">UTF-8.</param>
    /// <param name="unreadable">What it begins with, when it is no object and no list.</param>
    public static IwsNode? Parse(ReadOnlyMemory<byte> body, out string? unreadable)
    {
        unreadable = null;
        try
        {
            Utf8JsonReader reader = new(body.Span.StartsWith("\uFEFF"u8) ? body.Span[3..] : body.Span);
            JsonElement root = JsonElement.ParseValue(ref reader);
            if (root.ValueKind is JsonValueKind.Object or JsonValueKind.Array && !reader.Read())
            {
                return new IwsNode(root, string.Empty, []);
            }
        }
        catch (JsonException)
        {
        }

        string text = Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, ShownCharacters)]).Trim();
        unreadable = text.Length == 0 ? "an empty answer" : $"no JSON, it begins with '{text}'";
        return null;
    }

    /// <summary>Whether a member is there.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>The objects of the list that it is.</summary>
    public IEnumerable<IwsNode> Items() => IsList
        ? json.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.Object)
            .Select((item, index) => new IwsNode(item, string.Create(CultureInfo.InvariantCulture, $"{path}/{index}"), Issues))
        : [];

    /// <summary>The objects of a list in it; none when it is not there.</summary>
    public IEnumerable<IwsNode> Items(string name) => Find(name) is { ValueKind: JsonValueKind.Array } list
        ? new IwsNode(list, $"{path}/{name}", Issues).Items()
        : [];

    /// <summary>The texts of a list in it.</summary>
    public IEnumerable<string> Texts(string name) => Find(name) is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray().Select(static item => Text(item)).OfType<string>()
        : [];

    /// <summary>An object in it, or null.</summary>
    public IwsNode? Object(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Object } found ? new IwsNode(found, $"{path}/{name}", Issues) : null;

    /// <summary>A text or number as text, under the first name that has one; null when blank.</summary>
    public string? Text(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (Find(name) is { } found && Text(found) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>A number, quoted or not.</summary>
    public decimal? Number(string name) => Read<decimal>(name, IssueCodes.NumberUnreadable, ApiRecord.TryDecimal);

    /// <summary>A whole number, quoted or not.</summary>
    public int? Whole(string name) => Read<int>(name, IssueCodes.NumberUnreadable, ApiRecord.TryWhole);

    /// <summary>True or false, quoted or not; null when it is neither.</summary>
    public bool? Flag(string name) => bool.TryParse(Text(name), out bool flag) ? flag : null;

    /// <summary>A day; its time of day says nothing, and it has no zone.</summary>
    public DateOnly? Day(string name) => Read<DateOnly>(name, IssueCodes.DateUnreadable, TimeText.TryDay);

    /// <summary>An amount: an object with <c>Amount</c>, in older answers <c>UsAmount</c>; or a bare number.</summary>
    public decimal? Amount(string name) => Find(name) is { ValueKind: JsonValueKind.Object }
        ? Object(name)!.Number("Amount") ?? Object(name)!.Number("UsAmount")
        : Number(name);

    private JsonElement? Find(string name)
    {
        if (json.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in json.EnumerateObject())
            {
                if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
                {
                    return member.Value;
                }
            }
        }

        return null;
    }

    private static string? Text(JsonElement value)
    {
        string? text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Trim(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };
        return string.IsNullOrEmpty(text) ? null : text;
    }

    private T? Read<T>(string name, string code, TryParse<T> parse)
        where T : struct
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (parse(text, out T value))
        {
            return value;
        }

        Issues.Add(new Issue(code, $"{path}/{name}", text));
        return null;
    }

    private delegate bool TryParse<T>(string text, out T value);
}

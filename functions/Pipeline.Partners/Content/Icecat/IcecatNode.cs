using System.Globalization;
using System.Text.Json;

namespace Pipeline.Partners.Content.Icecat;

/// <summary>A value of an answer, whatever shape it comes in: one or many, quoted or not, an empty list for an object.</summary>
internal readonly struct IcecatNode(JsonElement json)
{
    /// <summary>A member; an absent one has neither text nor members.</summary>
    public IcecatNode this[string name] => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) ? new(value) : default;

    /// <summary>The entries of a list, or the one thing that stands for a list.</summary>
    public IEnumerable<IcecatNode> Items => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().Select(static item => new IcecatNode(item)),
        JsonValueKind.Undefined or JsonValueKind.Null => [],
        _ => [this],
    };

    /// <summary>Whether it has members.</summary>
    public bool IsObject => json.ValueKind == JsonValueKind.Object;

    /// <summary>A text or number; of an object with a <c>Value</c> that one. Null when blank.</summary>
    public string? Text => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString()!.Trim() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => json.GetRawText(),
        JsonValueKind.Object => this["Value"].Text,
        _ => null,
    };

    /// <summary>A whole number; null when it is none.</summary>
    public int? Whole => decimal.TryParse(Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) && number is > 0 and < int.MaxValue ? (int)number : null;

    /// <summary>Whether it is true: <c>true</c>, <c>1</c> or <c>Y</c>.</summary>
    public bool Flag => json.ValueKind == JsonValueKind.True || Text is "1" or "Y" or "y" or "true" or "True";

    /// <summary>A language in ISO 639-1, of Icecat's own short codes; null when it is not said.</summary>
    public string? Language => Text?.ToUpperInvariant() switch
    {
        null => null,
        "US" => "en",
        "DK" => "da",
        "SE" => "sv",
        "CZ" => "cs",
        { } code => code.ToLowerInvariant(),
    };
}

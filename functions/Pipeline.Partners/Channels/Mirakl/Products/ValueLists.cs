using System.Text.Json.Serialization;

namespace Pipeline.Partners.Channels.Mirakl.Products;

/// <summary>The lists of values.</summary>
internal sealed record ValueLists
{
    [JsonPropertyName("values_lists")]
    public IReadOnlyList<ValueList> Lists { get => field ?? []; init; }
}

/// <summary>A list of values.</summary>
internal sealed record ValueList(string Code, string? Label)
{
    public IReadOnlyList<ListValue> Values { get => field ?? []; init; }
}

/// <summary>A value of a list; what is sent is its code.</summary>
internal sealed record ListValue(string Code, string? Label)
{
    public IReadOnlyList<Translation> LabelTranslations { get => field ?? []; init; }
}

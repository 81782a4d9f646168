namespace Pipeline.Ops.Views;

/// <summary>The filters of a list: its form and what is applied of it.</summary>
/// <param name="Page">Address of the list.</param>
/// <param name="Fields">What can be chosen, the first three in the open.</param>
public sealed record Filters(string Page, IReadOnlyList<FilterField> Fields)
{
    /// <summary>Whether anything is applied.</summary>
    public bool Any => Fields.Any(static one => one.Value is not null);

    /// <summary>The query that is applied, without one field; empty without any.</summary>
    /// <param name="without">Name of the field that is left out, or null.</param>
    /// <param name="more">Further values.</param>
    public string Query(string? without = null, params IEnumerable<(string Name, string? Value)> more)
    {
        string query = string.Join('&', Fields.Where(field => field.Value is not null && field.Name != without)
            .Select(static field => (field.Name, field.Value)).Concat(more.Where(static value => value.Value is not null))
            .Select(static value => $"{value.Name}={Uri.EscapeDataString(value.Value!)}"));
        return query.Length == 0 ? string.Empty : $"?{query}";
    }
}

/// <summary>One filter.</summary>
/// <param name="Name">Name in the query.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Value">What is applied, or null.</param>
public sealed record FilterField(string Name, string Label, string? Value)
{
    /// <summary>What can be chosen; null for a field of text.</summary>
    public IReadOnlyList<Choice>? Choices { get; init; }

    /// <summary>The applied value in words.</summary>
    public string? Shown => Choices?.FirstOrDefault(choice => choice.Value == Value)?.Text ?? Value;
}

/// <summary>What can be chosen.</summary>
/// <param name="Value">As addresses and forms spell it.</param>
/// <param name="Text">As people read it.</param>
public sealed record Choice(string Value, string Text);

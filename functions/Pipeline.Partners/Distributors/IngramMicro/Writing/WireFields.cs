namespace Pipeline.Partners.Distributors.IngramMicro.Writing;

/// <summary>Our values by field name: text, whole number, decimal, date, instant, flag; null for absent.</summary>
internal sealed class WireFields
{
    private readonly Dictionary<string, object?> values = [];

    private readonly Dictionary<string, IReadOnlyList<WireFields>> groups = [];

    public object? this[string name]
    {
        get => values.GetValueOrDefault(name);
        init => values[name] = value;
    }

    public WireFields With(string name, object? value)
    {
        values[name] = value;
        return this;
    }

    public WireFields WithGroup(string name, IReadOnlyList<WireFields> entries)
    {
        groups[name] = entries;
        return this;
    }

    public IReadOnlyList<WireFields> Group(string name) => groups.GetValueOrDefault(name) ?? [];
}

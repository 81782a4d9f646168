namespace Pipeline.Partners.Distributors.IngramMicro.Writing;

/// <summary>Our values by field name: text, whole number, decimal, date, instant, flag; null for absent.</summary>
internal sealed class WireFields
{
    private readonly Dictionary<string, object?> _values = [];

    private readonly Dictionary<string, IReadOnlyList<WireFields>> _groups = [];

    public object? this[string name]
    {
        get => _values.GetValueOrDefault(name);
        init => _values[name] = value;
    }

    public WireFields With(string name, object? value)
    {
        _values[name] = value;
        return this;
    }

    public WireFields WithGroup(string name, IReadOnlyList<WireFields> entries)
    {
        _groups[name] = entries;
        return this;
    }

    public IReadOnlyList<WireFields> Group(string name) => _groups.GetValueOrDefault(name) ?? [];
}

using System.Globalization;

namespace Pipeline.Simulators.Intcomex.Calls;

/// <summary>Parameters of a call, without regard to case and without the token; what cannot be read is refused with 101.</summary>
internal sealed class CallParameters
{
    private readonly SortedDictionary<string, string> values;

    public CallParameters(IQueryCollection query)
    {
        values = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, var given) in query.Where(entry => !AccessToken.Names.Contains(entry.Key, StringComparer.OrdinalIgnoreCase)))
        {
            values[name] = string.Join(',', given.ToArray());
            IsRepeated |= given.Count > 1;
        }
    }

    public IReadOnlyDictionary<string, string> All => values;

    /// <summary>Whether a parameter is there more than once.</summary>
    public bool IsRepeated { get; }

    /// <summary>The text, null when it is absent or empty.</summary>
    public string? Text(string name) => values.TryGetValue(name, out string? value) && value.Length > 0 ? value : null;

    public bool? Truth(string name) => Text(name) switch
    {
        null => null,
        string text when bool.TryParse(text, out bool value) => value,
        { } text => throw Unreadable(name, text),
    };

    public int? Whole(string name) => Text(name) switch
    {
        null => null,
        string text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0 => value,
        { } text => throw Unreadable(name, text),
    };

    public string? OneOf(string name, params string[] allowed) => Text(name) switch
    {
        null => null,
        { } text => allowed.FirstOrDefault(value => value.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? throw Unreadable(name, text),
    };

    /// <summary>A day, <c>YYYY-MM-DD</c>.</summary>
    /// <exception cref="IwsRefusal">850: no such day.</exception>
    public DateOnly? Day(string name) => Text(name) switch
    {
        null => null,
        string text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) => day,
        _ => throw new IwsRefusal(850, $"Parameter {name} is not a valid date."),
    };

    /// <summary>Refuses parameters that the operation does not have, and those that are there twice.</summary>
    public void Demand(IReadOnlyList<string> known)
    {
        if (values.Keys.FirstOrDefault(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new IwsRefusal(101, $"Invalid request. Unknown parameter '{unknown}'.");
        }

        if (IsRepeated)
        {
            throw new IwsRefusal(101, "Invalid request. A parameter is there twice.");
        }
    }

    private static IwsRefusal Unreadable(string name, string text) => new(101, $"Invalid request. Parameter {name}: '{text}'.");
}

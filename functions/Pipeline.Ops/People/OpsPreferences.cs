using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Pipeline.Ops.People;

/// <summary>What a person has chosen, kept in a cookie; null or the default where nothing was chosen.</summary>
public sealed record OpsPreferences
{
    /// <summary>Name of the cookie.</summary>
    public const string Cookie = "ops";

    /// <summary>Numbers of rows that a list may have.</summary>
    public static IReadOnlyList<int> RowChoices { get; } = [25, 50, 100];

    /// <summary><c>en</c>, <c>fr</c> or <c>es</c>.</summary>
    public string? Language { get; init; }

    /// <summary>IANA id of a time zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary><c>light</c> or <c>dark</c>; null follows the system.</summary>
    public string? Theme { get; init; }

    /// <summary>Rows of a list.</summary>
    public int Rows { get; init; } = RowChoices[0];

    /// <summary>Whether single keys are shortcuts.</summary>
    public bool Keys { get; init; } = true;

    /// <summary>Reads the cookie; what is not one of the choices is left out.</summary>
    public static OpsPreferences Read(string? cookie)
    {
        Dictionary<string, StringValues> values = QueryHelpers.ParseQuery(cookie ?? string.Empty);
        return Of(name => values.GetValueOrDefault(name).ToString());
    }

    /// <summary>Takes the values of a form or cookie; what is not one of the choices is left out.</summary>
    public static OpsPreferences Of(Func<string, string?> value) => new()
    {
        Language = value("language") is "en" or "fr" or "es" ? value("language") : null,
        TimeZone = value("zone") is { Length: > 0 } zone && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? zone : null,
        Theme = value("theme") is "light" or "dark" ? value("theme") : null,
        Rows = int.TryParse(value("rows"), CultureInfo.InvariantCulture, out int rows) && RowChoices.Contains(rows) ? rows : RowChoices[0],
        Keys = value("keys") is not "off",
    };

    /// <summary>The cookie's value.</summary>
    public override string ToString() => QueryHelpers.AddQueryString(
        string.Empty,
        new Dictionary<string, string?>
        {
            ["language"] = Language, ["zone"] = TimeZone, ["theme"] = Theme, ["rows"] = Rows.ToString(CultureInfo.InvariantCulture), ["keys"] = Keys ? null : "off",
        }).TrimStart('?');
}

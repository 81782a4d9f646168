using System.Globalization;
using System.Text.Json;

namespace Pipeline.Functions.Http;

/// <summary>Texts of routes and queries as values: numbers, booleans, instants, days, enumerations.</summary>
internal static class HttpValues
{
    /// <summary>Whether a single text describes a value of the type; nullable forms included.</summary>
    public static bool IsSimple(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsEnum || plain.IsPrimitive || plain == typeof(string) || plain == typeof(decimal)
            || plain == typeof(Guid) || plain == typeof(DateTimeOffset) || plain == typeof(DateOnly);
    }

    /// <summary>What a text of a type looks like, for the caller who sent another one.</summary>
    public static string Describe(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain switch
        {
            { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(plain).Select(JsonNamingPolicy.CamelCase.ConvertName))}",
            _ when plain == typeof(bool) => "true or false",
            _ when plain == typeof(Guid) => "a UUID",
            _ when plain == typeof(DateTimeOffset) => "a time such as 2026-03-10T06:00:00Z",
            _ when plain == typeof(DateOnly) => "a day such as 2026-03-10",
            _ when plain == typeof(decimal) || plain == typeof(double) || plain == typeof(float) => "a number such as 1.5",
            _ => "a whole number",
        };
    }

    /// <summary>Reads a text with the invariant culture.</summary>
    /// <exception cref="FormatException">The text does not describe a value of the type.</exception>
    public static object Parse(string text, Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        CultureInfo invariant = CultureInfo.InvariantCulture;
        try
        {
            return plain switch
            {
                { IsEnum: true } => Enum.Parse(plain, text, ignoreCase: true),
                _ when plain == typeof(Guid) => Guid.Parse(text),
                _ when plain == typeof(DateTimeOffset) => DateTimeOffset.Parse(text, invariant, DateTimeStyles.AssumeUniversal),
                _ when plain == typeof(DateOnly) => DateOnly.ParseExact(text, "yyyy-MM-dd", invariant),
                _ => Convert.ChangeType(text, plain, invariant),
            };
        }
        catch (Exception exception) when (exception is ArgumentException or OverflowException or InvalidCastException)
        {
            throw new FormatException($"The text is no {plain.Name}.", exception);
        }
    }
}

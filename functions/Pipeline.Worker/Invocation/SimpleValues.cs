using System.Globalization;
using System.Text.Json;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>Texts as the plain types of parameters: numbers, booleans, times, ids, addresses, enumerations.</summary>
internal static class SimpleValues
{
    /// <summary>True for a type that a single text describes; nullable forms included.</summary>
    public static bool IsSimple(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsEnum
            || plain.IsPrimitive
            || plain == typeof(string)
            || plain == typeof(decimal)
            || plain == typeof(Guid)
            || plain == typeof(Uri)
            || plain == typeof(DateTime)
            || plain == typeof(DateTimeOffset)
            || plain == typeof(DateOnly)
            || plain == typeof(TimeSpan);
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
            _ when plain == typeof(Uri) => "an address",
            _ when plain == typeof(DateTime) || plain == typeof(DateTimeOffset) => "a time such as 2026-03-10T06:00:00Z",
            _ when plain == typeof(DateOnly) => "a day such as 2026-03-10",
            _ when plain == typeof(TimeSpan) => "a duration such as 00:05:00",
            _ when plain == typeof(decimal) || plain == typeof(double) || plain == typeof(float) => "a number such as 1.5",
            _ when plain == typeof(char) => "one character",
            _ => "a whole number",
        };
    }

    /// <summary>Reads a text with the invariant culture; the host writes <c>True</c> as well as <c>true</c>.</summary>
    /// <exception cref="FormatException">The text does not describe a value of the type.</exception>
    public static object? Parse(string text, Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string))
        {
            return text;
        }

        CultureInfo invariant = CultureInfo.InvariantCulture;
        try
        {
            return plain switch
            {
                { IsEnum: true } => Enum.Parse(plain, text, ignoreCase: true),
                _ when plain == typeof(Guid) => Guid.Parse(text),
                _ when plain == typeof(Uri) => new Uri(text, UriKind.RelativeOrAbsolute),
                _ when plain == typeof(DateTime) => DateTime.Parse(text, invariant, DateTimeStyles.RoundtripKind),
                _ when plain == typeof(DateTimeOffset) =>
                    DateTimeOffset.Parse(text, invariant, DateTimeStyles.AssumeUniversal),
                _ when plain == typeof(DateOnly) => DateOnly.ParseExact(text, "yyyy-MM-dd", invariant),
                _ when plain == typeof(TimeSpan) => TimeSpan.Parse(text, invariant),
                _ => Convert.ChangeType(text, plain, invariant),
            };
        }
        catch (Exception exception) when (exception is ArgumentException or OverflowException or InvalidCastException)
        {
            throw new FormatException($"The text is no {plain.Name}.", exception);
        }
    }
}

using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>Writes values as OData literals, so that text from outside cannot change a condition.</summary>
internal static class QueryFilter
{
    /// <summary>The condition with its values as literals.</summary>
    /// <exception cref="NotSupportedException">A value has a type tables do not have, or is null.</exception>
    public static string Format(FormattableString filter) =>
        string.Format(CultureInfo.InvariantCulture, filter.Format, [.. filter.GetArguments().Select(Literal)]);

    private static string Literal(object? value) => value switch
    {
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        bool truth => truth ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => string.Create(CultureInfo.InvariantCulture, $"{number}L"),
        double number when double.IsFinite(number) => Literal(number),
        Guid id => $"guid'{id:D}'",
        DateTimeOffset instant => string.Create(CultureInfo.InvariantCulture, $"datetime'{instant.UtcDateTime:O}'"),
        DateTime { Kind: DateTimeKind.Utc } instant => string.Create(CultureInfo.InvariantCulture, $"datetime'{instant:O}'"),
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        BinaryData data => $"X'{Convert.ToHexString(data.ToMemory().Span)}'",
        null => throw new NotSupportedException("A condition cannot compare with null; tables have none."),
        _ => throw new NotSupportedException($"A condition cannot compare with {value.GetType()}."),
    };

    // Without point or exponent the service would take it for a whole number.
    private static string Literal(double number)
    {
        string text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }
}

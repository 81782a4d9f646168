using System.Globalization;

namespace Pipeline.Simulators.Mirakl.Offers;

/// <summary>Names of columns, and dates in their cells.</summary>
internal static class OfferColumns
{
    private const string Mark = "[channel=";

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>The name of a column for a channel; null for the default.</summary>
    public static string Of(string column, string? channel) => channel is null ? column : $"{column}{Mark}{channel}]";

    /// <summary>The channel that a column is for; null for the default.</summary>
    public static string? Channel(string column) => column.IndexOf(Mark, StringComparison.Ordinal) is var at and >= 0 && column.EndsWith(']')
        ? column[(at + Mark.Length)..^1]
        : null;

    /// <summary>Begin of a day, or the time that is written; null: nothing, or nothing that can be read.</summary>
    public static DateTimeOffset? Start(string? text) => Read(text, TimeOnly.MinValue);

    /// <summary>End of a day, or the time that is written; null: nothing, or nothing that can be read.</summary>
    public static DateTimeOffset? End(string? text) => Read(text, new TimeOnly(23, 59, 59));

    private static DateTimeOffset? Read(string? text, TimeOnly usual)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
        {
            DateTime local = date.ToDateTime(usual);
            return new DateTimeOffset(local, Zone.GetUtcOffset(local));
        }

        return DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;
    }
}

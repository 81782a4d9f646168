using System.Globalization;
using Pipeline.Storage.Catalog;

namespace Pipeline.Storage.Exchanges;

/// <summary>
/// Keys of the table of exchanges. One partition, so that an exchange and its entry under its subject are written in one
/// transaction. Row of the exchange: <c>x-</c> and the id with each digit turned over, so that the latest comes first; of
/// the entry: <c>s-</c>, the subject, <c>|</c>, the same digits.
/// </summary>
internal static class ExchangeKeys
{
    /// <summary>The partition.</summary>
    public const string Partition = "exchanges";

    private const int IdDigits = 32;

    /// <summary>Row of an exchange.</summary>
    public static string RowOf(string id) => $"x-{TurnOver(id)}";

    /// <summary>Row of its entry under a subject.</summary>
    public static string RowOf(string subject, string id) => $"{SubjectOf(subject)}|{TurnOver(id)}";

    /// <summary>The rows between which those of all exchanges, or of a subject, stand; both bounds excluded.</summary>
    public static (string After, string Before) Range(string? subject) =>
        subject is null ? ("x-", "x.") : ($"{SubjectOf(subject)}|", $"{SubjectOf(subject)}}}");

    /// <summary>The last row of an exchange of this instant or later: what sorts after it is older.</summary>
    /// <param name="at">The instant.</param>
    /// <param name="subject">Among the entries of a subject; null for the exchanges themselves.</param>
    public static string LastRowAt(DateTimeOffset at, string? subject = null)
    {
        string first = Math.Max(0, at.ToUnixTimeMilliseconds()).ToString("x12", CultureInfo.InvariantCulture).PadRight(IdDigits, '0');
        return subject is null ? RowOf(first) : RowOf(subject, first);
    }

    // Escaping leaves no bar in it, so that one subject is never the beginning of another.
    private static string SubjectOf(string subject) => $"s-{TableKeys.Part(subject)}";

    private static string TurnOver(string id) => string.Create(id.Length, id, static (row, digits) =>
    {
        for (int at = 0; at < digits.Length; at++)
        {
            row[at] = "fedcba9876543210"[Convert.ToInt32(digits[at].ToString(), 16)];
        }
    });
}

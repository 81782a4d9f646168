using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using Pipeline.Core;
using Pipeline.Core.Orders.Records;
using Pipeline.Storage.Catalog;

namespace Pipeline.Storage.Orders;

/// <summary>
/// Keys of the table of invoices. One partition, so that a corrected date moves an invoice in one transaction. Row of the
/// invoice: <c>d-</c>, its day turned over, its number turned over, its id, so that the latest comes first; row
/// <c>i-</c> and the id says where it stands.
/// </summary>
internal static class InvoiceKeys
{
    /// <summary>The partition.</summary>
    public const string Partition = "invoices";

    private const int LastDay = 9_999_999;
    private const int LengthLimit = 200;
    private const int NumberBytes = 60;

    /// <summary>Row that says where an invoice stands.</summary>
    /// <returns>False when the id is too long: there is no such invoice.</returns>
    public static bool TryPlaceOf(string id, out string row)
    {
        row = $"i-{TableKeys.Escape(id)}";
        return row.Length <= LengthLimit;
    }

    /// <summary>Row of an invoice.</summary>
    public static string RowOf(InvoiceRecord record) =>
        $"d-{TurnOver(record.Invoice.Date)}-{TurnOver(record.Invoice.InvoiceNumber)}-{TableKeys.Escape(record.Id)}";

    /// <summary>The condition on rows that filter and cursor make.</summary>
    /// <exception cref="FormatException">The cursor is not from this list.</exception>
    public static IEnumerable<string> Conditions(InvoiceFilter filter, string? cursor)
    {
        string after = cursor is null ? "d-" : Cursor.Read(cursor, static row => row.StartsWith("d-", StringComparison.Ordinal));
        yield return TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey gt {after} and RowKey lt {"d."}");
        if (filter.From is { } from)
        {
            yield return TableClient.CreateQueryFilter($"RowKey lt {$"d-{TurnOver(from)}."}");
        }

        if (filter.To is { } to)
        {
            // What has no date comes last and is not dated before anything.
            yield return TableClient.CreateQueryFilter($"RowKey gt {$"d-{TurnOver(to)}"} and RowKey lt {$"d-{TurnOver((DateOnly?)null)}"}");
        }
    }

    private static string TurnOver(DateOnly? date) =>
        (LastDay - (date is { } day ? day.DayNumber + 1 : 0)).ToString("D7", CultureInfo.InvariantCulture);

    /// <summary>Digits of the bytes turned over; the tilde lets a longer number come before its beginning.</summary>
    private static string TurnOver(string number)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(number.ToUpperInvariant());
        byte[] turned = [.. bytes.Take(NumberBytes).Select(static one => (byte)~one)];
        return $"{Convert.ToHexStringLower(turned)}~";
    }
}

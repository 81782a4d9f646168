using System.Globalization;
using Pipeline.Storage.Catalog;

namespace Pipeline.Storage.Orders;

/// <summary>Keys of the tables of orders and of their list.</summary>
internal static class OrderKeys
{
    /// <summary>Row of the record in the order's partition.</summary>
    public const string RecordRow = "record";

    /// <summary>Partition of all summaries in the list.</summary>
    public const string AllPartition = "all";

    /// <summary>Partition of the pointers to open orders in the list.</summary>
    public const string OpenPartition = "open";

    /// <summary>Keys have 512 characters at most, and the list's has the time too.</summary>
    private const int LengthLimit = 400;

    private const int TickDigits = 19;

    /// <summary>An order's id as a key: its partition, and its row among the open ones.</summary>
    /// <returns>False when it is empty or too long: there is no such order.</returns>
    public static bool TryOf(string orderId, out string key)
    {
        key = TableKeys.Escape(orderId);
        return key.Length is > 0 and <= LengthLimit;
    }

    /// <summary>The key of an id that must be one.</summary>
    /// <exception cref="ArgumentException">It is empty or too long.</exception>
    public static string Of(string orderId) => TryOf(orderId, out string key)
        ? key
        : throw new ArgumentException($"An order's id has 1 to {LengthLimit} characters, fewer when they need escaping.", nameof(orderId));

    /// <summary>The id of a key.</summary>
    public static string IdOf(string key) => TableKeys.Unescape(key);

    /// <summary>Row of an event: the sequence in ten digits, so that the rows are in order.</summary>
    public static string EventRow(int sequence) => string.Create(CultureInfo.InvariantCulture, $"e-{sequence:D10}");

    /// <summary>The sequence of an event's row; false for any other text.</summary>
    public static bool TryEventOf(string row, out int sequence)
    {
        sequence = 0;
        return row.StartsWith("e-", StringComparison.Ordinal)
            && int.TryParse(row.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out sequence)
            && row == EventRow(sequence);
    }

    /// <summary>Row in the list: the time turned over, so that the latest comes first, then the order.</summary>
    public static string ListRow(DateTimeOffset receivedAt, string key) => $"{TurnOver(receivedAt)}-{key}";

    /// <summary>Sorts after the rows of this time and later ones, and before those of earlier times.</summary>
    public static string ListBound(DateTimeOffset receivedAt) => $"{TurnOver(receivedAt)}.";

    /// <summary>Whether a text is a row of the list.</summary>
    public static bool IsListRow(string row) =>
        row.Length > TickDigits + 1 && row[TickDigits] == '-' && !row.AsSpan(0, TickDigits).ContainsAnyExceptInRange('0', '9');

    private static string TurnOver(DateTimeOffset time) =>
        (DateTimeOffset.MaxValue.UtcTicks - time.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);
}

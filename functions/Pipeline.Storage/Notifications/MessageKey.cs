using System.Globalization;
using Pipeline.Core.Notifications;

namespace Pipeline.Storage.Notifications;

/// <summary>
/// Keys of handled messages. Row: the id with each digit turned over, so that the latest comes first. Partition: its
/// month, turned over too, so that the order of partitions is the order of rows.
/// </summary>
internal readonly record struct MessageKey(string Partition, string Row)
{
    /// <summary>Partition of messages that wait for their turn; sorts after all months.</summary>
    public const string ArrivalsPartition = "arrivals";

    /// <summary>Partition of pointers to messages that wait for an order.</summary>
    public const string ParkedPartition = "parked";

    private const int LastMonth = 999_999;

    /// <summary>Key of an id.</summary>
    /// <exception cref="ArgumentException">The text is no id of a message.</exception>
    public static MessageKey Of(string id) => new(PartitionAt(MessageId.TimeOf(id)), TurnOver(id));

    /// <summary>The partition of an instant; those of later ones come before it.</summary>
    public static string PartitionAt(DateTimeOffset at) =>
        (LastMonth - ((at.UtcDateTime.Year * 100) + at.UtcDateTime.Month)).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>The first row of ids of this instant or earlier.</summary>
    public static string FirstRowAt(DateTimeOffset at) =>
        TurnOver(at.ToUnixTimeMilliseconds().ToString("x12", CultureInfo.InvariantCulture) + new string('f', 20));

    /// <summary>The smallest id of this instant: smaller ones are older.</summary>
    public static string FirstIdAt(DateTimeOffset at) =>
        Math.Max(0, at.ToUnixTimeMilliseconds()).ToString("x12", CultureInfo.InvariantCulture) + new string('0', 20);

    /// <summary>The id of a row, and the row of an id.</summary>
    public static string TurnOver(string id) => string.Create(id.Length, id, static (row, digits) =>
    {
        for (int at = 0; at < digits.Length; at++)
        {
            row[at] = "fedcba9876543210"[char.IsAsciiDigit(digits[at]) ? digits[at] - '0' : digits[at] - 'a' + 10];
        }
    });
}

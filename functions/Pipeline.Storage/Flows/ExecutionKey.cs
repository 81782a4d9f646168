using System.Globalization;
using Pipeline.Core.Flows;

namespace Pipeline.Storage.Flows;

/// <summary>
/// Keys of the table of executions. Row: the id with each digit turned over, so that the latest comes first. Partition:
/// its month, turned over too, so that the order of partitions is the order of rows.
/// </summary>
internal readonly record struct ExecutionKey(string Partition, string Row)
{
    /// <summary>Partition of the pointers to executions that are not finished; sorts after all months.</summary>
    public const string OpenPartition = "open";

    private const int LastMonth = 999_999;
    private const int TimeDigits = 12;
    private const int IdDigits = 32;

    /// <summary>Key of an id.</summary>
    /// <exception cref="ArgumentException">The text is not an execution id.</exception>
    public static ExecutionKey Of(string id) =>
        new(PartitionAt(ExecutionId.TimeOf(id)), TurnOver(id));

    /// <summary>Partition of the ids of an instant.</summary>
    public static string PartitionAt(DateTimeOffset at) =>
        (LastMonth - ((at.UtcDateTime.Year * 100) + at.UtcDateTime.Month)).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>The last row an id of this instant or later can have.</summary>
    public static string LastRowAt(DateTimeOffset at) =>
        TurnOver(at.ToUnixTimeMilliseconds()
            .ToString("x12", CultureInfo.InvariantCulture)[^TimeDigits..].PadRight(IdDigits, '0'));

    private static string TurnOver(string id) => string.Create(id.Length, id, static (row, digits) =>
    {
        for (int at = 0; at < digits.Length; at++)
        {
            row[at] = "fedcba9876543210"[Convert.ToInt32(digits[at].ToString(), 16)];
        }
    });
}

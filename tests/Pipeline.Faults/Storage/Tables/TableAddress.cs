using System.Text.RegularExpressions;

namespace Pipeline.Faults.Storage.Tables;

/// <summary>What an address of the table service points at.</summary>
/// <param name="Table">Name of the table.</param>
/// <param name="Partition">The row's partition, or null when it is the whole table.</param>
/// <param name="Row">The row's key, or null.</param>
internal sealed partial record TableAddress(string Table, string? Partition, string? Row)
{
    /// <summary>Reads <c>Table</c>, <c>Table()</c> or <c>Table(PartitionKey='..',RowKey='..')</c>, escaped.</summary>
    public static TableAddress Parse(string path)
    {
        string text = Uri.UnescapeDataString(path);
        Match match = Keys().Match(text);
        return match.Success
            ? new(match.Groups["table"].Value, Plain(match.Groups["partition"].Value), Plain(match.Groups["row"].Value))
            : new(text.Replace("()", string.Empty, StringComparison.Ordinal), null, null);
    }

    private static string Plain(string key) => key.Replace("''", "'", StringComparison.Ordinal);

    [GeneratedRegex(@"^(?<table>\w+)\(PartitionKey='(?<partition>.*)',RowKey='(?<row>.*)'\)$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Keys();
}

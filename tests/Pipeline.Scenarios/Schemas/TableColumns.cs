using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Pipeline.Scenarios.Schemas;

/// <summary>The columns of the tables of an account, and those that were captured for a version.</summary>
internal static partial class TableColumns
{
    /// <summary>Begins the line of a column that not every run writes.</summary>
    public const string Optional = "? ";

    /// <summary>Name and type of each column, by table; columns that are numbered through are one.</summary>
    public static async Task<SortedDictionary<string, SortedSet<string>>> ReadAsync(string connection)
    {
        SortedDictionary<string, SortedSet<string>> columns = new(StringComparer.Ordinal);
        TableServiceClient tables = new(connection);
        await foreach (TableItem item in tables.QueryAsync())
        {
            await foreach (TableEntity row in tables.GetTableClient(item.Name).QueryAsync<TableEntity>())
            {
                IEnumerable<string> found = row
                    .Where(static column => column.Key is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag") && column.Value is not null)
                    .Select(static column => $"{Numbered().Replace(column.Key, "#")} {TypeOf(column.Value!)}");
                (columns.TryGetValue(item.Name, out SortedSet<string>? known) ? known : columns[item.Name] = new(StringComparer.Ordinal)).UnionWith(found);
            }
        }

        return columns;
    }

    /// <summary>The captured lines of a table's version, or null.</summary>
    public static IReadOnlyList<string>? Captured(string table, int version)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Schemas", "columns", $"{table}.v{version}.txt");
        return File.Exists(path) ? File.ReadAllLines(path) : null;
    }

    /// <summary>What was written and is not captured, and what was captured as always written and was not.</summary>
    public static IEnumerable<string> Differences(string table, IReadOnlyCollection<string> captured, IReadOnlyCollection<string> written)
    {
        string[] allowed = [.. captured.Select(static line => line.StartsWith(Optional, StringComparison.Ordinal) ? line[Optional.Length..] : line)];
        return written.Except(allowed).Select(column => $"{table}: {column} is new")
            .Concat(captured.Where(static line => !line.StartsWith(Optional, StringComparison.Ordinal)).Except(written)
                .Select(column => $"{table}: {column} is not written any more"));
    }

    private static string TypeOf(object value) => value is byte[] or BinaryData ? "Binary" : value.GetType().Name;

    [GeneratedRegex(@"(?<=^(Record|Code|Name|Entries))\d+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Numbered();
}

using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Pipeline.Core.Catalog;

namespace Pipeline.Storage.Catalog.Index;

/// <summary>
/// Rows of the index as apps before version 2 of its table wrote them, one for each entry: partition = bucket of the key of
/// 256, row = key, distributor and article number; without <c>Sku</c> where the article has the key no longer.
/// </summary>
/// <remarks>Row <c>former</c> of partition <c>state</c> says since when they are waited for and, at last, that there are none.</remarks>
internal sealed class FormerIndex(TableClient table)
{
    private const string StatePartition = "state";
    private const string StateRow = "former";
    private const string SinceColumn = "Since";
    private const string MovedColumn = "IsMoved";

    // Characters in 1 KiB: the service takes no longer row key.
    private const int RowKeyLimit = 512;

    private volatile bool hasMoved;

    /// <summary>Row key of an entry, by which answers are ordered.</summary>
    public static string Row(IndexEntry entry) =>
        $"{TableKeys.Escape(entry.Key)}|{TableKeys.Escape(entry.Distributor)}|{TableKeys.Escape(entry.Sku)}";

    /// <summary>The entry in a row, or null when the article has the key no longer.</summary>
    public static IndexEntry? EntryOf(TableEntity row) => row.GetString("Sku") is { } sku
        ? new IndexEntry(TableKeys.Unescape(row.RowKey[..row.RowKey.IndexOf('|', StringComparison.Ordinal)]), row.GetString("Distributor")!, sku)
        : null;

    /// <summary>Entries of a key that have not been moved yet.</summary>
    public async Task<IReadOnlyList<IndexEntry>> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (key.Length > RowKeyLimit || (await ReadStateAsync(cancellationToken)).IsMoved)
        {
            return [];
        }

        // '|' ends the key inside a row key and '}' is the character after it.
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Partition(key)} and RowKey ge {TableKeys.Escape(key) + "|"} and RowKey lt {TableKeys.Escape(key) + "}"}");
        return [.. (await ReadAsync(filter, isAll: true, cancellationToken)).Select(EntryOf).OfType<IndexEntry>()];
    }

    /// <summary>The first rows that have not been moved, at most a thousand, ordered by their keys; none when all are.</summary>
    public Task<IReadOnlyList<TableEntity>> ReadFirstAsync(CancellationToken cancellationToken) =>
        ReadAsync(TableClient.CreateQueryFilter($"PartitionKey lt {IndexKeys.FormerEnd}"), isAll: false, cancellationToken);

    /// <summary>Since when former rows are waited for, null when nobody has begun, and whether there are none any more.</summary>
    public async Task<(DateTimeOffset? Since, bool IsMoved)> ReadStateAsync(CancellationToken cancellationToken)
    {
        if (hasMoved)
        {
            return (null, true);
        }

        NullableResponse<TableEntity> state = await table.GetEntityIfExistsAsync<TableEntity>(
            StatePartition, StateRow, cancellationToken: cancellationToken);
        hasMoved = state is { HasValue: true, Value: { } known } && known.GetBoolean(MovedColumn) == true;
        return (state.HasValue ? state.Value!.GetDateTimeOffset(SinceColumn) : null, hasMoved);
    }

    /// <summary>Notes since when former rows are waited for, or that there are none any more.</summary>
    public async Task WriteStateAsync(DateTimeOffset since, bool isMoved, CancellationToken cancellationToken)
    {
        TableEntity state = new(StatePartition, StateRow) { [SinceColumn] = since, [MovedColumn] = isMoved };
        _ = await table.UpsertEntityAsync(state, TableUpdateMode.Replace, cancellationToken);
    }

    private static string Partition(string key) =>
        Buckets.Of(key).ToString("D3", CultureInfo.InvariantCulture);

    private async Task<IReadOnlyList<TableEntity>> ReadAsync(string filter, bool isAll, CancellationToken cancellationToken)
    {
        List<TableEntity> rows = [];
        try
        {
            await foreach (Page<TableEntity> page in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).AsPages())
            {
                rows.AddRange(page.Values);
                if (rows.Count > 0 && !isAll)
                {
                    break;
                }
            }
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // No price file has been imported yet.
        }

        return rows;
    }
}

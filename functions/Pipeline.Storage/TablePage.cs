using Azure.Data.Tables;

namespace Pipeline.Storage;

/// <summary>Reads a page of a list that a query of a table gives in its order.</summary>
internal static class TablePage
{
    private const int RowsAtOnce = 1000;

    /// <inheritdoc cref="ReadAsync{T}(TableClient, string, int, IEnumerable{string}, Func{TableEntity, ValueTask{T}}, Func{T, string}, TableSieve{T}, CancellationToken)"/>
    public static Task<Core.Page<T>> ReadAsync<T>(
        TableClient client,
        string query,
        int limit,
        IEnumerable<string>? columns,
        Func<TableEntity, ValueTask<T?>> read,
        Func<T, string>? placeOf,
        CancellationToken cancellationToken)
        where T : class => ReadAsync(client, query, limit, columns, read, placeOf, null, cancellationToken);

    /// <summary>Reads a page; where only some rows are wanted, in bounded steps.</summary>
    /// <param name="client">The table.</param>
    /// <param name="query">Filter, with what lies before the page left out.</param>
    /// <param name="limit">Most items.</param>
    /// <param name="columns">Columns to read, or null for all.</param>
    /// <param name="read">The item of a row, or null to pass the row over.</param>
    /// <param name="placeOf">What the cursor after an item holds, or null for the key of its row.</param>
    /// <param name="sieve">Which items are wanted; null for all.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The page; fewer items than asked for, with a cursor, when enough rows were looked at.</returns>
    public static async Task<Core.Page<T>> ReadAsync<T>(
        TableClient client,
        string query,
        int limit,
        IEnumerable<string>? columns,
        Func<TableEntity, ValueTask<T?>> read,
        Func<T, string>? placeOf,
        TableSieve<T>? sieve,
        CancellationToken cancellationToken)
        where T : class
    {
        List<T> items = [];
        string last = string.Empty;
        int looked = 0;
        int atOnce = sieve?.LookLimit ?? Math.Min(limit + 1, RowsAtOnce);
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(query, atOnce, columns, cancellationToken))
        {
            if (items.Count == limit || looked == sieve?.LookLimit)
            {
                return new Core.Page<T>(items, Core.Cursor.Of(last));
            }

            if (await read(row) is { } item)
            {
                looked++;
                last = placeOf is null ? row.RowKey : placeOf(item);
                if (sieve is null || sieve.IsWanted(item))
                {
                    items.Add(item);
                }
            }
        }

        return new Core.Page<T>(items, null);
    }
}

/// <summary>Leaves items out of a page after they were read.</summary>
/// <param name="IsWanted">Whether an item belongs to the list.</param>
/// <param name="LookLimit">Rows that are looked at for one page, 1,000 at most.</param>
internal sealed record TableSieve<T>(Func<T, bool> IsWanted, int LookLimit = 1000);

using Azure;
using Azure.Data.Tables;
using Pipeline.Storage.Catalog.Index;

namespace Pipeline.Storage.Catalog;

/// <summary>Moves what earlier apps wrote into the catalogue's indexes to the form of today; searches find both meanwhile.</summary>
/// <remarks>
/// Entries are written in their new place before the rows go, so it may be stopped anywhere and begun again; two at once do
/// no harm either. It begins five minutes after its first run, when every older app has stopped writing
/// (<see cref="Schemas.SchemaGuard"/>), and notes the end in the table, after which nobody looks for former rows any more.
/// </remarks>
public sealed class CatalogIndexMove(CatalogTables tables, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private readonly Side[] sides = [new(tables.ByGtin), new(tables.ByMpn)];

    /// <summary>Moves for at most about four minutes. Repeatable; does next to nothing once all is moved.</summary>
    /// <returns>Rows moved.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        long start = clock.GetTimestamp();
        int moved = 0;
        foreach (Side side in sides)
        {
            (DateTimeOffset? since, bool isMoved) = await side.Former.ReadStateAsync(cancellationToken);
            if (isMoved)
            {
                continue;
            }

            if (since is null)
            {
                await BeginAsync(side, cancellationToken);
            }
            else if (clock.GetUtcNow() - since >= Patience)
            {
                moved += await MoveAsync(side, since.Value, start, cancellationToken);
            }
        }

        return moved;
    }

    private async Task BeginAsync(Side side, CancellationToken cancellationToken)
    {
        try
        {
            await side.Former.WriteStateAsync(clock.GetUtcNow(), isMoved: false, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // No file has been imported yet: there is no table.
        }
    }

    private async Task<int> MoveAsync(Side side, DateTimeOffset since, long start, CancellationToken cancellationToken)
    {
        int moved = 0;
        while (clock.GetElapsedTime(start) < Limit)
        {
            IReadOnlyList<TableEntity> rows = await side.Former.ReadFirstAsync(cancellationToken);
            if (rows.Count == 0)
            {
                await side.Former.WriteStateAsync(since, isMoved: true, cancellationToken);
                return moved;
            }

            foreach (IGrouping<string, TableEntity> partition in rows.GroupBy(static row => row.PartitionKey))
            {
                await MoveAsync(side, [.. partition], cancellationToken);
            }

            moved += rows.Count;
        }

        return moved;
    }

    // The keys of one former partition all fall into one partition of today: both go by the last bits of the same number.
    private static async Task MoveAsync(Side side, TableEntity[] rows, CancellationToken cancellationToken)
    {
        _ = await side.Index.ApplyAsync(
            rows.Select(FormerIndex.EntryOf).OfType<IndexEntry>().Select(static entry => new IndexChange(entry, IsAdded: true)),
            cancellationToken);
        foreach (TableEntity[] group in rows.Chunk(RowRemoval.GroupLimit))
        {
            _ = await RowRemoval.RemoveGroupAsync(side.Table, group, cancellationToken);
        }
    }

    private sealed class Side(TableClient table)
    {
        public TableClient Table { get; } = table;

        public CatalogIndex Index { get; } = new(table);

        public FormerIndex Former { get; } = new(table);
    }
}

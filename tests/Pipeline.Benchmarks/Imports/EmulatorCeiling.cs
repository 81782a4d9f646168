using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Pipeline.Core.Catalog;
using Pipeline.TestSupport;

namespace Pipeline.Benchmarks.Imports;

/// <summary>How fast an emulator takes full transactions of entities like the catalogue's, with nothing else to do.</summary>
/// <remarks>
/// As many entities per table as the import writes, over as many partitions, from as many callers. The entities are
/// copies of real ones under other row keys of the same length; making them costs next to nothing.
/// </remarks>
internal sealed class EmulatorCeiling(AzuriteServer azurite, IReadOnlyList<CeilingTable> tables, int callers) : IDisposable
{
    private const int RowsOfTransaction = 100;
    private readonly IEnumerator<(int Table, int Partition, int First, int Rows)> _transactions = Transactions(tables).GetEnumerator();
    private readonly List<TableClient> _clients = [];
    private long _written;

    /// <summary>Makes the tables.</summary>
    public async Task CreateAsync()
    {
        TableServiceClient service = new(azurite.ConnectionString);
        foreach (CeilingTable table in tables)
        {
            _clients.Add(service.GetTableClient("Ceiling" + table.Name));
            _ = await _clients[^1].CreateAsync();
        }
    }

    /// <summary>Goes on writing for about the time given, or to the end.</summary>
    public async Task<WriteTime> WriteAsync(TimeSpan duration)
    {
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = callers };
        WriteTime start = WriteTime.Now(azurite, _written);
        await Parallel.ForEachAsync(Next(duration), parallel, async (next, token) =>
        {
            List<TableTransactionAction> actions = Actions(tables[next.Table], next.Partition, next.First, next.Rows);
            _ = await _clients[next.Table].SubmitTransactionAsync(actions, token);
            _ = Interlocked.Add(ref _written, next.Rows);
        });
        return WriteTime.Now(azurite, _written) - start;
    }

    /// <inheritdoc/>
    public void Dispose() => _transactions.Dispose();

    private IEnumerable<(int Table, int Partition, int First, int Rows)> Next(TimeSpan duration)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration && _transactions.MoveNext())
        {
            yield return _transactions.Current;
        }
    }

    // Rows partition by partition, index tables in rounds over all partitions: the import's order, without its waits.
    private static IEnumerable<(int Table, int Partition, int First, int Rows)> Transactions(IReadOnlyList<CeilingTable> tables)
    {
        IEnumerator<(int Table, int Partition, int First, int Rows)>[] sources =
            [.. tables.Select((table, index) => Transactions(index, table).GetEnumerator())];
        for (bool any = true; any;)
        {
            any = false;
            foreach (IEnumerator<(int Table, int Partition, int First, int Rows)> source in sources)
            {
                if (source.MoveNext())
                {
                    any = true;
                    yield return source.Current;
                }
            }
        }
    }

    private static IEnumerable<(int Table, int Partition, int First, int Rows)> Transactions(int index, CeilingTable table)
    {
        int perPartition = (table.Entities + Buckets.Count - 1) / Buckets.Count;
        var all =
            from partition in Enumerable.Range(0, Buckets.Count)
            let size = Math.Clamp(table.Entities - (partition * perPartition), 0, perPartition)
            from transaction in Enumerable.Range(0, (size + RowsOfTransaction - 1) / RowsOfTransaction)
            let first = transaction * RowsOfTransaction
            select (Table: index, Partition: partition, First: first, Rows: Math.Min(RowsOfTransaction, size - first));
        return table.IsScattered ? all.OrderBy(next => next.First) : all;
    }

    private static List<TableTransactionAction> Actions(CeilingTable table, int partition, int first, int rows)
    {
        List<TableTransactionAction> actions = new(rows);
        for (int row = first; row < first + rows; row++)
        {
            TableEntity model = table.Models[row % table.Models.Count];
            TableEntity entity = new(model)
            {
                PartitionKey = model.PartitionKey[..^3] + partition.ToString("D3", CultureInfo.InvariantCulture),
                RowKey = RowKey(model.RowKey, partition, row),
            };
            actions.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, entity));
        }

        return actions;
    }

    // Scattered digits in place of the first ones, as keys of articles are; the rest keeps the length.
    private static string RowKey(string model, int partition, int row)
    {
        uint mixed = (uint)((partition * 100_003) + row) * 2654435761u;
        string digits = mixed.ToString("D10", CultureInfo.InvariantCulture);
        return model.Length > digits.Length ? digits + model[digits.Length..] : digits;
    }
}

using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Pipeline.Core.Catalog;
using Pipeline.TestSupport;

namespace Pipeline.Benchmarks.Imports;

/// <summary>How fast an emulator takes full transactions of entities like catalogue rows, with nothing else to do.</summary>
/// <remarks>
/// As many entities as the import writes rows, over as many partitions, from as many callers, in the import's order. They are
/// copies of real ones under other row keys of the same length; making them costs next to nothing. The import's pages of the
/// index, one entity of a hundred and larger ones, have no counterpart here: they count against the import.
/// </remarks>
internal sealed class EmulatorCeiling(AzuriteServer azurite, IReadOnlyList<TableEntity> models, int entities, int callers) : IDisposable
{
    private const int RowsOfTransaction = 100;
    private readonly TableClient table = new TableServiceClient(azurite.ConnectionString).GetTableClient("Ceiling");
    private readonly IEnumerator<(int Partition, int First, int Rows)> transactions = Transactions(entities).GetEnumerator();
    private long written;

    /// <summary>Makes the table.</summary>
    public async Task CreateAsync() => _ = await table.CreateAsync();

    /// <summary>Goes on writing for about the time given, or to the end.</summary>
    public async Task<WriteTime> WriteAsync(TimeSpan duration)
    {
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = callers };
        WriteTime start = WriteTime.Now(azurite, written);
        await Parallel.ForEachAsync(Next(duration), parallel, async (next, token) =>
        {
            _ = await table.SubmitTransactionAsync(Actions(next.Partition, next.First, next.Rows), token);
            _ = Interlocked.Add(ref written, next.Rows);
        });
        return WriteTime.Now(azurite, written) - start;
    }

    /// <inheritdoc/>
    public void Dispose() => transactions.Dispose();

    private IEnumerable<(int Partition, int First, int Rows)> Next(TimeSpan duration)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration && transactions.MoveNext())
        {
            yield return transactions.Current;
        }
    }

    private static IEnumerable<(int Partition, int First, int Rows)> Transactions(int entities)
    {
        int perPartition = (entities + Buckets.Count - 1) / Buckets.Count;
        return
            from partition in Enumerable.Range(0, Buckets.Count)
            let size = Math.Clamp(entities - (partition * perPartition), 0, perPartition)
            from transaction in Enumerable.Range(0, (size + RowsOfTransaction - 1) / RowsOfTransaction)
            let first = transaction * RowsOfTransaction
            select (partition, first, Math.Min(RowsOfTransaction, size - first));
    }

    private List<TableTransactionAction> Actions(int partition, int first, int rows)
    {
        List<TableTransactionAction> actions = new(rows);
        for (int row = first; row < first + rows; row++)
        {
            TableEntity model = models[row % models.Count];
            TableEntity entity = new(model)
            {
                PartitionKey = model.PartitionKey[..^3] + partition.ToString("D3", CultureInfo.InvariantCulture),
                RowKey = RowKey(model.RowKey, partition, row),
            };
            actions.Add(new TableTransactionAction(TableTransactionActionType.Add, entity));
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

using Azure.Data.Tables;

namespace Pipeline.Benchmarks.Pushes;

/// <summary>The rival: one request for each row, with the bytes of a push in it.</summary>
internal sealed class UpsertedRows(TableClient table)
{
    private const int Partitions = 64;
    private const int Rows = 4000;
    private static readonly byte[] Body = new byte[3000];
    private int number;

    /// <summary>Makes the table.</summary>
    public static async Task<UpsertedRows> CreateAsync(string connection)
    {
        TableClient table = new TableServiceClient(connection).GetTableClient("Upserts");
        _ = await table.CreateIfNotExistsAsync();
        return new UpsertedRows(table);
    }

    /// <summary>Writes a row; the rows are so few that no partition gets slow by its size.</summary>
    public async Task UpsertAsync()
    {
        int next = Interlocked.Increment(ref number) % Rows;
        _ = await table.UpsertEntityAsync(
            new TableEntity($"p{next % Partitions:D2}", $"{next:D8}") { ["Body"] = Body }, TableUpdateMode.Replace);
    }
}

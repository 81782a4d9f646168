using Azure.Data.Tables;
using Pipeline.Storage.Schemas;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Schemas;

/// <summary>Which requests an app may still send when one of two tables is newer than it.</summary>
[Collection(EmulatorCollection.Name)]
public sealed class SchemaPolicyTests(StorageEmulator emulator) : IAsyncLifetime
{
    private const string Newer = "PolicyNewer";
    private const string Same = "PolicySame";

    private TableServiceClient guarded = null!;
    private SchemaGuard guard = null!;

    public async Task InitializeAsync()
    {
        _ = await emulator.EmptyTableAsync(Newer);
        _ = await emulator.EmptyTableAsync(Same);
        TableClient versions = emulator.Tables.GetTableClient(TableSchemas.Table);
        _ = await versions.CreateIfNotExistsAsync();
        _ = await versions.UpsertEntityAsync(new TableEntity("tables", Newer) { ["Version"] = 2, ["MinimumReader"] = 1 });
        guard = new SchemaGuard(emulator.Tables, [new(Newer, 1, 1), new(Same, 1, 1)], TimeProvider.System);
        guarded = new TableServiceClient(emulator.Server.ConnectionString, TableOptions.Create(new SchemaPolicy(guard)));
    }

    public async Task DisposeAsync()
    {
        guard.Dispose();
        _ = await emulator.Tables.DeleteTableAsync(TableSchemas.Table);
    }

    [Fact]
    public async Task A_transaction_is_refused_for_the_newer_table_only()
    {
        SchemaNewerException refused = await Assert.ThrowsAsync<SchemaNewerException>(() => SubmitAsync(Newer));
        await SubmitAsync(Same);

        Assert.Equal(Newer, refused.Table);
        Assert.Equal(0, await emulator.Tables.GetTableClient(Newer).QueryAsync<TableEntity>().CountAsync());
        Assert.Equal(2, await emulator.Tables.GetTableClient(Same).QueryAsync<TableEntity>().CountAsync());
    }

    [Fact]
    public async Task One_row_is_refused_for_the_newer_table_only_and_reading_goes_on()
    {
        await Assert.ThrowsAsync<SchemaNewerException>(() => guarded.GetTableClient(Newer).UpsertEntityAsync(new TableEntity("p", "r")));
        await Assert.ThrowsAsync<SchemaNewerException>(() => guarded.GetTableClient(Newer).AddEntityAsync(new TableEntity("p", "r")));
        await guarded.GetTableClient(Same).UpsertEntityAsync(new TableEntity("p", "r"));

        Assert.Empty(await guarded.GetTableClient(Newer).QueryAsync<TableEntity>().ToListAsync());
        Assert.Single(await guarded.GetTableClient(Same).QueryAsync<TableEntity>().ToListAsync());
    }

    private async Task SubmitAsync(string table) => _ = await guarded.GetTableClient(table).SubmitTransactionAsync(
    [
        new(TableTransactionActionType.Add, new TableEntity("p", "1")),
        new(TableTransactionActionType.UpsertMerge, new TableEntity("p", "2")),
    ]);
}

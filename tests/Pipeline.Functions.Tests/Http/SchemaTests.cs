using System.Net;
using System.Text.Json;
using Azure.Data.Tables;
using Pipeline.Core.Orders.Records;
using Pipeline.Functions.Tests.Orders;
using Pipeline.Functions.Tests.Support;
using Pipeline.Storage.Schemas;

namespace Pipeline.Functions.Tests.Http;

/// <summary>An app that was taken back meets rows that the newer one has written.</summary>
[Collection(StorageCollection.Name)]
public sealed class SchemaTests(StorageEmulator storage) : IAsyncLifetime
{
    private static readonly TableSchema Orders = TableSchemas.All.Single(static schema => schema.Table == "Orders");
    private static readonly TableSchema OrderList = TableSchemas.All.Single(static schema => schema.Table == "OrderList");

    private TableServiceClient tables = null!;

    public async Task InitializeAsync()
    {
        tables = new TableServiceClient(storage.ConnectionString);
        _ = await tables.DeleteTableAsync(TableSchemas.Table);
    }

    public async Task DisposeAsync() => _ = await tables.DeleteTableAsync(TableSchemas.Table);

    [Fact]
    public async Task The_first_write_notes_the_version_of_every_table_and_reading_notes_nothing()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);

        _ = await app.GetJsonAsync("/api/orders");
        Assert.Empty(await NotedAsync());
        _ = await app.PlaceAsync();

        Assert.Equal(TableSchemas.All.Select(static schema => $"{schema.Table} {schema.Version} {schema.MinimumReader}").Order(), await NotedAsync());
    }

    [Fact]
    public async Task An_older_app_reads_on_but_writes_nothing_and_says_why()
    {
        await using (PipelineApp newer = await PipelineApp.StartAsync(storage))
        {
            _ = await newer.PlaceAsync();
        }

        await NoteAsync("Orders", version: Orders.Version + 1, minimumReader: 1);
        await using PipelineApp older = await PipelineApp.StartOnAsync(storage.ConnectionString);

        HttpResponseMessage refused = await older.OrderAsync("key-of-the-older-app", OrderCalls.Order);
        JsonElement ready = await ReadyAsync(older);

        _ = await ProblemAssert.IsAsync(refused, HttpStatusCode.ServiceUnavailable, "SCHEMA_NEWER");
        Assert.Contains($"Table Orders holds rows of version {Orders.Version + 1}", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Single((await older.GetJsonAsync("/api/orders")).GetProperty("items").EnumerateArray());
        Assert.Equal("notReady", ready.GetProperty("status").GetString());
        JsonElement check = ready.GetProperty("checks").EnumerateArray().Single(static entry => entry.GetProperty("name").GetString() == "schema");
        Assert.StartsWith($"SCHEMA_NEWER: Table Orders holds rows of version {Orders.Version + 1}", check.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Single(await RowsAsync("Orders"), static row => row.RowKey == "record");
    }

    [Fact]
    public async Task Rows_that_it_would_misread_are_not_read_either()
    {
        await using (PipelineApp newer = await PipelineApp.StartAsync(storage))
        {
            _ = await newer.PlaceAsync();
        }

        await NoteAsync("OrderList", version: OrderList.Version + 1, minimumReader: OrderList.Version + 1);
        await using PipelineApp older = await PipelineApp.StartOnAsync(storage.ConnectionString);

        _ = await ProblemAssert.IsAsync(await older.GetAsync("/api/orders"), HttpStatusCode.ServiceUnavailable, "SCHEMA_NEWER");
        Assert.Equal(HttpStatusCode.OK, (await older.GetAsync("/api/exchanges")).StatusCode);
    }

    [Fact]
    public async Task An_app_that_runs_when_a_newer_one_starts_stops_writing_within_a_minute()
    {
        await using PipelineApp running = await PipelineApp.StartAsync(storage);
        _ = await running.PlaceAsync();
        await NoteAsync("Orders", version: Orders.Version + 1, minimumReader: 1);

        running.Clock.Advance(TimeSpan.FromMinutes(1));

        _ = await ProblemAssert.IsAsync(await running.OrderAsync("later", OrderCalls.Order), HttpStatusCode.ServiceUnavailable, "SCHEMA_NEWER");
    }

    [Fact]
    public async Task A_newer_app_raises_the_version_and_never_lowers_one()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);
        await NoteAsync("Orders", version: 0, minimumReader: 0);
        await NoteAsync("CatalogAbsent", version: 9, minimumReader: 9);

        _ = await app.PlaceAsync();

        IReadOnlyList<string> noted = await NotedAsync();
        Assert.Contains($"Orders {Orders.Version} {Orders.MinimumReader}", noted);
        Assert.Contains("CatalogAbsent 9 9", noted);
    }

    [Fact]
    public async Task A_sweep_of_an_older_app_changes_no_order()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);
        string id = await app.PlaceAsync();
        await NoteAsync("Orders", version: Orders.Version + 1, minimumReader: 1);
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        await Assert.ThrowsAsync<SchemaNewerException>(() => app.Get<OrderUpdater>().UpdateAsync(
            id, static change => change.Note("received", "Written by the older app."), CancellationToken.None));

        Assert.Equal(2, (await RowsAsync("Orders")).Count);
    }

    private static async Task<JsonElement> ReadyAsync(PipelineApp app) =>
        JsonSerializer.Deserialize<JsonElement>(await (await app.GetAsync("/api/ready")).Content.ReadAsStringAsync());

    private async Task NoteAsync(string table, int version, int minimumReader)
    {
        TableClient schema = tables.GetTableClient(TableSchemas.Table);
        _ = await schema.CreateIfNotExistsAsync();
        _ = await schema.UpsertEntityAsync(
            new TableEntity("tables", table) { ["Version"] = version, ["MinimumReader"] = minimumReader }, TableUpdateMode.Replace);
    }

    private async Task<IReadOnlyList<string>> NotedAsync() =>
        [.. (await RowsAsync(TableSchemas.Table)).Select(static row => $"{row.RowKey} {row.GetInt32("Version")} {row.GetInt32("MinimumReader")}").Order()];

    private async Task<IReadOnlyList<TableEntity>> RowsAsync(string table)
    {
        try
        {
            List<TableEntity> rows = [];
            await foreach (TableEntity row in tables.GetTableClient(table).QueryAsync<TableEntity>())
            {
                rows.Add(row);
            }

            return rows;
        }
        catch (Azure.RequestFailedException missing) when (missing.Status == 404)
        {
            return [];
        }
    }
}

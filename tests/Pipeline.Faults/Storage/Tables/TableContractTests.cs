using Azure;
using Azure.Data.Tables;

namespace Pipeline.Faults.Storage.Tables;

/// <summary>What our stores rely on holds on the emulator and in the simulation alike.</summary>
[Collection(StorageBackingsCollection.Name)]
public sealed class TableContractTests(StorageBackings storage)
{
    [Theory]
    [InlineData(StorageBackings.Emulator)]
    [InlineData(StorageBackings.Simulation)]
    public async Task Every_type_comes_back_as_it_was_written(string backing)
    {
        TableClient table = await storage.NewTableAsync(backing);
        TableEntity row = new("O'Brien é%", "a&b +1")
        {
            ["Text"] = "été \"quoted\" \n 😀",
            ["Number"] = 5,
            ["Long"] = 5_000_000_000,
            ["Share"] = 0.25,
            ["Whole"] = 3.0,
            ["Yes"] = true,
            ["Id"] = new Guid("c9da6455-213d-42c9-9a79-3e9149a57833"),
            ["At"] = new DateTimeOffset(2026, 3, 10, 6, 0, 0, TimeSpan.Zero),
            ["Bytes"] = new byte[] { 0, 1, 255 },
        };

        Response written = await table.AddEntityAsync(row);

        TableEntity read = await table.GetEntityAsync<TableEntity>("O'Brien é%", "a&b +1");
        Assert.Equal(204, written.Status);
        Assert.Equal(written.Headers.ETag, read.ETag);
        Assert.All(row.Where(static pair => pair.Value is not byte[]), pair => Assert.Equal(pair.Value, read[pair.Key]));
        Assert.Equal([0, 1, 255], read.GetBinary("Bytes"));
        Assert.IsType<double>(read["Whole"]);
    }

    [Theory]
    [InlineData(StorageBackings.Emulator)]
    [InlineData(StorageBackings.Simulation)]
    public async Task Conflicts_and_absent_rows_are_refused_by_status_and_code(string backing)
    {
        TableClient table = await storage.NewTableAsync(backing);
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Step"] = 1 });
        TableEntity first = await table.GetEntityAsync<TableEntity>("p", "r");
        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["Step"] = 2 }, first.ETag);

        Assert.Equal((409, "EntityAlreadyExists"), await RefusalAsync(() => table.AddEntityAsync(new TableEntity("p", "r"))));
        Assert.Equal((412, "UpdateConditionNotSatisfied"), await RefusalAsync(() => table.UpdateEntityAsync(new TableEntity("p", "r"), first.ETag)));
        Assert.Equal(412, (await RefusalAsync(() => table.DeleteEntityAsync("p", "r", first.ETag))).Status);
        Assert.Equal(404, (await RefusalAsync(() => table.UpdateEntityAsync(new TableEntity("p", "absent"), ETag.All))).Status);
        Assert.Equal((404, "ResourceNotFound"), await RefusalAsync(() => table.GetEntityAsync<TableEntity>("p", "absent")));
        Assert.Equal(404, (await table.DeleteEntityAsync("p", "absent")).Status);
        Assert.Equal("TableAlreadyExists", (await RefusalAsync(() => table.CreateAsync())).Code);
        Assert.Equal((404, "TableNotFound"), await RefusalAsync(
            () => storage.Of(backing).Tables.GetTableClient("missing1").AddEntityAsync(new TableEntity("p", "r"))));
        Assert.Equal(2, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("Step"));
    }

    [Theory]
    [InlineData(StorageBackings.Emulator)]
    [InlineData(StorageBackings.Simulation)]
    public async Task Merge_keeps_and_replace_drops_what_is_not_named(string backing)
    {
        TableClient table = await storage.NewTableAsync(backing);
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 1 });

        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = 2 });
        TableEntity merged = await table.GetEntityAsync<TableEntity>("p", "r");
        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["B"] = 3 }, ETag.All, TableUpdateMode.Replace);
        TableEntity replaced = await table.GetEntityAsync<TableEntity>("p", "r", ["B"]);

        Assert.Equal((1, 2), (merged.GetInt32("A"), merged.GetInt32("B")));
        Assert.Equal((null, 3), (replaced.GetInt32("A"), replaced.GetInt32("B")));
    }

    [Theory]
    [InlineData(StorageBackings.Emulator)]
    [InlineData(StorageBackings.Simulation)]
    public async Task A_transaction_takes_effect_wholly_or_not_at_all(string backing)
    {
        TableClient table = await storage.NewTableAsync(backing);
        foreach (string row in (string[])["merge", "replace", "delete", "upmerge"])
        {
            await table.AddEntityAsync(new TableEntity("p", row) { ["A"] = 1, ["B"] = 1 });
        }

        Response<IReadOnlyList<Response>> done = await table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Row("add")),
            new(TableTransactionActionType.UpdateMerge, Row("merge")),
            new(TableTransactionActionType.UpdateReplace, Row("replace")),
            new(TableTransactionActionType.Delete, Row("delete")),
            new(TableTransactionActionType.UpsertMerge, Row("upmerge")),
            new(TableTransactionActionType.UpsertReplace, Row("new")),
        ]);
        TableTransactionFailedException refused = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.Delete, Row("new")),
                new(TableTransactionActionType.Add, Row("later")),
                new(TableTransactionActionType.Add, Row("add")),
            ]));

        List<TableEntity> rows = await table.QueryAsync<TableEntity>().ToListAsync();
        Assert.Equal(
            [("add", null, 2), ("merge", 1, 2), ("new", null, 2), ("replace", null, 2), ("upmerge", 1, 2)],
            rows.Select(static row => (row.RowKey, row.GetInt32("A"), row.GetInt32("B"))));
        Assert.Equal([204, 204, 204, 204, 204, 204], done.Value.Select(static part => part.Status));
        Assert.Equal(rows[0].ETag, done.Value[0].Headers.ETag);
        Assert.Equal((2, 409, "EntityAlreadyExists"), (refused.FailedTransactionActionIndex!.Value, refused.Status, refused.ErrorCode));
    }

    [Theory]
    [InlineData(StorageBackings.Emulator)]
    [InlineData(StorageBackings.Simulation)]
    public async Task Pages_come_in_the_order_of_keys_and_carry_on_where_they_ended(string backing)
    {
        TableClient table = await storage.NewTableAsync(backing);
        foreach (string partition in (string[])["b", "a é'%"])
        {
            await table.SubmitTransactionAsync(Enumerable.Range(0, 60).Select(row =>
                new TableTransactionAction(TableTransactionActionType.Add, new TableEntity(partition, $"{row:D2}"))));
        }

        List<Page<TableEntity>> pages = await table.QueryAsync<TableEntity>(maxPerPage: 50).AsPages().ToListAsync();

        Assert.Equal([50, 50, 20], pages.Select(static page => page.Values.Count));
        Assert.Equal(
            [.. Enumerable.Range(0, 60).Select(static row => $"a é'%{row:D2}"), .. Enumerable.Range(0, 60).Select(static row => $"b{row:D2}")],
            pages.SelectMany(static page => page.Values).Select(static row => row.PartitionKey + row.RowKey));
    }

    [Theory]
    [InlineData(StorageBackings.Emulator, "PartitionKey eq 'p'", "1,2,3")]
    [InlineData(StorageBackings.Simulation, "PartitionKey eq 'p'", "1,2,3")]
    [InlineData(StorageBackings.Emulator, "PartitionKey eq 'p' and RowKey ge '2' and RowKey lt '3'", "2")]
    [InlineData(StorageBackings.Simulation, "PartitionKey eq 'p' and RowKey ge '2' and RowKey lt '3'", "2")]
    [InlineData(StorageBackings.Emulator, "(PartitionKey lt 'q') and (State eq 'it''s') or RowKey eq '4'", "2,4")]
    [InlineData(StorageBackings.Simulation, "(PartitionKey lt 'q') and (State eq 'it''s') or RowKey eq '4'", "2,4")]
    [InlineData(StorageBackings.Emulator, "not (Number gt 1) and PartitionKey eq 'p'", "1")]
    [InlineData(StorageBackings.Simulation, "not (Number gt 1) and PartitionKey eq 'p'", "1")]
    [InlineData(StorageBackings.Emulator, "Long le 5000000002L and Yes eq true", "1")]
    [InlineData(StorageBackings.Simulation, "Long le 5000000002L and Yes eq true", "1")]
    [InlineData(StorageBackings.Emulator, "At gt datetime'2026-03-11T06:00:00.0000000Z' and At ne datetime'2026-03-13T06:00:00.0000000Z'", "2,4")]
    [InlineData(StorageBackings.Simulation, "At gt datetime'2026-03-11T06:00:00.0000000Z' and At ne datetime'2026-03-13T06:00:00.0000000Z'", "2,4")]
    public async Task A_condition_finds_the_rows_that_fulfil_it(string backing, string filter, string rows)
    {
        TableClient table = await storage.NewTableAsync(backing);
        for (int number = 1; number <= 4; number++)
        {
            await table.AddEntityAsync(new TableEntity(number == 4 ? "q" : "p", $"{number}")
            {
                ["State"] = number == 2 ? "it's" : "other",
                ["Number"] = number,
                ["Long"] = 5_000_000_000 + number,
                ["Yes"] = number % 2 == 1 && number < 3,
                ["At"] = new DateTimeOffset(2026, 3, 10 + number, 6, 0, 0, TimeSpan.Zero),
            });
        }

        List<TableEntity> found = await table.QueryAsync<TableEntity>(filter).ToListAsync();

        Assert.Equal(rows, string.Join(',', found.Select(static row => row.RowKey)));
    }

    private static TableEntity Row(string rowKey) => new("p", rowKey) { ["B"] = 2 };

    private static async Task<(int Status, string? Code)> RefusalAsync(Func<Task> call)
    {
        RequestFailedException refused = await Assert.ThrowsAnyAsync<RequestFailedException>(call);
        return (refused.Status, refused.ErrorCode);
    }
}

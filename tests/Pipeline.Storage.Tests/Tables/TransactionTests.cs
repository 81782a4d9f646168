using Azure;
using Azure.Data.Tables;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Tables;

[Collection(EmulatorCollection.Name)]
public sealed class TransactionTests(StorageEmulator emulator)
{
    [Fact]
    public async Task All_kinds_of_actions_take_effect_together()
    {
        TableClient table = await emulator.NewTableAsync();
        foreach (string row in (string[])["merge", "replace", "delete", "upmerge", "upreplace"])
        {
            await table.AddEntityAsync(new TableEntity("p", row) { ["A"] = 1, ["B"] = 1 });
        }

        Response<IReadOnlyList<Response>> answer = await table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Row("add")),
            new(TableTransactionActionType.UpdateMerge, Row("merge")),
            new(TableTransactionActionType.UpdateReplace, Row("replace")),
            new(TableTransactionActionType.Delete, Row("delete")),
            new(TableTransactionActionType.UpsertMerge, Row("upmerge")),
            new(TableTransactionActionType.UpsertReplace, Row("upreplace")),
            new(TableTransactionActionType.UpsertReplace, Row("new")),
        ]);

        List<TableEntity> rows = await table.QueryAsync<TableEntity>().ToListAsync();
        Assert.Equal(
            [("add", null, 2), ("merge", 1, 2), ("new", null, 2), ("replace", null, 2), ("upmerge", 1, 2), ("upreplace", null, 2)],
            rows.Select(row => (row.RowKey, row.GetInt32("A"), row.GetInt32("B"))));
        Assert.Equal(202, answer.GetRawResponse().Status);
        Assert.Equal([204, 204, 204, 204, 204, 204, 204], answer.Value.Select(part => part.Status));
        Assert.Equal(rows[0].ETag, answer.Value[0].Headers.ETag);
    }

    [Fact]
    public async Task A_refused_action_is_named_by_its_place_and_nothing_takes_effect()
    {
        TableClient table = await emulator.NewTableAsync();
        await table.AddEntityAsync(Row("there"));

        TableTransactionFailedException refused = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.Add, Row("a")),
                new(TableTransactionActionType.Add, Row("b")),
                new(TableTransactionActionType.Add, Row("there")),
                new(TableTransactionActionType.Add, Row("c")),
            ]));

        Assert.Equal(2, refused.FailedTransactionActionIndex);
        Assert.Equal((409, "EntityAlreadyExists"), (refused.Status, refused.ErrorCode));
        Assert.Equal(1, await table.QueryAsync<TableEntity>().CountAsync());
    }

    [Fact]
    public async Task An_older_version_refuses_the_whole_transaction()
    {
        TableClient table = await emulator.NewTableAsync();
        await table.AddEntityAsync(Row("r"));
        TableEntity read = await table.GetEntityAsync<TableEntity>("p", "r");
        await table.UpsertEntityAsync(Row("r"));

        TableTransactionFailedException refused = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.Add, Row("a")),
                new(TableTransactionActionType.UpdateReplace, read, read.ETag),
            ]));

        Assert.Equal(1, refused.FailedTransactionActionIndex);
        Assert.Equal((412, "UpdateConditionNotSatisfied"), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task A_transaction_of_nearly_four_mebibytes_is_taken()
    {
        TableClient table = await emulator.NewTableAsync();

        await table.SubmitTransactionAsync(Enumerable.Range(0, 62).Select(row =>
            new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{row:D2}")
            {
                ["A"] = new string('a', 32_768),
                ["B"] = new string('b', 32_768),
            })));

        Assert.Equal(62, await table.QueryAsync<TableEntity>(select: ["RowKey"]).CountAsync());
    }

    private static TableEntity Row(string rowKey) => new("p", rowKey) { ["B"] = 2 };
}

using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Tables;

[Collection(EmulatorCollection.Name)]
public sealed class TableClientTests(StorageEmulator emulator)
{
    [Fact]
    public async Task Adding_a_row_twice_is_a_conflict_that_names_the_code()
    {
        TableClient table = await emulator.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal(409, refused.Status);
        Assert.Equal("EntityAlreadyExists", refused.ErrorCode);
        Assert.Equal(TableErrorCode.EntityAlreadyExists, refused.ErrorCode);
    }

    [Fact]
    public async Task An_update_with_an_older_version_is_refused_and_changes_nothing()
    {
        TableClient table = await emulator.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Step"] = 1 });
        TableEntity first = await table.GetEntityAsync<TableEntity>("p", "r");
        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["Step"] = 2 }, first.ETag);

        RequestFailedException update = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.UpdateEntityAsync(new TableEntity("p", "r") { ["Step"] = 3 }, first.ETag));
        RequestFailedException delete = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.DeleteEntityAsync("p", "r", first.ETag));

        TableEntity row = await table.GetEntityAsync<TableEntity>("p", "r");
        Assert.Equal((412, "UpdateConditionNotSatisfied"), (update.Status, update.ErrorCode));
        Assert.Equal(412, delete.Status);
        Assert.Equal(2, row.GetInt32("Step"));
    }

    [Fact]
    public async Task The_version_a_write_answers_is_the_version_that_is_read()
    {
        TableClient table = await emulator.NewTableAsync();

        Response written = await table.UpsertEntityAsync(new TableEntity("p", "r"), TableUpdateMode.Replace);

        TableEntity row = await table.GetEntityAsync<TableEntity>("p", "r");
        Assert.Equal(row.ETag, written.Headers.ETag);
    }

    [Fact]
    public async Task Merge_keeps_what_it_does_not_name_and_replace_drops_it()
    {
        TableClient table = await emulator.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 1 });

        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["B"] = 2 }, ETag.All);
        TableEntity merged = await table.GetEntityAsync<TableEntity>("p", "r");
        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["B"] = 3 }, ETag.All, TableUpdateMode.Replace);
        TableEntity replaced = await table.GetEntityAsync<TableEntity>("p", "r");

        Assert.Equal((1, 2), (merged.GetInt32("A"), merged.GetInt32("B")));
        Assert.Equal((null, 3), (replaced.GetInt32("A"), replaced.GetInt32("B")));
    }

    [Fact]
    public async Task An_update_of_an_absent_row_is_404_and_a_delete_of_one_is_an_answer()
    {
        TableClient table = await emulator.NewTableAsync();

        RequestFailedException update = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.UpdateEntityAsync(new TableEntity("p", "r"), ETag.All));
        Response delete = await table.DeleteEntityAsync("p", "r");

        Assert.Equal(404, update.Status);
        Assert.Equal(404, delete.Status);
    }

    [Fact]
    public async Task A_row_that_may_be_absent_is_asked_for_without_an_exception()
    {
        TableClient table = await emulator.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "there") { ["A"] = 1 });

        NullableResponse<TableEntity> there = await table.GetEntityIfExistsAsync<TableEntity>("p", "there");
        NullableResponse<TableEntity> absent = await table.GetEntityIfExistsAsync<TableEntity>("p", "absent");
        RequestFailedException thrown = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.GetEntityAsync<TableEntity>("p", "absent"));

        Assert.Equal(1, there.Value!.GetInt32("A"));
        Assert.False(absent.HasValue);
        Assert.Equal((404, "ResourceNotFound"), (thrown.Status, thrown.ErrorCode));
    }

    [Fact]
    public async Task Only_the_selected_properties_are_read()
    {
        TableClient table = await emulator.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2 });

        TableEntity row = await table.GetEntityAsync<TableEntity>("p", "r", ["RowKey", "B"]);
        TableEntity found = Assert.Single(await table.QueryAsync<TableEntity>(select: ["B"]).ToListAsync());

        Assert.Equal((null, 2), (row.GetInt32("A"), row.GetInt32("B")));
        Assert.Equal((null, 2), (found.GetInt32("A"), found.GetInt32("B")));
    }

    [Fact]
    public async Task Tables_are_created_once_listed_and_deleted()
    {
        TableClient table = emulator.Tables.GetTableClient("Listed1");

        await table.CreateIfNotExistsAsync();
        await emulator.Tables.CreateTableIfNotExistsAsync("Listed1");
        RequestFailedException twice = await Assert.ThrowsAsync<RequestFailedException>(() => table.CreateAsync());
        List<TableItem> before = await emulator.Tables.QueryAsync("TableName eq 'Listed1'").ToListAsync();
        await emulator.Tables.DeleteTableAsync("Listed1");
        Response again = await table.DeleteAsync();
        List<TableItem> after = await emulator.Tables.QueryAsync("TableName eq 'Listed1'").ToListAsync();

        Assert.Equal("TableAlreadyExists", twice.ErrorCode);
        Assert.Equal("Listed1", Assert.Single(before).Name);
        Assert.Equal(404, again.Status);
        Assert.Empty(after);
    }
}

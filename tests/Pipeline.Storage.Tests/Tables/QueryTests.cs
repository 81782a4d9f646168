using Azure;
using Azure.Data.Tables;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Tables;

[Collection(EmulatorCollection.Name)]
public sealed class QueryTests(StorageEmulator emulator)
{
    [Fact]
    public async Task All_rows_come_page_by_page_in_order_and_none_twice()
    {
        TableClient table = await TableWithRowsAsync(250);

        List<Page<TableEntity>> pages = await table.QueryAsync<TableEntity>(maxPerPage: 100).AsPages().ToListAsync();

        Assert.Equal([100, 100, 50], pages.Select(page => page.Values.Count));
        Assert.Equal(Enumerable.Range(0, 250).Select(row => $"{row:D4} é'%"), pages.SelectMany(page => page.Values).Select(row => row.RowKey));
        Assert.Null(pages[2].ContinuationToken);
    }

    [Fact]
    public async Task A_continuation_token_carries_on_where_the_page_ended()
    {
        TableClient table = await TableWithRowsAsync(30);
        Page<TableEntity> first = await table.QueryAsync<TableEntity>(maxPerPage: 10).AsPages().FirstAsync();

        Page<TableEntity> second = await table.QueryAsync<TableEntity>().AsPages(first.ContinuationToken, pageSizeHint: 5).FirstAsync();

        Assert.Equal("0010 é'%", second.Values[0].RowKey);
        Assert.Equal(5, second.Values.Count);
        Assert.NotNull(second.ContinuationToken);
    }

    [Fact]
    public async Task More_than_a_thousand_rows_need_no_page_size()
    {
        TableClient table = await TableWithRowsAsync(1100);

        Assert.Equal(1100, await table.QueryAsync<TableEntity>().CountAsync());
    }

    [Fact]
    public async Task A_condition_finds_each_type_and_its_values_stay_values()
    {
        TableClient table = await emulator.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("O'Brien", "1")
        {
            ["Number"] = 5,
            ["Long"] = 5_000_000_000,
            ["Share"] = 0.5,
            ["Yes"] = true,
            ["Id"] = new Guid("c9da6455-213d-42c9-9a79-3e9149a57833"),
            ["At"] = new DateTimeOffset(2026, 3, 10, 6, 0, 0, TimeSpan.Zero),
        });
        await table.AddEntityAsync(new TableEntity("other", "2"));
        string hostile = "x' or PartitionKey ne 'y";
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {"O'Brien"} and Number eq {5} and Long gt {4_000_000_000L} and Share lt {1.0} and Yes eq {true} and Id eq {new Guid("c9da6455-213d-42c9-9a79-3e9149a57833")} and At ge {new DateTimeOffset(2026, 3, 10, 7, 0, 0, TimeSpan.FromHours(1))}");

        Assert.Equal("1", Assert.Single(await table.QueryAsync<TableEntity>(filter).ToListAsync()).RowKey);
        Assert.Empty(await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {hostile}")).ToListAsync());
    }

    private async Task<TableClient> TableWithRowsAsync(int count)
    {
        TableClient table = await emulator.NewTableAsync();
        foreach (int[] rows in Enumerable.Range(0, count).Chunk(100))
        {
            await table.SubmitTransactionAsync(rows.Select(row =>
                new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p a&b", $"{row:D4} é'%"))));
        }

        return table;
    }
}

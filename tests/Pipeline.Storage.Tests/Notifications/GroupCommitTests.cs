using Azure.Data.Tables;
using Pipeline.Storage.Notifications;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Notifications;

[Collection(EmulatorCollection.Name)]
public sealed class GroupCommitTests(StorageEmulator storage)
{
    [Fact]
    public async Task Writers_that_come_together_share_transactions()
    {
        List<int> groups = [];
        await using Rows rows = await Rows.CreateAsync(storage, groups.Add);

        await Task.WhenAll(Enumerable.Range(0, 250).Select(number => rows.WriteAsync($"{number:D3}", new byte[100])));
        await rows.DisposeAsync();

        Assert.Equal(250, groups.Sum());
        Assert.InRange(groups.Count, 3, 20);
        Assert.Equal(250, (await rows.KeysAsync()).Count);
    }

    [Fact]
    public async Task A_row_that_the_storage_refuses_does_not_fail_the_others()
    {
        List<int> groups = [];
        await using Rows rows = await Rows.CreateAsync(storage, groups.Add);

        Task[] writes = [.. Enumerable.Range(0, 20).Select(number => rows.WriteAsync($"{number:D3}", new byte[number == 7 ? 70_000 : 10]))];
        await Assert.ThrowsAnyAsync<Exception>(() => Task.WhenAll(writes));

        Assert.Equal([7], Enumerable.Range(0, 20).Where(number => writes[number].IsFaulted));
        Assert.Equal(19, (await rows.KeysAsync()).Count);
    }

    [Fact]
    public async Task A_group_stays_below_the_size_of_a_transaction()
    {
        List<int> groups = [];
        await using Rows rows = await Rows.CreateAsync(storage, groups.Add);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => rows.WriteAsync($"{number:D3}", new byte[48 * 1024])));
        await rows.DisposeAsync();

        Assert.All(groups, static count => Assert.InRange(count, 1, 48));
        Assert.Equal(100, (await rows.KeysAsync()).Count);
    }

    [Fact]
    public async Task What_was_handed_over_before_the_stop_is_written()
    {
        Rows rows = await Rows.CreateAsync(storage, static _ => { });
        Task[] writes = [.. Enumerable.Range(0, 50).Select(number => rows.WriteAsync($"{number:D3}", [1]))];

        await rows.DisposeAsync();

        await Task.WhenAll(writes);
        Assert.Equal(50, (await rows.KeysAsync()).Count);
    }

    private sealed class Rows(StorageEmulator storage, string name, StorageTable table, GroupCommit commit) : IAsyncDisposable
    {
        public static async Task<Rows> CreateAsync(StorageEmulator storage, Action<int> committed)
        {
            string name = (await storage.NewTableAsync()).Name;
            StorageTable table = new(storage.Tables, name);
            return new Rows(storage, name, table, new GroupCommit(table, rows => committed(rows.Count), TimeProvider.System));
        }

        public Task WriteAsync(string key, byte[] body) => commit.WriteAsync(
            new TableEntity("p", key) { ["Body"] = body }, 1024 + (body.Length * 4 / 3), CancellationToken.None);

        public async Task<IReadOnlyList<string>> KeysAsync()
        {
            List<string> keys = [];
            await foreach (TableEntity row in storage.Tables.GetTableClient(name).QueryAsync<TableEntity>())
            {
                keys.Add(row.RowKey);
            }

            return keys;
        }

        public async ValueTask DisposeAsync()
        {
            await commit.DisposeAsync();
            table.Dispose();
        }
    }
}

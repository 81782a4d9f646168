using Pipeline.Core.History;
using Pipeline.Storage.Catalog.History;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Catalog.History;

[Collection(EmulatorCollection.Name)]
public sealed class ArticleHistoryStoreTests(StorageEmulator emulator) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);
    private ArticleHistoryStore store = null!;

    public async Task InitializeAsync()
    {
        _ = await emulator.EmptyTableAsync(StorageNames.ArticleHistoryTable);
        store = new ArticleHistoryStore(emulator.Tables);
    }

    public Task DisposeAsync()
    {
        store.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Changes_of_an_article_come_latest_first_as_they_were_written_and_those_of_its_neighbours_do_not()
    {
        ArticleChange[] own = [Change("A/1", 0, new PriceChange(612.405m, null, "EUR"), new StockChange(null, 4)), Change("A/1", 1, new PriceChange(null, 612.405m, null), null), Change("A/1", 2, null, new StockChange(3, 0))];
        await store.WriteAsync("acme", [own[1]], default);
        await store.WriteAsync("acme", [own[0], Change("A/11", 0, null, new StockChange(1, 2)), Change("A", 0, null, new StockChange(1, 2))], default);
        await store.WriteAsync("acme", [own[2]], default);
        await store.WriteAsync("other", [Change("A/1", 0, null, new StockChange(1, 2))], default);

        Assert.Equal(own, await store.ListAsync("acme", "A/1", Now.AddDays(-90), 10, default));
        Assert.Equal(own[..2], await store.ListAsync("acme", "A/1", Now.AddDays(-90), 2, default));
        Assert.Equal(own[..2], await store.ListAsync("acme", "A/1", own[1].At, 10, default));
    }

    [Fact]
    public async Task Written_again_the_same_file_changes_nothing_and_many_articles_are_one_call()
    {
        ArticleChange[] changes = [.. Enumerable.Range(0, 1500).Select(static i => Change($"{i}", 0, null, new StockChange(i, i + 1)))];
        await store.WriteAsync("acme", changes, default);
        await store.WriteAsync("acme", changes, default);

        foreach (int i in (int[])[0, 700, 1499])
        {
            Assert.Equal([changes[i]], await store.ListAsync("acme", $"{i}", Now.AddDays(-90), 10, default));
        }
    }

    [Fact]
    public async Task What_is_too_old_is_removed_and_only_that()
    {
        await store.WriteAsync("acme", [Change("1", 1, null, new StockChange(1, 2)), Change("2", 91, null, new StockChange(1, 2))], default);
        await store.WriteAsync("acme", [Change("1", 92, null, new StockChange(0, 1))], default);

        Assert.Equal(2, await store.RemoveAsync(Now.AddDays(-90), default));

        Assert.Single(await store.ListAsync("acme", "1", DateTimeOffset.UnixEpoch, 10, default));
        Assert.Empty(await store.ListAsync("acme", "2", DateTimeOffset.UnixEpoch, 10, default));
        Assert.Equal(0, await store.RemoveAsync(Now.AddDays(-90), default));
    }

    private static ArticleChange Change(string sku, int days, PriceChange? price, StockChange? stock) =>
        new() { Sku = sku, At = Now.AddDays(-days), ExecutionId = $"run-{days}", Price = price, Stock = stock };
}

using Azure.Data.Tables;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Storage.Catalog;
using Pipeline.Storage.Catalog.Index;
using Pipeline.Storage.Tests.Infrastructure;
using static Pipeline.Storage.Tests.Catalog.CatalogSamples;

namespace Pipeline.Storage.Tests.Catalog;

[Collection(EmulatorCollection.Name)]
public sealed class CatalogStoreTests(StorageEmulator emulator) : IAsyncLifetime
{
    private static readonly FeedId Price = new("ingram-micro", FeedKind.Price);
    private static readonly FeedId StockFeed = new("ingram-micro", FeedKind.Stock);

    private CatalogTables tables = null!;
    private CatalogStore store = null!;

    public async Task InitializeAsync()
    {
        await emulator.EmptyCatalogAsync();
        tables = new CatalogTables(emulator.Tables);
        store = new CatalogStore(tables);
    }

    public Task DisposeAsync()
    {
        tables.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Before_any_file_nothing_is_found()
    {
        await emulator.Tables.DeleteTableAsync(CatalogKeys.ByGtin);
        await emulator.Tables.DeleteTableAsync(CatalogKeys.ByMpn);

        Assert.Empty(await store.FindByGtinAsync("2007100230014", default));
        Assert.Empty(await store.FindByMpnAsync("AB100", default));
    }

    [Fact]
    public async Task A_gtin_finds_every_article_that_has_it_ordered_by_distributor_and_number()
    {
        _ = await ImportAsync(store, new FeedId("intcomex", FeedKind.Price), 1, Added("NB1", "2007100230014"));
        _ = await ImportAsync(store, Price, 1, Added("7100052", "2007100230014"), Added("7100051", "2007100230014"), Added("7100053", "2007100230021"));

        Assert.Equal(["ingram-micro 7100051", "ingram-micro 7100052", "intcomex NB1"], Names(await store.FindByGtinAsync("2007100230014", default)));
    }

    [Fact]
    public async Task A_part_number_is_compared_without_case_and_blanks_and_may_belong_to_several_brands()
    {
        _ = await ImportAsync(store, Price, 1, Added("1", null, "AB 100", "ZENTARO"), Added("2", null, "ab100", "MERIDIO"), Added("3", null, "AB101"), Added("4", null, "X/1#2|3"));

        IReadOnlyList<CatalogRow> found = await store.FindByMpnAsync("Ab1 00", default);

        Assert.Equal(["ZENTARO", "MERIDIO"], found.Select(static row => row.Product!.Brand));
        Assert.Equal(["ingram-micro 4"], Names(await store.FindByMpnAsync("x/1#2|3", default)));
    }

    [Fact]
    public async Task An_article_whose_gtin_changes_is_found_by_the_new_one_only()
    {
        FeedChange before = Added("7100051", "2007100230014", "AB100");
        _ = await ImportAsync(store, Price, 1, before, Added("7100052", "2007100230014"));

        _ = await ImportAsync(store, Price, 2, Changed(before, "2007100230021", "AB100"));

        Assert.Equal(["ingram-micro 7100051"], Names(await store.FindByGtinAsync("2007100230021", default)));
        Assert.Equal(["ingram-micro 7100052"], Names(await store.FindByGtinAsync("2007100230014", default)));
        Assert.Equal(["7100052"], (await new CatalogIndex(tables.ByGtin).FindAsync("2007100230014", default)).Select(static entry => entry.Sku));
    }

    [Fact]
    public async Task An_entry_that_its_article_contradicts_is_not_shown()
    {
        _ = await ImportAsync(store, Price, 1, Added("7100051", "2007100230014"));

        await new CatalogIndex(tables.ByGtin).ApplyAsync(
            [new(new("2007100230021", "ingram-micro", "7100051"), true), new(new("2007100230021", "ingram-micro", "gone"), true)], default);

        Assert.Empty(await store.FindByGtinAsync("2007100230021", default));
    }

    [Fact]
    public async Task A_removed_article_is_still_found()
    {
        FeedChange article = Added("7100051", "2007100230014");
        _ = await ImportAsync(store, Price, 1, article);

        _ = await ImportAsync(store, Price, 2, Removed(article));

        Assert.True(Assert.Single(await store.FindByGtinAsync("2007100230014", default)).Absent);
    }

    [Fact]
    public async Task Two_thousand_articles_take_a_thousand_index_entities_for_each_kind_of_key_at_most()
    {
        FeedChange[] articles = [.. Enumerable.Range(0, 2_000).Select(static number => Added($"{number}", $"40000000{number:D5}", "TBD"))];

        long written = await ImportAsync(store, Price, 1, articles);

        int byGtin = await CountAsync(tables.ByGtin);
        Assert.InRange(byGtin, 512, IndexKeys.BucketCount);
        Assert.Equal(1, await CountAsync(tables.ByMpn));
        Assert.Equal(2_000 + byGtin + 1, written);
        Assert.Equal(["ingram-micro 1234"], Names(await store.FindByGtinAsync("4000000001234", default)));
        Assert.Equal(2_000, (await new CatalogIndex(tables.ByMpn).FindAsync("TBD", default)).Count);
    }

    [Fact]
    public async Task The_same_changes_again_write_no_index_entity()
    {
        FeedChange[] articles = [Added("1", "2007100230014", "A"), Added("2", "2007100230021", "B"), Added("3", "2007100230038", "C")];
        Assert.Equal(9, await ImportAsync(store, Price, 1, articles));

        Assert.Equal(3, await ImportAsync(store, Price, 1, articles));
    }

    [Fact]
    public async Task A_change_touches_only_the_pages_of_its_keys()
    {
        FeedChange[] articles = [.. Enumerable.Range(0, 300).Select(static number => Added($"{number}", $"40000000{number:D5}", $"M{number}"))];
        _ = await ImportAsync(store, Price, 1, articles);

        long written = await ImportAsync(store, Price, 2, Changed(articles[7], "2007100230014", "M7"), Changed(articles[8], articles[8].Facts.Product!.Gtin, "M8"));

        // Two rows, the page of the former GTIN and that of the new one.
        Assert.Equal(4, written);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task First_files_of_price_and_stock_meet_in_one_row_whichever_comes_first(bool isStockFirst)
    {
        FeedChange[] prices = [Added("1", "2007100230014"), Added("2"), Added("3")];
        FeedChange[] stocks = [Stock("2", 5), Stock("4", 7)];

        _ = await ImportAsync(store, isStockFirst ? StockFeed : Price, 1, isStockFirst ? stocks : prices);
        _ = await ImportAsync(store, isStockFirst ? Price : StockFeed, 1, isStockFirst ? prices : stocks);

        Assert.Equal((12.50m, 5), ((await FindAsync("2"))!.Price!.Price!.Value, (await FindAsync("2"))!.Stock!.Local));
        Assert.Null((await FindAsync("1"))!.Stock);
        Assert.Null((await FindAsync("4"))!.Price);
        Assert.Equal(7, (await FindAsync("4"))!.Stock!.Local);
    }

    [Fact]
    public async Task First_files_of_price_and_stock_at_the_same_time_lose_nothing()
    {
        int[] numbers = [.. Enumerable.Range(1, 400)];

        await Task.WhenAll(
            ImportAsync(store, Price, 1, numbers.Select(static number => Added($"{number}"))),
            ImportAsync(store, StockFeed, 1, numbers.Select(static number => Stock($"{number}", number))));

        foreach (int number in numbers)
        {
            CatalogRow row = (await FindAsync($"{number}"))!;
            Assert.Equal((12.50m, number), (row.Price!.Price!.Value, row.Stock!.Local));
        }
    }

    [Fact]
    public async Task Imports_of_several_distributors_at_the_same_time_lose_no_entry()
    {
        string[] distributors = ["d1", "d2", "d3", "d4", "d5", "d6"];

        await Task.WhenAll(distributors.Select(distributor => ImportAsync(
            store,
            new FeedId(distributor, FeedKind.Price),
            1,
            Enumerable.Range(0, 200).Select(number => Added($"{distributor}-{number}", $"40000000{number:D5}", $"M{number}")))));

        for (int number = 0; number < 200; number++)
        {
            string[] expected = [.. distributors.Select(distributor => $"{distributor} {distributor}-{number}")];
            Assert.Equal(expected, Names(await store.FindByGtinAsync($"40000000{number:D5}", default)));
            Assert.Equal(expected, Names(await store.FindByMpnAsync($"m{number}", default)));
        }
    }

    [Theory]
    [InlineData(20)]
    [InlineData(150)]
    public async Task Many_rows_of_one_partition_are_read_in_the_order_asked_for(int count)
    {
        string[] skus =
        [
            .. Enumerable.Range(0, 100_000).Select(static number => $"A/{number}").Where(static sku => Buckets.Of(sku) == 7).Take(count),
        ];
        _ = await ImportAsync(store, Price, 1, skus.Select(static sku => Added(sku)));
        string[] asked = [.. skus[..^1].Reverse(), "unknown", "1", skus[^1]];

        IReadOnlyList<CatalogRow> found = await store.FindManyAsync("ingram-micro", asked, default);

        Assert.Equal(count, skus.Length);
        Assert.Equal(asked.Except(["unknown", "1"]), found.Select(static row => row.Sku));
    }

    [Fact]
    public async Task What_three_files_miss_expires_once_however_often_the_third_is_applied()
    {
        FeedChange article = Added("1");
        _ = await ImportAsync(store, Price, 1, article);
        _ = await ImportAsync(store, Price, 2, Removed(article));

        Assert.Empty(await ExpireAsync(3));
        Assert.Equal(["1"], await ExpireAsync(4));
        Assert.Equal(["1"], await ExpireAsync(4));
        Assert.True((await FindAsync("1"))!.Inactive);

        // The fourth one was accepted, and nothing was forgotten.
        Assert.Empty(await ExpireAsync(5));
        await store.ForgetExpiredAsync(Price, 5, default);
        Assert.Equal(0, await CountAsync(tables.Absent));
    }

    private async Task<IReadOnlyList<string>> ExpireAsync(long sequence) =>
        await store.ExpireAbsentAsync(Price, sequence, default).Select(static row => row.Sku).ToArrayAsync();

    private static IEnumerable<string> Names(IEnumerable<CatalogRow> rows) => rows.Select(static row => $"{row.Distributor} {row.Sku}");

    private static async Task<int> CountAsync(TableClient table) => await table.QueryAsync<TableEntity>().CountAsync();

    private Task<CatalogRow?> FindAsync(string sku) => store.FindAsync("ingram-micro", sku, default);
}

using Azure.Data.Tables;
using Pipeline.Storage.Catalog.Index;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Catalog;

[Collection(EmulatorCollection.Name)]
public sealed class CatalogIndexTests(StorageEmulator emulator) : IAsyncLifetime
{
    private const int ServiceLimit = 1024 * 1024;
    private const int ColumnLimit = 64 * 1024;

    private TableClient table = null!;
    private CatalogIndex index = null!;

    public async Task InitializeAsync()
    {
        table = await emulator.NewTableAsync();
        index = new CatalogIndex(table);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_thousand_keys_of_one_bucket_stand_in_one_entity()
    {
        string[] keys = [.. Enumerable.Range(0, 2_000_000).Select(static number => $"{4000000000000 + number}").Where(static key => IndexKeys.Bucket(key) == 77).Take(1000)];

        Assert.Equal(1, await index.ApplyAsync(keys.Select((key, number) => Change(key, $"{number}")), default));

        Assert.Equal("0077|0000", Assert.Single(await PagesAsync()).RowKey);
        Assert.Equal("500", Assert.Single(await index.FindAsync(keys[500], default)).Sku);
    }

    [Fact]
    public async Task A_key_of_more_articles_than_an_entity_holds_goes_on_in_further_ones()
    {
        const int Articles = 40_000;
        IndexChange[] changes = [.. Enumerable.Range(0, Articles).Select(static number => Change("TBD", Scattered(number)))];

        Assert.InRange(await index.ApplyAsync(changes, default), 4, 16);

        IReadOnlyList<TableEntity> pages = await PagesAsync();
        Assert.All(pages, static page => Assert.InRange(Columns(page).Sum(static bytes => bytes.Length), ColumnLimit, ServiceLimit / 2));
        Assert.All(pages.SelectMany(Columns), static bytes => Assert.InRange(bytes.Length, 1, ColumnLimit));
        Assert.Equal(Articles, (await index.FindAsync("TBD", default)).Count);
        Assert.Equal(0, await index.ApplyAsync(changes, default));
    }

    [Fact]
    public async Task Room_that_entries_leave_is_taken_by_others()
    {
        IndexChange[] changes = [.. Enumerable.Range(0, 20_000).Select(static number => Change("TBD", Scattered(number)))];
        _ = await index.ApplyAsync(changes, default);
        int pages = (await PagesAsync()).Count;

        Assert.Equal(1, await index.ApplyAsync(changes[..1000].Select(static change => change with { IsAdded = false }), default));
        Assert.Equal(1, await index.ApplyAsync(Enumerable.Range(20_000, 900).Select(static number => Change("TBD", Scattered(number))), default));

        Assert.Equal(pages, (await PagesAsync()).Count);
        Assert.Equal(19_900, (await index.FindAsync("TBD", default)).Count);
    }

    [Fact]
    public async Task Any_text_is_a_key()
    {
        string[] texts = ["", "|", "a|b", "0077|0000", "ÄÖ/#?%^", "\u0001", "日本語", "it's", new string('x', 20_000)];

        _ = await Task.WhenAll(texts.Select(text => index.ApplyAsync([Change(text, text)], default)));

        foreach (string text in texts)
        {
            Assert.Equal(new IndexEntry(text, "ingram-micro", text), Assert.Single(await index.FindAsync(text, default)));
        }
    }

    [Fact]
    public async Task Writers_of_one_page_at_the_same_time_lose_nothing()
    {
        _ = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => index.ApplyAsync([Change("TBD", $"{number}")], default)));

        Assert.Equal(20, (await index.FindAsync("TBD", default)).Count);
        Assert.Single(await PagesAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_writer_that_is_overtaken_does_the_rest_of_its_changes_again(int write)
    {
        WireFaults overtaken = new()
        {
            Before = async number =>
            {
                if (number <= write)
                {
                    _ = await index.ApplyAsync([Change("TBD", $"other{number}"), Change("ABC", $"other{number}")], default);
                }
            },
        };

        _ = await new CatalogIndex(emulator.TablesThrough(overtaken).GetTableClient(table.Name))
            .ApplyAsync([Change("TBD", "mine"), Change("ABC", "mine")], default);

        Assert.Equal(write + 1, (await index.FindAsync("TBD", default)).Count);
        Assert.Equal(write + 1, (await index.FindAsync("ABC", default)).Count);
    }

    [Fact]
    public async Task An_answer_that_is_lost_is_no_failure()
    {
        WireFaults losing = new() { LoseAnswerOf = 1 };

        _ = await new CatalogIndex(emulator.TablesThrough(losing).GetTableClient(table.Name)).ApplyAsync([Change("TBD", "1")], default);

        Assert.Equal("1", Assert.Single(await index.FindAsync("TBD", default)).Sku);
    }

    private static IndexChange Change(string key, string sku) => new(new IndexEntry(key, "ingram-micro", sku), IsAdded: true);

    // Article numbers that do not pack well.
    private static string Scattered(int number) => $"{(uint)number * 2654435761u:X8}{(uint)number * 2246822519u:X8}";

    private static IEnumerable<byte[]> Columns(TableEntity page) => page.Select(static column => column.Value).OfType<byte[]>();

    private async Task<IReadOnlyList<TableEntity>> PagesAsync() => [.. await table.QueryAsync<TableEntity>().ToListAsync()];
}

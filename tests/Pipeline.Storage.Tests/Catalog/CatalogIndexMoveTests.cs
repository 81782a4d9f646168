using Azure.Data.Tables;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Storage.Catalog;
using Pipeline.Storage.Schemas;
using Pipeline.Storage.Tests.Infrastructure;
using Pipeline.TestSupport;
using static Pipeline.Storage.Tests.Catalog.CatalogSamples;

namespace Pipeline.Storage.Tests.Catalog;

/// <summary>The catalogue of the app of commit c3afb4e (<see cref="CatalogStory"/>) under this one.</summary>
[Collection(EmulatorCollection.Name)]
public sealed class CatalogIndexMoveTests(StorageEmulator emulator) : IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Schemas", "entities");
    private static readonly string[] Entities = File.ReadAllLines(Path.Combine(Folder, "Catalog.v1.jsonl"));
    private static readonly string[] Answers = File.ReadAllLines(Path.Combine(Folder, "Catalog.v1.answers.txt"));

    private readonly TestClock clock = new();
    private CatalogTables tables = null!;

    public async Task InitializeAsync()
    {
        await emulator.EmptyCatalogAsync();
        _ = await emulator.Tables.DeleteTableAsync(TableSchemas.Table);
        await EntityLines.WriteAsync(emulator.Tables, Entities);
        tables = new CatalogTables(emulator.Tables);
    }

    public async Task DisposeAsync()
    {
        tables.Dispose();
        _ = await emulator.Tables.DeleteTableAsync(TableSchemas.Table);
    }

    [Fact]
    public async Task Searches_answer_as_before_while_nothing_is_moved() =>
        Assert.Equal(Answers, await CatalogStory.AnswersAsync(new CatalogStore(tables)));

    [Fact]
    public async Task Searches_answer_as_before_when_all_is_moved_and_no_former_row_is_left()
    {
        Assert.Equal(100, await MoveAsync());

        Assert.Equal(Answers, await CatalogStory.AnswersAsync(new CatalogStore(tables)));
        Assert.DoesNotContain(await IndexAsync(), static line => line.Contains("|ingram-micro|", StringComparison.Ordinal));
        Assert.Equal(0, await MoveAsync());
    }

    [Fact]
    public async Task What_this_app_writes_from_the_same_files_gives_the_same_answers()
    {
        await emulator.EmptyCatalogAsync();
        CatalogStore store = new(tables);

        await CatalogStory.WriteAsync(store);

        Assert.Equal(Answers, await CatalogStory.AnswersAsync(store));
    }

    [Fact]
    public async Task A_file_that_is_imported_before_anything_is_moved_counts()
    {
        CatalogStore store = new(tables);
        FeedChange former = Added("7100003", "4000000000003", "ZT-3");

        _ = await ImportAsync(store, new FeedId("ingram-micro", FeedKind.Price), 3, Changed(former, "4000000000004", "ZT-3"));

        Assert.Empty(await store.FindByGtinAsync("4000000000003", default));
        Assert.Equal(["7100003", "7100004"], (await store.FindByGtinAsync("4000000000004", default)).Select(static row => row.Sku));
        _ = await MoveAsync();
        Assert.Empty(await store.FindByGtinAsync("4000000000003", default));
        Assert.Equal(["7100003", "7100004"], (await store.FindByGtinAsync("4000000000004", default)).Select(static row => row.Sku));
    }

    [Fact]
    public async Task Nothing_is_moved_while_an_older_app_may_still_write()
    {
        CatalogIndexMove move = new(tables, clock);

        Assert.Equal(0, await move.RunAsync(default));
        clock.Advance(TimeSpan.FromMinutes(4.9));
        Assert.Equal(0, await move.RunAsync(default));

        // What it writes last is found, and moved with the rest.
        await EntityLines.WriteAsync(emulator.Tables,
            ["""{"Table":"CatalogByGtin","PartitionKey":"077","RowKey":"late|ingram-micro|7100001","Distributor":"ingram-micro","Sku":"7100001"}"""]);
        clock.Advance(TimeSpan.FromMinutes(0.1));
        Assert.Equal(101, await move.RunAsync(default));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_search_finds_what_is_moved_before_one_of_its_requests(int request)
    {
        ReadRequests reads = new() { Before = number => number == request ? MoveAsync() : Task.CompletedTask };
        using CatalogTables between = new(emulator.TablesThrough(reads));

        Assert.Single(await new CatalogStore(between).FindByGtinAsync("4000000000005", default));
    }

    [Fact]
    public async Task A_search_takes_one_request_to_the_index_once_all_is_moved()
    {
        _ = await MoveAsync();
        ReadRequests reads = new();
        using CatalogTables counted = new(emulator.TablesThrough(reads));
        CatalogStore store = new(counted);
        _ = await store.FindByGtinAsync("4000000000005", default);
        reads.Paths.Clear();

        _ = Assert.Single(await store.FindByGtinAsync("4000000000005", default));

        Assert.Equal(["CatalogByGtin()", "Catalog(PartitionKey='ingram-micro|149',RowKey='7100005')"], reads.Paths);
    }

    [Fact]
    public async Task Without_a_catalogue_the_move_makes_no_table()
    {
        foreach (string name in StorageEmulator.CatalogTableNames)
        {
            _ = await emulator.Tables.DeleteTableAsync(name);
        }

        Assert.Equal(0, await new CatalogIndexMove(tables, clock).RunAsync(default));

        Assert.Empty(await emulator.Tables.QueryAsync().Where(static table => StorageEmulator.CatalogTableNames.Contains(table.Name)).ToListAsync());
    }

    [Fact]
    public async Task An_older_app_reads_and_writes_no_index_any_more_and_goes_on_with_the_rows()
    {
        using SchemaGuard guard = new(emulator.Tables, TableSchemas.All, clock);
        using CatalogTables today = new(Guarded(guard));
        _ = await new CatalogIndexMove(today, clock).RunAsync(default);

        using SchemaGuard formerGuard = new(emulator.Tables, [new("Catalog", 1, 1), new("CatalogByGtin", 1, 1), new("CatalogByMpn", 1, 1)], clock);
        TableServiceClient older = Guarded(formerGuard);

        Assert.NotEmpty(await older.GetTableClient("Catalog").QueryAsync<TableEntity>().ToListAsync());
        await Assert.ThrowsAsync<SchemaNewerException>(async () => await older.GetTableClient("CatalogByGtin").QueryAsync<TableEntity>().ToListAsync());
        await Assert.ThrowsAsync<SchemaNewerException>(
            async () => await older.GetTableClient("CatalogByMpn").UpsertEntityAsync(new TableEntity("000", "A|B|C")));
    }

    private async Task<int> MoveAsync()
    {
        CatalogIndexMove move = new(tables, clock);
        _ = await move.RunAsync(default);
        clock.Advance(TimeSpan.FromMinutes(5));
        return await move.RunAsync(default);
    }

    private TableServiceClient Guarded(SchemaGuard guard) =>
        new(emulator.Server.ConnectionString, TableOptions.Create(new SchemaPolicy(guard)));

    private Task<IReadOnlyList<string>> IndexAsync() => EntityLines.ReadAsync(emulator.Tables, CatalogKeys.ByGtin, CatalogKeys.ByMpn);

    private sealed class ReadRequests : DelegatingHandler
    {
        public List<string> Paths { get; } = [];

        /// <summary>Called before each request with its number, from 1.</summary>
        public Func<int, Task> Before { get; init; } = static _ => Task.CompletedTask;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Paths.Add(Uri.UnescapeDataString(request.RequestUri!.Segments[^1]));
            await Before(Paths.Count);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}

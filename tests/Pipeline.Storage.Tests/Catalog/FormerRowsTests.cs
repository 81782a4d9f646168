using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Storage.Catalog;
using Pipeline.Storage.Tests.Infrastructure;
using static Pipeline.Storage.Tests.Catalog.CatalogSamples;

namespace Pipeline.Storage.Tests.Catalog;

/// <summary>
/// The rows of the app of commit c3afb4e (<see cref="CatalogStory"/>), written when an article was what a price file says;
/// <c>Catalog.v1.entries.jsonl</c> is how the last app of that kind showed them.
/// </summary>
[Collection(EmulatorCollection.Name)]
public sealed class FormerRowsTests(StorageEmulator emulator) : IAsyncLifetime
{
    private static readonly DateTimeOffset PriceTime = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);
    private static readonly FeedId Price = new("ingram-micro", FeedKind.Price);
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Schemas", "entities");

    private CatalogTables tables = null!;
    private CatalogStore store = null!;

    public async Task InitializeAsync()
    {
        await emulator.EmptyCatalogAsync();
        await EntityLines.WriteAsync(
            emulator.Tables,
            File.ReadLines(Path.Combine(Folder, "Catalog.v1.jsonl")).Where(static line => !line.Contains("\"Table\":\"Schema\"", StringComparison.Ordinal)));
        tables = new CatalogTables(emulator.Tables);
        store = new CatalogStore(tables);
    }

    public Task DisposeAsync()
    {
        tables.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Every_member_is_shown_as_before()
    {
        string[] former = await File.ReadAllLinesAsync(Path.Combine(Folder, "Catalog.v1.entries.jsonl"));

        IReadOnlyList<CatalogEntry> entries = await EntriesAsync();

        Assert.Equal(former.Length, entries.Count);
        Assert.All(former.Zip(entries), static pair => Assert.Empty(
            Differences("", JsonNode.Parse(pair.First), JsonSerializer.SerializeToNode(pair.Second with { ChangedAt = default }, JsonSerializerOptions.Web))));
    }

    [Fact]
    public async Task A_difference_would_be_found() => Assert.Equal(
        [".price.amount"],
        Differences(
            "",
            JsonNode.Parse("""{"price":{"amount":1.0,"currency":"EUR"},"brand":null}"""),
            JsonNode.Parse("""{"price":{"amount":2.0,"currency":"EUR","more":1},"brand":null,"new":1}""")).ToArray());

    [Fact]
    public async Task The_next_price_file_changes_takes_away_and_brings_back_what_an_earlier_app_wrote()
    {
        FeedChange before = Added("7100003", "4000000000003", "ZT-3");
        FeedFacts dearer = before.Facts with { Price = before.Facts.Price! with { Price = 13m, VatPercent = 20m } };

        _ = await ImportAsync(store, Price, 3, before with { Kind = ChangeKind.Changed, Fields = FeedFacts.Difference(before.Facts, dearer), Before = before.Facts, Facts = dearer });
        CatalogEntry changed = await EntryAsync("7100003");
        _ = await ImportAsync(store, Price, 4, Removed(before));
        CatalogEntry absent = await EntryAsync("7100003");
        _ = await ImportAsync(store, Price, 5, before);
        CatalogEntry back = await EntryAsync("7100003");

        Assert.Equal((13m, 20m, "Article 7100003"), (changed.Price?.Amount, changed.VatPercent, changed.Description));
        Assert.EndsWith("/3.csv", changed.Provenance!["vatPercent"].File, StringComparison.Ordinal);
        Assert.EndsWith("/1.csv", changed.Provenance["brand"].File, StringComparison.Ordinal);
        Assert.Equal((13m, 0, true), (absent.Price?.Amount, absent.Stock.Local, absent.Sellable));
        Assert.Equal((12.50m, null), (back.Price?.Amount, back.VatPercent));
        Assert.All(back.Provenance!.Values, static origin => Assert.EndsWith("/5.csv", origin.File, StringComparison.Ordinal));
    }

    private async Task<CatalogEntry> EntryAsync(string sku) => (await EntriesAsync()).Single(entry => entry.Sku == sku);

    private async Task<IReadOnlyList<CatalogEntry>> EntriesAsync()
    {
        List<CatalogEntry> entries = [];
        foreach (CatalogRow row in (await store.ReadPageAsync(null, null, null, 1000, default)).Items)
        {
            CategoryTree tree = new(await store.ReadCategoriesAsync(row.Distributor, default), 1, null);
            DistributorContext context = new()
            {
                FileTimes = new Dictionary<FeedKind, DateTimeOffset> { [FeedKind.Price] = PriceTime, [FeedKind.Stock] = PriceTime.AddHours(3) },
                Categories = tree,
            };
            entries.AddRange(CatalogMerge.Merge(row, context) is { } entry ? [entry] : []);
        }

        return entries;
    }

    // What was shown must be shown, whatever is shown besides.
    private static IEnumerable<string> Differences(string path, JsonNode? former, JsonNode? now) => (former, now) switch
    {
        (JsonObject members, JsonObject) => members.SelectMany(member => Differences($"{path}.{member.Key}", member.Value, now[member.Key])),
        _ => JsonNode.DeepEquals(former, now) ? [] : [path],
    };
}

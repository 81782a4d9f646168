using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Storage.Catalog;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Catalog;

/// <summary>
/// The rows of a distributor with a feed for each kind of facts: <c>Catalog.v2.jsonl</c> is what version 2 of the table holds of
/// the files below, <c>Catalog.v2.entries.jsonl</c> how they are shown.
/// </summary>
[Collection(EmulatorCollection.Name)]
public sealed class SplitRowsTests(StorageEmulator emulator) : IAsyncLifetime
{
    /// <summary>Folder to which missing files are written: <c>tests/Pipeline.Storage.Tests/Schemas/entities</c>, absolute.</summary>
    private const string RecordVariable = "PIPELINE_RECORD_ENTITIES";

    private static readonly FeedHistory[] Feeds =
    [
        new(FeedKind.Catalog, FactKinds.Product | FactKinds.Stock, Says("1=1 2=2 4=4"), Says("1=9 2=2")),
        new(FeedKind.Price, FactKinds.Price, Says("1=10 2=20 3=30 4=40"), Says("1=11 3=30 4=40")),
        new(FeedKind.Stock, FactKinds.Stock, Says("1=5 2=6 5=7"), Says("1=5 2=8")),
        new(FeedKind.Content, FactKinds.Content, Says("1=7 6=8")),
    ];

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
    public async Task Rows_are_written_as_they_were_captured_but_for_the_packing_of_content()
    {
        for (int sequence = 1; sequence <= 2; sequence++)
        {
            foreach (FeedHistory feed in Feeds.Where(feed => sequence <= feed.Files))
            {
                await feed.ImportAsync(store, "toy", sequence);
            }
        }

        IReadOnlyList<string> written = await EntityLines.ReadAsync(emulator.Tables, "Catalog", "CatalogAbsent");

        Assert.Equal(Captured("Catalog.v2.jsonl", written).Select(Unpacked), written.Select(Unpacked));
    }

    /// <summary>What is shown may grow; what was shown then stays.</summary>
    [Fact]
    public async Task Captured_rows_are_shown_as_they_were()
    {
        await EntityLines.WriteAsync(emulator.Tables, Captured("Catalog.v2.jsonl", []));
        DistributorContext context = new() { FileTimes = Feeds.ToDictionary(static feed => feed.Kind, static feed => feed.Time) };

        string[] shown =
        [
            .. (await store.ReadPageAsync("toy", null, null, 1000, default)).Items.Select(row => CatalogMerge.Merge(row, context)).OfType<CatalogEntry>()
                .Select(static entry => JsonSerializer.Serialize(entry with { ChangedAt = default }, JsonSerializerOptions.Web)),
        ];

        string[] captured = Captured("Catalog.v2.entries.jsonl", shown);
        Assert.Equal(captured.Length, shown.Length);
        Assert.Equal(
            captured.Select(static then => JsonNode.Parse(then)!.ToJsonString()),
            shown.Zip(captured, static (now, then) => Narrowed(JsonNode.Parse(now), JsonNode.Parse(then))!.ToJsonString()));
    }

    /// <summary>A value without the members that another one does not have.</summary>
    private static JsonNode? Narrowed(JsonNode? value, JsonNode? shape) => (value, shape) switch
    {
        (JsonObject now, JsonObject then) => new JsonObject(
            then.Where(member => now.ContainsKey(member.Key)).Select(member => KeyValuePair.Create(member.Key, Narrowed(now[member.Key], member.Value)))),
        (JsonArray now, JsonArray then) when now.Count == then.Count => new JsonArray([.. now.Zip(then, Narrowed)]),
        _ => value?.DeepClone(),
    };

    // Only what is missing, and only when asked: a form that was captured once is never written again.
    private static string[] Captured(string name, IReadOnlyList<string> now)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Schemas", "entities", name);
        if (!File.Exists(path) && now.Count > 0 && Environment.GetEnvironmentVariable(RecordVariable) is { Length: > 0 } folder)
        {
            path = Path.Combine(folder, name);
            File.WriteAllLines(path, now);
        }

        Assert.True(File.Exists(path), $"{name} is not captured.");
        return File.ReadAllLines(path);
    }

    private static string Unpacked(string line)
    {
        JsonObject entity = JsonNode.Parse(line)!.AsObject();
        _ = entity.Remove("Content");
        return entity.ToJsonString();
    }

    private static Dictionary<string, int> Says(string articles) => articles.Split(' ').Select(static article => article.Split('='))
        .ToDictionary(static article => article[0], static article => int.Parse(article[1], System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);
}

using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Scenarios.Orders;
using Pipeline.Simulators.IngramMicro;
using Pipeline.Simulators.IngramMicro.Services;
using Pipeline.Simulators.IngramMicro.Services.Pushes;
using Pipeline.Storage;
using Pipeline.Storage.Schemas;
using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Schemas;

/// <summary>Rows that are out there were written by older apps: whoever changes their columns gives the table a new version.</summary>
/// <remarks>What to do when this turns red: docs/operations.md, "Upgrading and rolling back".</remarks>
[Collection(MessageCollection.Name)]
public sealed class TableSchemaTests(OrderFixture fixture)
{
    /// <summary>Folder to which missing files are written: <c>tests/Pipeline.Scenarios/Schemas/columns</c>, absolute.</summary>
    private const string RecordVariable = "PIPELINE_RECORD_SCHEMAS";

    // Written where a store is set up, which this system has none of; their columns are looked at with the stores.
    private static readonly string[] OfStores = [StorageNames.StoresTable, StorageNames.ListingsTable, StorageNames.OfferImportsTable];

    [Fact]
    public async Task A_day_of_work_writes_the_columns_of_the_registered_versions()
    {
        OrderSystem system = await fixture.WithCatalogOnlyAsync();
        await using WebhookReceiver erp = new();
        string subscription = await SubscribeAsync(system, erp);
        await WorkAsync(system);
        await ToldAsync(erp);

        SortedDictionary<string, SortedSet<string>> written = await TableColumns.ReadAsync(system.Pipeline.Storage.ConnectionString);

        Assert.Empty(TableSchemas.All.Select(static schema => schema.Table).Except(OfStores).Except(written.Keys));
        List<string> differences = [];
        foreach (TableSchema schema in TableSchemas.All.Where(schema => written.ContainsKey(schema.Table)))
        {
            differences.AddRange(Captured(schema, written[schema.Table]) is { } captured
                ? TableColumns.Differences(schema.Table, captured, written[schema.Table])
                : [$"{schema.Table}.v{schema.Version} is not captured"]);
        }

        Assert.Empty(differences);
        using HttpResponseMessage removed = await system.Pipeline.Http.DeleteAsync(new Uri($"/api/subscriptions/{subscription}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
    }

    [Fact]
    public void Captured_columns_of_earlier_versions_stay() => Assert.All(
        TableSchemas.All,
        static schema => Assert.All(
            Enumerable.Range(1, schema.Version), version => Assert.NotNull(TableColumns.Captured(schema.Table, version))));

    [Fact]
    public void Every_table_is_registered_once_and_no_version_asks_for_a_reader_above_itself()
    {
        Assert.Equal(TableSchemas.All.Count, TableSchemas.All.DistinctBy(static schema => schema.Table).Count());
        Assert.All(TableSchemas.All, static schema => Assert.InRange(schema.MinimumReader, 1, schema.Version));
    }

    [Fact]
    public void A_new_and_a_lost_column_are_found()
    {
        string[] captured = ["Event String", "? Writing String", "Revision Int64"];

        Assert.Empty(TableColumns.Differences("Orders", captured, ["Event String", "Revision Int64"]));
        Assert.Equal(
            ["Orders: Colour String is new", "Orders: Revision Int64 is not written any more"],
            TableColumns.Differences("Orders", captured, ["Event String", "Writing String", "Colour String"]));
        Assert.Equal(
            ["Orders: Revision Int32 is new", "Orders: Revision Int64 is not written any more"],
            TableColumns.Differences("Orders", captured, ["Event String", "Revision Int32"]));
    }

    private static async Task WorkAsync(OrderSystem system)
    {
        DateTimeOffset day = new(2026, 3, 10, 7, 0, 0, TimeSpan.Zero);
        system.Pipeline.Upload(FeedKind.Category, SampleFiles.Read(FeedKind.Category), day);
        _ = await system.Pipeline.RunFlowAsync("ingram.category");
        system.Pipeline.Upload(FeedKind.Stock, SampleFiles.Read(FeedKind.Stock), day);
        _ = await system.Pipeline.RunFlowAsync("ingram.stock");
        JsonNode placed = await system.PlaceAsync("columns", ("7100231", 2), ("7100552", 1));
        _ = await system.UntilAsync(placed, "complete");

        // An article that the next price file does not have any more.
        string[] lines = Encoding.Latin1.GetString(SampleFiles.Read(FeedKind.Price)).Split('\n');
        string shorter = string.Join('\n', lines.Where(static line => !line.Contains("7100552", StringComparison.Ordinal)));
        system.Pipeline.Upload(FeedKind.Price, Encoding.Latin1.GetBytes(shorter), day.AddDays(1));
        _ = await system.Pipeline.RunFlowAsync("ingram.price");
        await PushAsync(system, "<Unknown/>"u8.ToArray());
        await InvoiceInSilenceAsync(system);
    }

    private static async Task<string> SubscribeAsync(OrderSystem system, WebhookReceiver erp)
    {
        using StringContent body = new(
            $$"""{"url":"{{erp.Address}}","kinds":["order.changed","invoice.arrived","catalog.changed","execution.failed"]}""", Encoding.UTF8, "application/json");
        using HttpResponseMessage made = await system.Pipeline.Http.PostAsync(new Uri("/api/subscriptions", UriKind.Relative), body);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return (string)JsonNode.Parse(await made.Content.ReadAsStringAsync())!["id"]!;
    }

    /// <summary>Two orders have ended: their events have come, those of each in their order.</summary>
    private static async Task ToldAsync(WebhookReceiver erp)
    {
        IReadOnlyList<ReceivedEvent> told = await WaitFor.ValueAsync(
            () => Task.FromResult(erp.Received.Count(static one => one.Body.Contains("\"step\":\"ended\"", StringComparison.Ordinal)) >= 2 ? erp.Received : null),
            TimeSpan.FromSeconds(60),
            "the ends of both orders are told");
        foreach (IGrouping<string, ReceivedEvent> subject in told.DistinctBy(static one => one.Id).GroupBy(static one => one.Json.GetProperty("subject").GetString()!))
        {
            if (subject.Key.StartsWith("order:", StringComparison.Ordinal))
            {
                int[] places = [.. subject.Where(static one => one.Json.GetProperty("type").GetString() == "order.changed")
                    .Select(static one => one.Json.GetProperty("data").GetProperty("sequence").GetInt32())];
                Assert.Equal(Enumerable.Range(1, places.Length), places);
            }
        }

        Assert.Contains(told, static one => one.Json.GetProperty("type").GetString() == "invoice.arrived");
        Assert.Contains(told, static one => one.Json.GetProperty("type").GetString() == "catalog.changed");
    }

    private static PushRecord[]? Told(OrderSystem system, string number) =>
        system.Ingram.Ledger.Find(number)?.Purchases.SelectMany(static purchase => purchase.Messages).ToArray();

    private static async Task PushAsync(OrderSystem system, byte[] body)
    {
        using ByteArrayContent content = new(body);
        content.Headers.ContentType = new("text/xml") { CharSet = "utf-8" };
        using HttpResponseMessage answer = await system.Pipeline.Http.PostAsync(
            new Uri("/api/notifications/ingram-micro/" + OrderSystem.PushKey, UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>An order of whose invoice we are told only after the distributor was asked.</summary>
    private static async Task InvoiceInSilenceAsync(OrderSystem system)
    {
        system.Ingram.Push = new PushOptions();
        JsonNode placed = await system.UntilAsync(await system.PlaceAsync("silence", ("7100231", 1)), "placed");
        string number = (string)Assert.Single(placed["purchaseOrders"]!.AsArray())!["purchaseOrderNumber"]!;
        PushRecord[] told = await WaitFor.ValueAsync(
            () => Task.FromResult(Told(system, number) is { } messages
                && Array.Exists(messages, static message => message.Kind == ServiceTransaction.Invoice) ? messages : null),
            TimeSpan.FromSeconds(30),
            $"{number} is invoiced");

        JsonNode execution = await system.Pipeline.RunFlowAsync("ingram.reconcile", "succeeded");

        Assert.Equal((2, 2), ((int)execution["counts"]!["read"]!, (int)execution["counts"]!["unchanged"]!));
        foreach (PushRecord message in told)
        {
            await PushAsync(system, message.Body.ToArray());
        }

        _ = await system.UntilAsync(placed, "complete");
    }

    /// <summary>The captured columns; only what is missing is written, and only when asked.</summary>
    private static IReadOnlyList<string>? Captured(TableSchema schema, SortedSet<string> written)
    {
        if (TableColumns.Captured(schema.Table, schema.Version) is { } captured)
        {
            return captured;
        }

        if (Environment.GetEnvironmentVariable(RecordVariable) is not { Length: > 0 } folder)
        {
            return null;
        }

        string path = Path.Combine(folder, $"{schema.Table}.v{schema.Version}.txt");
        if (!File.Exists(path))
        {
            File.WriteAllLines(path, written);
        }

        return File.ReadAllLines(path);
    }
}

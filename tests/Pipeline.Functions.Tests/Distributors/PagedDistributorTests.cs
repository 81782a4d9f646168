using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Distributors;
using Pipeline.Core.Feeds.Importing;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Flows.Running;
using Pipeline.Functions.Tests.Orders;
using Pipeline.Functions.Tests.Support;
using Pipeline.Partners.Distributors;
using Pipeline.Storage;

namespace Pipeline.Functions.Tests.Distributors;

/// <summary>A distributor whose feeds are the answers of a REST service, from the page to the row.</summary>
[Collection(StorageCollection.Name)]
public sealed class PagedDistributorTests(StorageEmulator storage) : IAsyncLifetime
{
    private static readonly string[] Products =
    [
        """{"items":[{"id":"P1","name":"A toy","ean":"4006381333931"},{"id":"P2","name":"A \"doll\"","maker":{"name":"ZENTARO"}}]}""",
        """{"items":[{"id":"P3","name":{"en":"A car"}},{"name":"Nobody's"},{"id":"P4","name":"A ball","ean":"123"}]}""",
        """{"items":[{"id":"P5","name":"A kite"}]}""",
    ];

    private PagedService service = null!;
    private PipelineApp app = null!;

    public async Task InitializeAsync()
    {
        service = await PagedService.StartAsync();
        service.Answer("products", Products);
        service.Answer("offers", """[{"id":"P1","price":{"amount":9.9},"stock":5}]""", """[{"id":"P9","price":{"amount":"7"},"stock":1}]""");
        app = await PipelineApp.StartAsync(
            storage,
            static services => services.AddDistributor<PagedToyDistributor>().AddSingleton<IFlowExecutor, FeedFetcher>(),
            "--Distributors:Paged:Url",
            service.Url);
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await service.DisposeAsync();
    }

    [Fact]
    public async Task What_its_services_say_of_an_article_meets_in_one_row_that_names_page_and_index()
    {
        _ = await RunAsync("paged.price");
        JsonElement onlyPriced = await app.GetJsonAsync("/api/catalog/paged/P1");
        _ = await RunAsync("paged.catalog");
        JsonElement row = await app.GetJsonAsync("/api/catalog/paged/P1");
        JsonElement unpriced = await app.GetJsonAsync("/api/catalog/paged/P5");

        Assert.Equal(("P1", "null", "9.9"), (onlyPriced.GetProperty("skuAsShown").GetString(), onlyPriced.GetProperty("description").GetRawText(), Price(onlyPriced)));
        Assert.Equal(("A toy", "4006381333931", "9.9", 5), (row.GetProperty("description").GetString(), row.GetProperty("gtin").GetString(), Price(row), row.GetProperty("stock").GetProperty("available").GetInt32()));
        Assert.Equal(("A kite", "NO_PRICE"), (unpriced.GetProperty("description").GetString(), unpriced.GetProperty("notSellableReason").GetString()));
        Assert.Equal("(1, 0) in landing/paged/catalog", Place(row, "description"));
        Assert.Equal("(1, 0) in landing/paged/price", Place(row, "price"));
        Assert.Equal("(3, 0) in landing/paged/catalog", Place(unpriced, "description"));
        Assert.Equal("P1", Assert.Single(Items(await app.GetJsonAsync("/api/catalog?gtin=4006381333931"))).GetProperty("sku").GetString());
    }

    [Fact]
    public async Task Broken_records_are_dropped_alone_and_told_by_page_and_index()
    {
        JsonElement execution = await RunAsync("paged.catalog");

        Assert.Equal("partial", execution.GetProperty("status").GetString());
        Assert.Equal((6, 4, 2, 1), (Count(execution, "read"), Count(execution, "created"), Count(execution, "failed"), Count(execution, "warnings")));
        Assert.StartsWith("Page 2, record 0: ", execution.GetProperty("firstError").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            ["RECORD_UNREADABLE 2/0", "SKU_MISSING 2/1", "EAN_INVALID 2/2"],
            Items(await app.GetJsonAsync($"/api/executions/{execution.GetProperty("id").GetString()}/items"))
                .Select(static item => $"{item.GetProperty("code")} {item.GetProperty("page")}/{item.GetProperty("index")}"));
    }

    [Fact]
    public async Task Nothing_lands_when_a_page_in_the_middle_does_not_come()
    {
        service.Answer("products", Products[0], null, Products[2]);
        IReadOnlyList<string> before = await LandedAsync();

        JsonElement execution = await RunAsync("paged.catalog");

        Assert.Contains(execution.GetProperty("status").GetString(), (string?[])["failed", "queued"]);
        Assert.Equal(JsonValueKind.Null, execution.GetProperty("file").ValueKind);
        Assert.Equal(before, await LandedAsync());
        service.Answer("products", Products);
        Assert.Equal("partial", (await RunAsync("paged.catalog")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task An_answer_that_says_the_same_in_other_blanks_writes_nothing_and_one_changed_record_writes_one_row()
    {
        _ = await RunAsync("paged.catalog");
        long version = await VersionAsync("P5");
        IReadOnlyList<string> landed = await LandedAsync();
        service.Answer("products", Products[0].Replace(",", " ,\r\n ", StringComparison.Ordinal), Products[1], Products[2]);

        JsonElement unchanged = await RunAsync("paged.catalog");
        Assert.Equal(landed, await LandedAsync());
        app.Clock.Advance(TimeSpan.FromDays(1));
        service.Answer("products", Products[0], Products[1], Products[2].Replace("kite", "plane", StringComparison.Ordinal));
        JsonElement changed = await RunAsync("paged.catalog");

        Assert.Equal("nothingToDo", unchanged.GetProperty("status").GetString());
        Assert.Equal((0, 1, 3, 2), (Count(changed, "created"), Count(changed, "updated"), Count(changed, "unchanged"), Count(changed, "failed")));
        Assert.Equal((version, version + 1), (await VersionAsync("P1"), await VersionAsync("P5")));
    }

    [Fact]
    public async Task Its_answers_are_rolled_back_listed_and_tried_like_files()
    {
        _ = await RunAsync("paged.catalog");
        app.Clock.Advance(TimeSpan.FromDays(1));
        service.Answer("products", Products[0], Products[1], Products[2].Replace("kite", "plane", StringComparison.Ordinal));
        _ = await RunAsync("paged.catalog");
        QueueClient requests = app.Get<QueueServiceClient>().GetQueueClient(StorageNames.FeedFilesQueue);
        _ = await requests.CreateIfNotExistsAsync();
        _ = await requests.ClearMessagesAsync();
        using HttpResponseMessage asked = await app.PostAsync("/api/feeds/paged/catalog/rollback");
        QueueMessage request = await requests.ReceiveMessageAsync();
        _ = await requests.ClearMessagesAsync();
        Assert.Null(await app.CallAsync("NormaliseFeedOnRequest", Encoding.UTF8.GetString(Convert.FromBase64String(request.MessageText))));

        Assert.Equal("A kite", (await app.GetJsonAsync("/api/catalog/paged/P5")).GetProperty("description").GetString());
        JsonElement feed = Items(await app.GetJsonAsync("/api/feeds")).Single(static one => one.GetProperty("feed").GetString() == "catalog");
        Assert.Equal((true, 3), (feed.GetProperty("configured").GetBoolean(), feed.GetProperty("sequence").GetInt32()));

        using MultipartFormDataContent sample = [];
        sample.Add(new StringContent(string.Join('\n', Products)), "file", "products.jsonl");
        JsonElement tried = await (await app.Http.PostAsync(new Uri("/api/feeds/profiles/check?distributor=paged&feed=catalog", UriKind.Relative), sample)).JsonAsync();
        Assert.Equal(
            ["P1 1/0", "P2 1/1", "P4 2/2", "P5 3/0"],
            tried.GetProperty("first").EnumerateArray().Select(static row => $"{row.GetProperty("key")} {row.GetProperty("page")}/{row.GetProperty("index")}"));
    }

    // As the host does: the run lands the answer, and the landed blob is imported.
    private async Task<JsonElement> RunAsync(string flow)
    {
        string id = (await (await app.PostAsync($"/api/flows/{flow}/run")).JsonAsync()).GetProperty("id").GetString()!;
        _ = await app.DeliverAsync("RunFlow", Assert.Single(await app.TakeMessagesAsync()));
        JsonElement execution = await app.GetJsonAsync($"/api/executions/{id}");
        if (LandingNames.WithoutContainer(execution.GetProperty("file").GetString()) is { } blob)
        {
            FeedImportRequest request = new(blob, id, Rollback: false);
            Assert.Null(await app.CallAsync("NormaliseFeedOnRequest", JsonSerializer.Serialize(request, JsonSerializerOptions.Web)));
        }

        return await app.GetJsonAsync($"/api/executions/{id}");
    }

    private async Task<IReadOnlyList<string>> LandedAsync()
    {
        List<string> names = [];
        BlobContainerClient landing = app.Get<BlobServiceClient>().GetBlobContainerClient(LandingNames.Container);
        if (await landing.ExistsAsync())
        {
            await foreach (Azure.Storage.Blobs.Models.BlobItem blob in landing.GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, "paged/", default))
            {
                names.Add(blob.Name);
            }
        }

        return names;
    }

    private async Task<long> VersionAsync(string sku) => (await app.GetJsonAsync($"/api/catalog/paged/{sku}")).GetProperty("version").GetInt64();

    private static string Price(JsonElement row) => row.GetProperty("price").GetProperty("amount").GetRawText();

    private static int Count(JsonElement execution, string name) => execution.GetProperty("counts").GetProperty(name).GetInt32();

    private static string Place(JsonElement row, string field)
    {
        JsonElement place = row.GetProperty("provenance").GetProperty(field);
        string file = place.GetProperty("file").GetString()!;
        Assert.Equal((JsonValueKind.Null, ".jsonl"), (place.GetProperty("line").ValueKind, Path.GetExtension(file)));
        return $"({place.GetProperty("page")}, {place.GetProperty("index")}) in {string.Join('/', file.Split('/')[..3])}";
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement list) => list.GetProperty("items").EnumerateArray();
}

using System.Globalization;
using System.Net;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Distributors;
using Pipeline.Core.Feeds.Importing;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Flows.Running;
using Pipeline.Functions.Tests.Orders;
using Pipeline.Functions.Tests.Support;
using Pipeline.Partners.Distributors;

namespace Pipeline.Functions.Tests.Distributors;

/// <summary>A distributor that may be asked once in a while, whose answers count when they are whole.</summary>
[Collection(StorageCollection.Name)]
public sealed class PacedDistributorTests(StorageEmulator storage) : IAsyncLifetime
{
    private const string Products =
        """[{"Sku":"A1","Mpn":"M1","Type":"Physical","Description":"Book"},{"Sku":"A2","Mpn":"M2","Type":"Downloadable","Description":"Suite"},{"Sku":"A3","Mpn":"M3","Type":"Physical"}]""";

    private const string Prices =
        """[{"Sku":"A1","Price":{"UnitPrice":10.5,"CurrencyId":"US"}},{"Sku":"A2","Price":{"UnitPrice":20,"CurrencyId":"us"}},{"Sku":"A3","Price":{"UnitPrice":0,"CurrencyId":"us"}}]""";

    private const string Stock =
        """[{"Sku":"A1","InStock":"20","RealStockValue":false,"Locations":[{"Id":"w1","Stock":19},{"Id":"w2","Stock":-1}]},{"Sku":"A2","InStock":203},{"Sku":"A3","InStock":2}]""";

    private PagedService service = null!;
    private PipelineApp app = null!;

    public async Task InitializeAsync()
    {
        service = await PagedService.StartAsync();
        service.Answer("Catalog", Products);
        service.Answer("Price", Prices);
        service.Answer("Stock", Stock);
        app = await PipelineApp.StartAsync(
            storage,
            static services => services.AddDistributor<PacedToyDistributor>().AddSingleton<IFlowExecutor, FeedFetcher>(),
            "--Distributors:Paced:Url",
            service.Url);
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await service.DisposeAsync();
    }

    [Fact]
    public async Task The_catalogue_tells_what_is_unlimited_what_is_a_floor_and_what_is_not_offered()
    {
        _ = await RunAsync("paced.catalog");
        _ = await RunAsync("paced.price");
        JsonElement stock = await RunAsync("paced.stock");

        Assert.Equal(
            "20 unlimited:False floor:True offered:True  sellable:True | 0 unlimited:True floor:False offered:True  sellable:True | 2 unlimited:False floor:False offered:False BELOW_MINIMUM sellable:False",
            string.Join(" | ", Word(await ArticleAsync("A1")), Word(await ArticleAsync("A2")), Word(await ArticleAsync("A3"))));
        Assert.Equal("""[{"plant":"w1","quantity":19},{"plant":"w2","quantity":0}]""", Compact((await ArticleAsync("A1")).GetProperty("stock").GetProperty("plants")));
        Assert.Equal(["STOCK_SUM"], await CodesAsync(stock));
        string csv = await app.Http.GetStringAsync(new Uri("/api/catalog.csv", UriKind.Relative));
        Assert.Equal(
            ["unlimited,floor,offered,notOfferedReason", "false,true,true,", "true,false,true,", "false,false,false,BELOW_MINIMUM"],
            csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).OrderBy(static line => line.StartsWith("distributor", StringComparison.Ordinal) ? string.Empty : line, StringComparer.Ordinal)
                .Select(static line => string.Join(',', line.Split(',')[^4..])));
        string lines = await app.Http.GetStringAsync(new Uri("/api/catalog.jsonl", UriKind.Relative));
        Assert.Contains("\"unlimited\":true", lines, StringComparison.Ordinal);
        Assert.Contains("\"notOfferedReason\":\"BELOW_MINIMUM\"", lines, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stock_that_was_a_floor_is_exact_once_the_distributor_says_so()
    {
        _ = await RunAsync("paced.catalog");
        _ = await RunAsync("paced.stock");
        app.Clock.Advance(TimeSpan.FromHours(1));
        service.Answer("Stock", Stock.Replace("\"RealStockValue\":false", "\"RealStockValue\":true", StringComparison.Ordinal));

        JsonElement execution = await RunAsync("paced.stock");

        Assert.Equal(1, execution.GetProperty("counts").GetProperty("updated").GetInt32());
        Assert.False((await ArticleAsync("A1")).GetProperty("stock").GetProperty("floor").GetBoolean());
    }

    [Fact]
    public async Task A_price_in_another_currency_takes_the_former_one_with_it()
    {
        _ = await RunAsync("paced.catalog");
        _ = await RunAsync("paced.price");
        app.Clock.Advance(TimeSpan.FromDays(1));
        service.Answer("Price", Prices.Replace("10.5,\"CurrencyId\":\"US\"", "41000,\"CurrencyId\":\"COP\"", StringComparison.Ordinal));

        JsonElement execution = await RunAsync("paced.price");
        JsonElement foreign = await ArticleAsync("A1");
        app.Clock.Advance(TimeSpan.FromDays(1));
        service.Answer("Price", Prices);
        _ = await RunAsync("paced.price");

        Assert.Equal("partial", Text(execution, "status"));
        Assert.Equal("CURRENCY_OTHER", execution.GetProperty("firstError").GetProperty("code").GetString());
        Assert.Equal(["CURRENCY_OTHER", "ZERO_PRICE"], await CodesAsync(execution));
        Assert.Equal((JsonValueKind.Null, "NO_PRICE"), (foreign.GetProperty("price").ValueKind, Text(foreign, "notSellableReason")));
        Assert.Equal(10.5m, (await ArticleAsync("A1")).GetProperty("price").GetProperty("amount").GetDecimal());
    }

    [Fact]
    public async Task Before_its_time_it_is_not_asked_unless_somebody_insists()
    {
        _ = await RunAsync("paced.catalog");
        DateTimeOffset read = app.Clock.GetUtcNow();
        app.Clock.Advance(TimeSpan.FromHours(23));

        HttpResponseMessage refused = await app.PostAsync("/api/flows/paced.catalog/run");
        JsonElement problem = await ProblemAssert.IsAsync(refused, HttpStatusCode.Conflict, "CADENCE_EARLY");
        Assert.Equal(read.AddHours(24).AddMinutes(-5), problem.GetProperty("notBefore").GetDateTimeOffset());
        Assert.Contains("24 hours", Text(problem, "detail"), StringComparison.Ordinal);
        Assert.Equal((1, 0), (service.Asked, (await app.TakeMessagesAsync()).Count));

        JsonElement insisted = await RunAsync("paced.catalog", "?override=true");
        Assert.Equal(("override", "api", "nothingToDo", 2), (Text(insisted, "trigger"), Text(insisted, "requestedBy"), Text(insisted, "status"), service.Asked));
        app.Clock.Advance(TimeSpan.FromHours(23) + TimeSpan.FromMinutes(54));
        Assert.Equal(HttpStatusCode.Conflict, (await app.PostAsync("/api/flows/paced.catalog/run")).StatusCode);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("runNow", Text(await RunAsync("paced.catalog"), "trigger"));
    }

    [Fact]
    public async Task Where_nobody_minds_nothing_is_early_and_an_override_is_none()
    {
        service.Answer("Content", """[{"localSku":"A1","a / b":"c"}]""");
        _ = await RunAsync("paced.content");

        JsonElement again = await RunAsync("paced.content", "?override=true");

        Assert.Equal(("runNow", 2), (Text(again, "trigger"), service.Asked));
    }

    [Fact]
    public async Task Two_runs_that_are_asked_for_at_once_read_it_once()
    {
        using HttpResponseMessage first = await app.PostAsync("/api/flows/paced.stock/run");
        using HttpResponseMessage second = await app.PostAsync("/api/flows/paced.stock/run");
        string id = Text(await second.JsonAsync(), "id")!;
        IReadOnlyList<FlowExecutionMessage> messages = await app.TakeMessagesAsync();
        await ImportAsync(await DeliverAsync(messages[0]));

        JsonElement late = await DeliverAsync(messages[1]);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted, id), (first.StatusCode, second.StatusCode, Text(late, "id")));
        Assert.Equal(("nothingToDo", 1), (Text(late, "status"), service.Asked));
        Assert.Contains("may be asked again at", Text(late, "summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clock_passes_over_what_is_early_without_a_word()
    {
        app.Clock.Advance(new DateTimeOffset(2026, 3, 20, 5, 20, 0, TimeSpan.Zero) - app.Clock.GetUtcNow());
        Assert.Empty(await DueAsync());
        _ = await RunAsync("paced.stock");
        _ = await RunAsync("paced.catalog");

        app.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.DoesNotContain("paced.stock", await DueAsync());
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.DoesNotContain("paced.catalog", await DueAsync());
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Contains("paced.stock", await DueAsync());
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Contains("paced.catalog", await DueAsync());
    }

    [Theory]
    [InlineData("Catalog", "paced.catalog", """{"page":1,"totalPages":2,"totalRows":3,"data":[{"Sku":"A1"}]}""", "refused", "FEED_PAGES_INCOMPLETE")]
    [InlineData("Catalog", "paced.catalog", """[{"Sku":"A1"},{"Message":"No","ErrorCode":900,"Reference":"r"}]""", "refused", "FEED_PAGES_INCOMPLETE")]
    [InlineData("Stock", "paced.stock", "[]", "refused", "FEED_EMPTY")]
    [InlineData("Stock", "paced.stock", """[{"Sku":"A1","InStock":0},{"Sku":"A2","InStock":0},{"Sku":"A3","InStock":0}]""", "held", "GUARD_ZERO_STOCK")]
    [InlineData("Price", "paced.price", """[{"Sku":"A1","UnitPrice":0,"CurrencyId":"us"},{"Sku":"A2","UnitPrice":0,"CurrencyId":"us"},{"Sku":"A3","UnitPrice":0,"CurrencyId":"us"}]""", "held", "GUARD_ZERO_PRICE")]
    [InlineData("Price", "paced.price", """[{"Sku":"A1","UnitPrice":1,"CurrencyId":"COP"},{"Sku":"A2","UnitPrice":1,"CurrencyId":"COP"}]""", "refused", "FEED_CURRENCY")]
    [InlineData("Stock", "paced.stock", "<html><body>Back soon</body></html>", null, "FEED_PAGE_UNREADABLE")]
    [InlineData("Stock", "paced.stock", """[{"Sku":"A1","InStock":5},{"Sku":"A2","InS""", null, "FEED_PAGE_UNREADABLE")]
    public async Task What_is_not_whole_changes_nothing_and_the_next_run_recovers(string feed, string flow, string answer, string? status, string code)
    {
        _ = await RunAsync("paced.catalog");
        _ = await RunAsync("paced.price");
        _ = await RunAsync("paced.stock");
        JsonElement before = await app.GetJsonAsync("/api/catalog?distributor=paced");
        IReadOnlyList<string> landed = await LandedAsync();
        app.Clock.Advance(TimeSpan.FromDays(1));
        service.Answer(feed, answer);

        JsonElement execution = await RunAsync(flow);

        Assert.Equal(code, execution.GetProperty("firstError").GetProperty("code").GetString());
        Assert.Equal(Compact(before), Compact(await app.GetJsonAsync("/api/catalog?distributor=paced")));
        if (status is null)
        {
            Assert.Contains(Text(execution, "status"), (string?[])["failed", "queued"]);
            Assert.Equal(landed, await LandedAsync());
        }
        else
        {
            Assert.Equal(status, Text(execution, "status"));
        }

        // What was complete counts for the cadence, though it is held.
        string whole = feed switch { "Catalog" => Products, "Price" => Prices, _ => Stock };
        service.Answer(feed, whole.Replace("A3", "A4", StringComparison.Ordinal));
        JsonElement next = await RunAsync(flow, status == "held" ? "?override=true" : string.Empty);
        Assert.Contains(Text(next, "status"), (string?[])["succeeded", "partial"]);
    }

    [Fact]
    public async Task A_held_answer_is_applied_once_somebody_says_that_it_is_true()
    {
        _ = await RunAsync("paced.catalog");
        _ = await RunAsync("paced.stock");
        app.Clock.Advance(TimeSpan.FromHours(1));
        service.Answer("Stock", """[{"Sku":"A1","InStock":0},{"Sku":"A2","InStock":0},{"Sku":"A3","InStock":0}]""");
        JsonElement held = await RunAsync("paced.stock");
        using HttpResponseMessage approved = await app.PostAsync($"/api/executions/{Text(held, "id")}/approve");

        await ImportAsync(held);

        Assert.Equal(("held", HttpStatusCode.Accepted, 0), (Text(held, "status"), approved.StatusCode, (await ArticleAsync("A1")).GetProperty("stock").GetProperty("available").GetInt32()));
    }

    [Theory]
    [InlineData("paced.catalog", "0 0 6,18 * * *", false)]
    [InlineData("paced.catalog", "0 0 6 * * *", true)]
    [InlineData("paced.catalog", "0 0 6 * * MON-FRI", true)]
    [InlineData("paced.catalog", "0 0 6 1 * *", true)]
    [InlineData("paced.catalog", "0 0 5,6 24 12 *", false)]
    [InlineData("paced.stock", "0 */30 * * * *", false)]
    [InlineData("paced.stock", "0 */50 * * * *", false)]
    [InlineData("paced.stock", "0 15 * * * *", true)]
    [InlineData("paced.content", "0 * * * * *", true)]
    public async Task A_schedule_may_not_ask_more_often_than_the_distributor_wants(string flow, string schedule, bool isAllowed)
    {
        HttpResponseMessage answer = await app.PatchAsync($"/api/flows/{flow}", JsonSerializer.Serialize(new { schedule }));

        if (isAllowed)
        {
            Assert.Equal(schedule, Text(await answer.JsonAsync(), "schedule"));
            return;
        }

        JsonElement problem = await ProblemAssert.IsAsync(answer, HttpStatusCode.BadRequest, "SCHEDULE_TOO_FAST");
        Assert.Equal("schedule", Text(Assert.Single(problem.GetProperty("errors").EnumerateArray()), "field"));
        Assert.NotEqual(schedule, Text(await app.GetJsonAsync($"/api/flows/{flow}"), "schedule"));
    }

    // As the host does: the run lands the answer, and the landed blob is imported.
    private async Task<JsonElement> RunAsync(string flow, string query = "")
    {
        using HttpResponseMessage asked = await app.PostAsync($"/api/flows/{flow}/run{query}");
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        JsonElement execution = await DeliverAsync(Assert.Single(await app.TakeMessagesAsync()));
        await ImportAsync(execution);
        return await app.GetJsonAsync($"/api/executions/{Text(execution, "id")}");
    }

    private async Task<JsonElement> DeliverAsync(FlowExecutionMessage message)
    {
        _ = await app.DeliverAsync("RunFlow", message);
        return await app.GetJsonAsync($"/api/executions/{message.ExecutionId}");
    }

    private async Task ImportAsync(JsonElement execution)
    {
        if (LandingNames.WithoutContainer(Text(execution, "file")) is { } blob)
        {
            FeedImportRequest request = new(blob, Text(execution, "id")!, Rollback: false);
            Assert.Null(await app.CallAsync("NormaliseFeedOnRequest", JsonSerializer.Serialize(request, JsonSerializerOptions.Web)));
        }
    }

    /// <summary>The flows that the clock starts now; their messages are dropped.</summary>
    private async Task<IReadOnlyList<string>> DueAsync()
    {
        IReadOnlyList<Core.Flows.Execution> started = await app.Get<FlowTimer>().StartDueAsync(default);
        _ = await app.TakeMessagesAsync();
        return [.. started.Select(static execution => execution.Flow)];
    }

    private async Task<IReadOnlyList<string>> LandedAsync()
    {
        List<string> names = [];
        await foreach (BlobItem blob in app.Get<BlobServiceClient>().GetBlobContainerClient(LandingNames.Container).GetBlobsAsync(BlobTraits.None, BlobStates.None, "paced/", default))
        {
            names.Add(blob.Name);
        }

        return names;
    }

    private async Task<IReadOnlyList<string?>> CodesAsync(JsonElement execution) =>
    [
        .. (await app.GetJsonAsync($"/api/executions/{Text(execution, "id")}/items")).GetProperty("items").EnumerateArray().Select(static item => Text(item, "code")),
    ];

    private Task<JsonElement> ArticleAsync(string sku) => app.GetJsonAsync($"/api/catalog/paced/{sku}");

    private static string Word(JsonElement row)
    {
        JsonElement stock = row.GetProperty("stock");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{stock.GetProperty("available")} unlimited:{stock.GetProperty("unlimited")} floor:{stock.GetProperty("floor")} offered:{row.GetProperty("offered")} {Text(row, "notOfferedReason")} sellable:{row.GetProperty("sellable")}");
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static string Compact(JsonElement json) => JsonSerializer.Serialize(json);
}

using System.Net;
using System.Text.Json;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Distributors;
using Pipeline.Core.Feeds.Importing;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Flows.Running;
using Pipeline.Functions.Orders;
using Pipeline.Functions.Settings;
using Pipeline.Functions.Tests.Notifications;
using Pipeline.Functions.Tests.Orders;
using Pipeline.Functions.Tests.Support;
using Pipeline.Partners.Distributors;

namespace Pipeline.Functions.Tests.Distributors;

/// <summary>A distributor that the app has never heard of, registered by one line, beside the one that it knows.</summary>
[Collection(StorageCollection.Name)]
public sealed class NewDistributorTests(StorageEmulator storage)
{
    [Fact]
    public async Task Its_price_file_becomes_a_row_an_order_goes_to_it_and_its_message_confirms_the_order()
    {
        await using WebApplication files = await ServeAsync("Article;Text;EAN;Price\nT100;A toy;4006381333931;9,90\n");
        await using PipelineApp app = await StartAsync("--Distributors:Toy:Price:Url", $"{files.Urls.First()}/PRICE.CSV", "--Distributors:Toy:Push:Key", "hunter2");

        await LandAndImportAsync(app);
        JsonElement row = await app.GetJsonAsync("/api/catalog/toy/T100");
        string order = await app.PlaceAsync($$"""{{{OrderCalls.ShipTo}},"lines":[{"gtin":"4006381333931","quantity":2}]}""");
        _ = await ActivatorUtilities.CreateInstance<OrderActivities>(app.Services).ReviewAsync(order, CancellationToken.None);
        string number = Assert.Single(Toy(app).Placed).PurchaseOrderNumber.Value;
        JsonElement placed = await app.GetJsonAsync($"/api/orders/{order}");
        await PushAsync(app, "/api/notifications/toy/hunter2", $"<confirmed order=\"{number}\" number=\"T-1\" quantity=\"2\"/>");
        JsonElement confirmed = await app.GetJsonAsync($"/api/orders/{order}");

        Assert.Equal(("A toy", 9.90m), (row.GetProperty("description").GetString(), row.GetProperty("price").GetProperty("amount").GetDecimal()));
        Assert.Equal(("placed", "toy", "T100"), (State(placed), Purchase(placed, "distributor"), Line(placed, "sku")));
        Assert.Equal(("confirmed", """["T-1"]"""), (State(confirmed), Purchase(confirmed, "distributorOrderNumbers")));
    }

    [Fact]
    public async Task What_it_offers_stands_beside_what_is_there()
    {
        await using PipelineApp app = await StartAsync();

        Assert.Equal(
            ["ingram.price", "ingram.stock", "ingram.category", "ingram.reconcile", "toy.price"],
            Items(await app.GetJsonAsync("/api/flows")).Select(static flow => flow.GetProperty("flow").GetString()));
        Assert.Equal(
            ["ingram-micro/price", "ingram-micro/stock", "ingram-micro/category", "toy/price"],
            Items(await app.GetJsonAsync("/api/feeds")).Select(static feed => $"{feed.GetProperty("distributor")}/{feed.GetProperty("feed")}"));
        Assert.Equal(
            "The setting Distributors__Toy__Price__Url is missing.",
            (await app.GetJsonAsync("/api/flows/toy.price")).GetProperty("missingSetting").GetString());
    }

    [Fact]
    public async Task Nobody_pushes_in_its_name_without_its_secret()
    {
        await using PipelineApp app = await StartAsync("--Distributors:Toy:Push:Key", "hunter2");

        HttpResponseMessage answer = await app.Http.SendAsync(PushApp.Request("/api/notifications/toy/guessed", "<confirmed/>"u8.ToArray()));

        _ = await ProblemAssert.IsAsync(answer, HttpStatusCode.Unauthorized, "NOT_AUTHENTICATED");
    }

    [Fact]
    public async Task A_file_that_lands_for_nobody_is_refused_and_not_read_as_somebody_elses()
    {
        await using PipelineApp app = await StartAsync();
        BlobContainerClient landing = app.Get<BlobServiceClient>().GetBlobContainerClient(LandingNames.Container);
        _ = await landing.CreateIfNotExistsAsync();
        const string blob = "nobody/price/2026/03/10/060000-1a2b3c4d.csv";
        _ = await landing.GetBlobClient(blob).UploadAsync(BinaryData.FromString("Article;Price\nT100;9,90\n"), overwrite: true);

        Assert.Null(await app.CallAsync("NormaliseFeedOnRequest", $$"""{"blob":"{{blob}}"}"""));

        JsonElement execution = Assert.Single(Items(await app.GetJsonAsync("/api/executions?flow=nobody.price")));
        Assert.Equal(
            ("refused", "PROFILE_INVALID", "No distributor offers the feed nobody/price; there are ingram-micro/price, ingram-micro/stock, ingram-micro/category, toy/price."),
            (execution.GetProperty("status").GetString(), execution.GetProperty("firstError").GetProperty("code").GetString(), execution.GetProperty("summary").GetString()));
    }

    [Fact]
    public async Task Its_wrong_settings_stop_the_start_together_with_those_of_others()
    {
        SettingsException refused = await Assert.ThrowsAsync<SettingsException>(() => StartAsync(
            "--Distributors:Toy:Price:Schedule", "daily", "--Distributors:IngramMicro:TimeZone", "Mars/Olympus", "--Orders:Mode", "dry"));

        Assert.Equal(
            ["Distributors__IngramMicro__TimeZone", "Distributors__Toy__Price__Schedule", "Orders__Mode"],
            refused.Faults.Select(static fault => fault.Split(' ')[0]).Order(StringComparer.Ordinal));
    }

    private Task<PipelineApp> StartAsync(params string[] settings) => PipelineApp.StartAsync(
        storage, static services => services.AddDistributor<ToyDistributor>().AddSingleton<IFlowExecutor, FeedFetcher>(), settings);

    private static ToyDistributor Toy(PipelineApp app) => app.Services.GetServices<IDistributor>().OfType<ToyDistributor>().Single();

    private static async Task<WebApplication> ServeAsync(string file)
    {
        WebApplication files = WebApplication.CreateSlimBuilder().Build();
        files.Urls.Add("http://127.0.0.1:0");
        _ = files.MapMethods("/PRICE.CSV", ["GET", "HEAD"], () => Results.Text(file, "text/csv"));
        await files.StartAsync();
        return files;
    }

    // As the host does: the run lands the file, and the landed blob is imported.
    private static async Task LandAndImportAsync(PipelineApp app)
    {
        string execution = (await (await app.PostAsync("/api/flows/toy.price/run")).JsonAsync()).GetProperty("id").GetString()!;
        Assert.Null(await app.DeliverAsync("RunFlow", Assert.Single(await app.TakeMessagesAsync())));
        string file = (await app.GetJsonAsync($"/api/executions/{execution}")).GetProperty("file").GetString()!;
        FeedImportRequest request = new(LandingNames.WithoutContainer(file)!, execution, Rollback: false);
        Assert.Null(await app.CallAsync("NormaliseFeedOnRequest", JsonSerializer.Serialize(request, JsonSerializerOptions.Web)));
        Assert.Equal("succeeded", (await app.GetJsonAsync($"/api/executions/{execution}")).GetProperty("status").GetString());
    }

    private static async Task PushAsync(PipelineApp app, string path, string xml)
    {
        string id = (await (await app.Http.SendAsync(PushApp.Request(path, System.Text.Encoding.UTF8.GetBytes(xml)))).JsonAsync()).GetProperty("id").GetString()!;
        Assert.Null(await app.CallAsync("HandleNotification", $$"""{"ids":["{{id}}"]}"""));
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement list) => list.GetProperty("items").EnumerateArray();

    private static string State(JsonElement order) => order.GetProperty("state").GetString()!;

    private static string Purchase(JsonElement order, string member) => order.GetProperty("purchaseOrders")[0].GetProperty(member).ToString();

    private static string Line(JsonElement order, string member) => order.GetProperty("lines")[0].GetProperty(member).ToString();
}

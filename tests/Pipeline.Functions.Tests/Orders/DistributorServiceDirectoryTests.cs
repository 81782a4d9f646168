using Pipeline.Core.Messages;
using System.Net;
using Azure.Storage.Blobs;
using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Placing;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Orders;

/// <summary>From settings to a distributor's services.</summary>
[Collection(StorageCollection.Name)]
public sealed class DistributorServiceDirectoryTests(StorageEmulator storage)
{
    private const string Prefix = "--Distributors:IngramMicro:Services:";

    private static readonly string[] Settings =
    [
        Prefix + "Url", "http://127.0.0.1:1/", Prefix + "UserName", "clerk", Prefix + "Password", "hunter2hunter2",
        Prefix + "CustomerNumber", "20-222222", Prefix + "SenderId", "2990000001016", Prefix + "ReceiverId", "2990000002013",
    ];

    [Fact]
    public async Task Nobody_can_be_ordered_from_without_settings()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);

        IDistributorServiceDirectory services = app.Get<IDistributorServiceDirectory>();

        Assert.Empty(services.Distributors);
        Assert.Null(services.For("ingram-micro", isTest: false));
    }

    [Fact]
    public async Task Test_mode_keeps_the_masked_order_create_and_shows_it_as_an_exchange()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage, null, Settings);
        IDistributorServiceDirectory services = app.Get<IDistributorServiceDirectory>();

        OrderPlacement placement = await services.For("ingram-micro", isTest: true)!.CreateOrderAsync(Order, CancellationToken.None);

        Assert.Equal((PlacementOutcome.Simulated, "ingram-micro"), (placement.Outcome, Assert.Single(services.Distributors)));
        HttpResponseMessage body = await app.GetAsync($"/api/exchanges/{placement.ExchangeId}/request");
        string text = await body.Content.ReadAsStringAsync();
        Assert.Contains("PX1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.Equal(
            "wouldSend", (await app.GetJsonAsync($"/api/exchanges/{placement.ExchangeId}")).GetProperty("direction").GetString());
    }

    [Fact]
    public async Task What_an_operator_lays_over_the_wire_profile_counts_after_a_minute_at_the_latest()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage, null, Settings);
        BlobContainerClient config = app.Get<BlobServiceClient>().GetBlobContainerClient("config");
        _ = await config.CreateIfNotExistsAsync();
        BlobClient blob = config.GetBlobClient("ingram-micro/c1.json");
        _ = await blob.DeleteIfExistsAsync();
        IDistributorServiceDirectory services = app.Get<IDistributorServiceDirectory>();
        Assert.Empty(services.For("ingram-micro", isTest: false)!.PreviewOrder(Order).Breaches);

        _ = await blob.UploadAsync(BinaryData.FromString("""{"order":{"countries":["NL"]}}"""), overwrite: true);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        IReadOnlyList<Issue> breaches = services.For("ingram-micro", isTest: false)!.PreviewOrder(Order).Breaches;
        _ = await blob.UploadAsync(BinaryData.FromString("{"), overwrite: true);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        FormatException wrong = Assert.Throws<FormatException>(() => services.For("ingram-micro", isTest: false));
        HttpResponseMessage prices = await app.PostJsonAsync("/api/price-availability", """{"items":[{"sku":"1"}]}""");
        _ = await blob.DeleteIfExistsAsync();

        Assert.Equal("COUNTRY_NOT_ALLOWED", Assert.Single(breaches).Code);
        Assert.Contains("c1", wrong.Message, StringComparison.Ordinal);
        _ = await ProblemAssert.IsAsync(prices, HttpStatusCode.Conflict, "DISTRIBUTOR_SETTINGS_WRONG");
    }

    private static OrderCreate Order { get; } = new()
    {
        PurchaseOrderNumber = new PurchaseOrderNumber("PX1"),
        Date = new DateOnly(2026, 3, 10),
        Currency = "EUR",
        ShipTo = new DeliveryAddress { Name = "Ada", Street = ["1 rue A"], PostalCode = "59000", City = "Lille", CountryCode = "FR" },
        Lines = [new OrderCreateLine { LineNumber = new LineNumber(1), Sku = DistributorSku.Parse("7100231"), Quantity = 1, UnitPrice = 1 }],
    };
}

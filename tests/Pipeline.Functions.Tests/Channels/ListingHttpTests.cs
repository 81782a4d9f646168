using System.Net;
using System.Text.Json;
using Pipeline.Functions.Tests.Orders;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Channels;

/// <summary>What people do with listings and with a store's rules.</summary>
[Collection(StorageCollection.Name)]
public sealed class ListingHttpTests(StorageEmulator storage) : IAsyncLifetime
{
    private const string A = "4006381333931";
    private const string B = "4006381333948";

    private StoreStage stage = null!;

    public async Task InitializeAsync() => stage = await StoreStage.StartAsync(storage, "--Stores:corner:Channels", "ES_B2C", "--Stores:corner:Assortment:Brands", "Nobody");

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public async Task A_product_is_listed_under_a_number_of_its_own()
    {
        await stage.ImportAsync($"A1 {A} 100 5");
        Assert.Empty(await stage.ListingsAsync());

        HttpResponseMessage made = await stage.PutAsync("/api/stores/corner/listings/ABC-1", $$"""{"gtin":"{{A}}"}""");
        await stage.ComputeAsync($$"""{"store":"corner","gtins":["{{A}}"]}""");

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal("ABC-1;110;5\n", stage.SentText(0));
        Assert.Equal(HttpStatusCode.OK, (await stage.PutAsync("/api/stores/corner/listings/ABC-1", "{}")).StatusCode);
    }

    [Fact]
    public async Task A_number_belongs_to_one_product_for_ever()
    {
        _ = await stage.PutAsync("/api/stores/corner/listings/ABC-1", $$"""{"gtin":"{{A}}"}""");
        _ = await stage.App.Http.DeleteAsync(new Uri("/api/stores/corner/listings/ABC-1", UriKind.Relative));

        _ = await ProblemAssert.IsAsync(await stage.PutAsync("/api/stores/corner/listings/ABC-1", $$"""{"gtin":"{{B}}"}"""), HttpStatusCode.UnprocessableEntity, "OFFER_SKU_TAKEN");
        _ = await ProblemAssert.IsAsync(await stage.PutAsync("/api/stores/corner/listings/ABC-2", $$"""{"gtin":"{{A}}"}"""), HttpStatusCode.UnprocessableEntity, "LISTING_TWICE");
        Assert.Equal(HttpStatusCode.OK, (await stage.PutAsync("/api/stores/corner/listings/ABC-1", "{}")).StatusCode);
    }

    [Theory]
    [InlineData("A%20B", """{"gtin":"4006381333931"}""", "OFFER_SKU_INVALID")]
    [InlineData("ABC", """{"gtin":"4006381333930"}""", "GTIN_INVALID")]
    [InlineData("ABC", "{}", "VALUE_MISSING")]
    [InlineData("ABC", """{"gtin":"4006381333931","terms":{"leadTime":8}}""", "LISTING_LEAD_TIME")]
    public async Task What_cannot_be_is_refused(string sku, string body, string code) =>
        _ = await ProblemAssert.IsAsync(await stage.PutAsync($"/api/stores/corner/listings/{sku}", body), HttpStatusCode.UnprocessableEntity, code);

    [Fact]
    public async Task What_a_person_holds_is_not_sent_until_it_is_let_go_and_what_is_delisted_is_deleted_there()
    {
        await stage.WriteAsync($"A1 {A} 100 5");
        _ = await stage.PutAsync("/api/stores/corner/listings/ABC-1", $$"""{"gtin":"{{A}}","hold":"recall"}""");
        await stage.ComputeAsync($$"""{"store":"corner","gtins":["{{A}}"]}""");
        Assert.Equal(["ABC-1 held LISTING_HELD"], await stage.ListingsAsync());
        Assert.Empty(stage.Channel.Sent);

        _ = await stage.PutAsync("/api/stores/corner/listings/ABC-1", """{"hold":""}""");
        await stage.ComputeAsync($$"""{"store":"corner","gtins":["{{A}}"]}""");
        await stage.StepAsync();
        HttpResponseMessage delisted = await stage.App.Http.DeleteAsync(new Uri("/api/stores/corner/listings/ABC-1", UriKind.Relative));
        await stage.RunAsync("offer.export");
        await stage.StepAsync();

        Assert.Equal("delisted", StoreStage.Text(await delisted.JsonAsync(), "state"));
        Assert.Equal("ABC-1;delete;0\n", stage.SentText(1));
        Assert.Equal("nothingToDo", StoreStage.Text(await stage.RunAsync("offer.export"), "status"));
    }

    [Fact]
    public async Task Rules_of_a_store_make_prices_there_and_discounts()
    {
        await stage.WriteAsync($"A1 {A} 100 5");
        _ = await stage.PutAsync("/api/stores/corner/listings/ABC-1", $$"""{"gtin":"{{A}}"}""");
        HttpResponseMessage put = await stage.PutAsync(
            "/api/stores/corner/offer-rules", """{"discounts":[{"id":"spring","percent":10}],"channels":[{"channel":"ES_B2C","percent":20}]}""", any: true);
        await stage.ComputeAsync("""{"store":"corner"}""");

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        JsonElement wanted = (await stage.App.GetJsonAsync("/api/stores/corner/listings/ABC-1")).GetProperty("wanted");
        Assert.Equal((99m, 132m), (wanted.GetProperty("discount").GetProperty("price").GetDecimal(), wanted.GetProperty("prices")[0].GetProperty("price").GetDecimal()));
    }

    [Fact]
    public async Task Wrong_rules_of_a_store_are_named_each()
    {
        JsonElement problem = await ProblemAssert.IsAsync(
            await stage.PutAsync("/api/stores/corner/offer-rules", """{"discounts":[{"percent":100,"channels":["FR"]}],"channels":[{"channel":"IT"}]}""", any: true),
            HttpStatusCode.UnprocessableEntity,
            "OFFER_RULES_INVALID");

        Assert.Equal(
            ["/discounts/0/id VALUE_MISSING", "/discounts/0/percent RULE_NUMBER_INVALID", "/discounts/0/channels OFFER_CHANNEL_UNKNOWN", "/channels/0/channel OFFER_CHANNEL_UNKNOWN"],
            problem.GetProperty("errors").EnumerateArray().Select(static error => $"{StoreStage.Text(error, "field")} {StoreStage.Text(error, "code")}"));
        _ = await ProblemAssert.IsAsync(await stage.PutAsync("/api/stores/corner/offer-rules", "{}"), HttpStatusCode.PreconditionRequired, "IF_MATCH_MISSING");
    }

    [Theory]
    [InlineData("/api/stores/nobody")]
    [InlineData("/api/stores/nobody/listings")]
    [InlineData("/api/stores/nobody/imports")]
    [InlineData("/api/stores/nobody/offer-rules")]
    public async Task A_store_that_is_not_there_is_told(string path) =>
        _ = await ProblemAssert.IsAsync(await stage.App.GetAsync(path), HttpStatusCode.NotFound, "STORE_UNKNOWN");

    [Fact]
    public async Task Stores_are_listed()
    {
        JsonElement store = Assert.Single(StoreStage.Items(await stage.App.GetJsonAsync("/api/stores")));

        Assert.Equal(("corner", "bazaar", "live"), (StoreStage.Text(store, "store"), StoreStage.Text(store, "kind"), StoreStage.Text(store, "mode")));
    }
}

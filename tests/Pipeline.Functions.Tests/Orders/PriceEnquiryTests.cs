using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Orders;

/// <summary>Live prices and stock over HTTP. The distributor knows article 1 only.</summary>
[Collection(StorageCollection.Name)]
public sealed class PriceEnquiryTests(StorageEmulator storage) : IDistributorServiceDirectory, IDistributorService
{
    private const string Path = "/api/price-availability";

    private IReadOnlyList<PriceQuery> asked = [];

    public IReadOnlyList<string> Distributors => ["ingram-micro"];

    public string Distributor => "ingram-micro";

    public CallIssue? Problem { get; set; }

    public bool IsSilent { get; set; }

    [Fact]
    public async Task Each_item_is_answered_with_a_status_of_its_own()
    {
        Problem = new CallIssue(new Issue("CALL_TIMED_OUT", null, null) { SaidCause = "No answer.", SaidSeverity = "retry" }, null);
        await using PipelineApp app = await StartAsync();

        HttpResponseMessage answer = await app.PostJsonAsync(
            Path, """{"items":[{"sku":"0001","quantity":3},{"gtin":"2007100230014"},{"mpn":"X-1"}]}""");

        Assert.Equal(
            [new PriceQuery(ArticleKey.OfSku("1"), 3), new PriceQuery(ArticleKey.OfGtin("2007100230014"), 1), new PriceQuery(ArticleKey.OfManufacturerPartNumber("X-1"), 1)],
            asked);
        Assert.Equal(
            """{"distributor":"ingram-micro","items":[{"status":"OK","statusText":null,"sku":"1","gtin":null,"mpn":null,"description":"One","quantity":3,"unitPrice":{"amount":9.9,"currency":"EUR"},"fees":0.42,"specialPrice":false,"available":13,"plants":[{"plant":"FR01","description":null,"available":13,"onOrder":60,"expected":"2026-03-26"}],"discontinued":null,"acceptsBackOrder":true,"at":"2026-03-10T06:00:00Z"},{"status":"NOT_ANSWERED","statusText":null,"sku":null,"gtin":"2007100230014","mpn":null,"description":null,"quantity":1,"unitPrice":null,"fees":null,"specialPrice":false,"available":0,"plants":[],"discontinued":null,"acceptsBackOrder":null,"at":"2026-03-10T06:00:00Z"},{"status":"NOT_ANSWERED","statusText":null,"sku":null,"gtin":null,"mpn":"X-1","description":null,"quantity":1,"unitPrice":null,"fees":null,"specialPrice":false,"available":0,"plants":[],"discontinued":null,"acceptsBackOrder":null,"at":"2026-03-10T06:00:00Z"}],"problem":"CALL_TIMED_OUT: No answer."}""",
            (await answer.JsonAsync()).GetRawText());
    }

    [Fact]
    public async Task When_nothing_was_answered_the_service_is_not_available()
    {
        (IsSilent, Problem) = (true, new CallIssue(new Issue("CALL_TIMED_OUT", null, null) { SaidCause = "No answer.", SaidSeverity = "retry" }, null));
        await using PipelineApp app = await StartAsync();

        _ = await ProblemAssert.IsAsync(
            await app.PostJsonAsync(Path, """{"items":[{"sku":"1"}]}"""), HttpStatusCode.ServiceUnavailable, "PRICES_NOT_ANSWERED");
    }

    [Fact]
    public async Task A_wrong_enquiry_names_every_fault_and_asks_nobody()
    {
        await using PipelineApp app = await StartAsync();

        JsonElement problem = await ProblemAssert.IsAsync(
            await app.PostJsonAsync(
                Path, """{"items":[{"sku":"1","gtin":"2007100230014"},{"gtin":"1"},{"sku":"1","quantity":0},{"mpn":"\n1\n2"},{}]}"""),
            HttpStatusCode.UnprocessableEntity, "ENQUIRY_INVALID");

        Assert.Equal(
            ["/items/0 ARTICLE_AMBIGUOUS", "/items/1/gtin GTIN_INVALID", "/items/2/quantity QUANTITY_INVALID", "/items/3/mpn MPN_INVALID", "/items/4 ARTICLE_AMBIGUOUS"],
            problem.GetProperty("errors").EnumerateArray()
                .Select(static error => $"{error.GetProperty("field").GetString()} {error.GetProperty("code").GetString()}"));
        Assert.Empty(asked);
    }

    [Theory]
    [InlineData(0, HttpStatusCode.UnprocessableEntity)]
    [InlineData(100, HttpStatusCode.OK)]
    [InlineData(101, HttpStatusCode.UnprocessableEntity)]
    public async Task An_enquiry_has_one_to_a_hundred_items(int count, HttpStatusCode expected)
    {
        await using PipelineApp app = await StartAsync();

        HttpResponseMessage answer = await app.PostJsonAsync(
            Path, $$"""{"items":[{{string.Join(',', Enumerable.Repeat("{\"sku\":\"1\"}", count))}}]}""");

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Without_services_in_the_settings_the_answer_says_which_to_set()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);

        JsonElement problem = await ProblemAssert.IsAsync(
            await app.PostJsonAsync(Path, """{"items":[{"sku":"1"}]}"""), HttpStatusCode.Conflict, "DISTRIBUTOR_NOT_CONFIGURED");

        Assert.Contains("Distributors__IngramMicro__Services__Url", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_distributor_is_not_configured()
    {
        await using PipelineApp app = await StartAsync();

        _ = await ProblemAssert.IsAsync(
            await app.PostJsonAsync(Path, """{"distributor":"intcomex","items":[{"sku":"1"}]}"""),
            HttpStatusCode.Conflict, "DISTRIBUTOR_NOT_CHOSEN");
    }

    public IDistributorService? For(string distributor, bool isTest) => distributor == Distributor ? this : null;

    public Task<PriceAnswers> GetPriceAndAvailabilityAsync(IReadOnlyList<PriceQuery> items, CancellationToken cancellationToken)
    {
        asked = items;
        DateTimeOffset at = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);
        return Task.FromResult(new PriceAnswers(
            [.. items.Select(query => query.Article.Value == "1" && !IsSilent
                ? new PriceAnswer
                {
                    Query = query, Status = "OK", Sku = DistributorSku.Parse("1"), Description = "One", UnitPrice = new Money(9.9m, "EUR"), Fees = 0.42m,
                    AcceptsBackOrder = true, Plants = [new PlantAvailability("FR01", null, 13, 60, new DateOnly(2026, 3, 26))], At = at,
                }
                : new PriceAnswer { Query = query, Status = IssueCodes.NotAnswered, At = at })],
            Problem));
    }

    public Task<OrderPlacement> CreateOrderAsync(OrderCreate order, CancellationToken cancellationToken) => throw new NotSupportedException();

    public OrderPreview PreviewOrder(OrderCreate order) => throw new NotSupportedException();

    public Task<OrderSearch> FindOrderAsync(PurchaseOrderNumber number, CancellationToken cancellationToken) => throw new NotSupportedException();

    private Task<PipelineApp> StartAsync() =>
        PipelineApp.StartAsync(storage, services => services.AddSingleton<IDistributorServiceDirectory>(this));
}

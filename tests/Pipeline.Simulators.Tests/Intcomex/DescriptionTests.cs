using Pipeline.Simulators.Intcomex.Faults;
using Pipeline.TestSupport.Descriptions;
using static Pipeline.TestSupport.Descriptions.IwsContradiction;

namespace Pipeline.Simulators.Tests.Intcomex;

/// <summary>Each answer is one that the vendor's description allows; where that contradicts itself, the contradiction is named.</summary>
public sealed class DescriptionTests : IAsyncLifetime
{
    private static readonly IwsContradiction[] OrderContradictions =
        [NullMember, QuotedStatusCode, DiscountsAsAmount, SampleMember, DateTimeWithoutZone];

    private IwsStage stage = null!;

    private static IwsDescription Description => IwsDescription.Find()!;

    public async Task InitializeAsync() => stage = await IwsStage.StartAsync();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [IwsTheory]
    [InlineData("authenticate")]
    [InlineData("downloadextendedcatalog?format=json")]
    [InlineData("getcatalog?locale=en&inventoryFilter=Any", ArrayForObject, NullMember)]
    [InlineData("getcatalog?page=1&limit=5", NullMember)]
    [InlineData("getpricelist", NestedPrice, MpnSpelling)]
    [InlineData("getinventory", ArrayForObject, MpnSpelling, NullMember)]
    [InlineData("getinventory?page=2&limit=5", MpnSpelling, NullMember)]
    [InlineData("getproduct?sku=NB101ZTR01")]
    [InlineData("getproduct?sku=BK404EDL09", NullMember)]
    [InlineData("getproducts?skusList=NB101ZTR01,AC909LUM02")]
    [InlineData("GetCurrency?countryId=co", FractionalRate)]
    public async Task A_product_answer_is_as_described_but_for(string call, params IwsContradiction[] contradictions)
    {
        IwsAnswered answer = await stage.GetAsync(call);

        Assert.Equal(200, answer.Status);
        Assert.Empty(Description.CheckRequest(HttpMethod.Get, call, null));
        AssertExplainedBy(contradictions, Description.CheckAnswer(Operation(call), 200, answer.Text));
    }

    [IwsFact]
    public async Task An_order_is_as_described_but_for_its_contradictions_from_placing_to_cancellation()
    {
        IwsAnswered placed = await stage.OrderAsync("WEB1");
        IwsAnswered cancelled = await stage.PostAsync("cancelorder", """{"OrderNumber":"7003141"}""");

        AssertExplainedBy(OrderContradictions, Description.CheckAnswer("placeorder", 200, placed.Text));
        AssertExplainedBy(OrderContradictions, Description.CheckAnswer("cancelorder", 200, cancelled.Text));
    }

    [IwsFact]
    public async Task An_invoiced_order_is_as_described_but_for_its_contradictions()
    {
        _ = await stage.OrderAsync("WEB1");
        stage.Clock.Advance(TimeSpan.FromSeconds(6));

        AssertExplainedBy(OrderContradictions, Description.CheckAnswer("getorder", 200, (await stage.GetAsync("getorder?orderNumber=WEB1")).Text));
        AssertExplainedBy(OrderContradictions, Description.CheckAnswer("getorders", 200, (await stage.GetAsync("getorders?startDate=2026-03-10")).Text));
        AssertExplainedBy(
            [WrappedStatus, QuotedStatusCode], Description.CheckAnswer("getorderstatus", 200, (await stage.GetAsync("getorderstatus?orderNumber=7003141")).Text));
        AssertExplainedBy(
            [NullMember, SampleMember, DateTimeWithoutZone],
            Description.CheckAnswer("getinvoice", 200, (await stage.GetAsync("getinvoice?orderNumber=7003141")).Text));
    }

    [IwsTheory]
    [InlineData("getcatalog?format=csv")]
    [InlineData("downloadextendedcatalog?format=csv")]
    [InlineData("getproduct?sku=AA000AAA00")]
    [InlineData("getproduct?sku=XX111ZZZ11")]
    [InlineData("getproduct?sku=XX222ZZZ22")]
    [InlineData("getproduct", UndescribedStatus)]
    [InlineData("getproducts")]
    [InlineData("getorder?orderNumber=1")]
    [InlineData("getorder", UndescribedStatus)]
    [InlineData("getorderstatus?orderNumber=1")]
    [InlineData("getorders?startDate=yesterday")]
    [InlineData("getorders?startDate=2026-03-10&endDate=2026-03-09")]
    [InlineData("getinvoice", UndescribedStatus)]
    [InlineData("getinvoice?invoiceNumber=1")]
    [InlineData("GetCurrency?countryId=fr", NullMember)]
    public async Task A_refused_question_is_as_described_but_for(string call, params IwsContradiction[] contradictions)
    {
        IwsAnswered answer = await stage.GetAsync(call);

        Assert.InRange(answer.Status, 400, 599);
        AssertExplainedBy(contradictions, Description.CheckAnswer(Operation(call), answer.Status, answer.Text));
    }

    [IwsTheory]
    [InlineData("[]")]
    [InlineData("""[{"Sku":"NB101ZTR01","Quantity":0}]""")]
    [InlineData("""{"AddressId":99,"Items":[{"Sku":"NB101ZTR01","Quantity":1}]}""")]
    [InlineData("""[{"Sku":"AA000AAA00","Quantity":1}]""")]
    [InlineData("""[{"Sku":"XX111ZZZ11","Quantity":1}]""")]
    [InlineData("""[{"Sku":"XX222ZZZ22","Quantity":1}]""")]
    [InlineData("""[{"Sku":"NB101ZTR01","Quantity":99}]""", NullMember)]
    [InlineData("""[{"Sku":"NW808QUX05","Quantity":11}]""")]
    [InlineData("""[{"Sku":"SF505ORV01","Quantity":1},{"Sku":"NB101ZTR01","Quantity":1}]""")]
    [InlineData("""[{"Sku":"WR211ZTR06","Quantity":1}]""")]
    public async Task A_refused_order_is_as_described_but_for(string body, params IwsContradiction[] contradictions)
    {
        stage.Simulator.Faults.Set(new IwsFaultSwitch(IwsFault.CreditExhausted));

        IwsAnswered answer = await stage.PostAsync("placeorder?customerOrderNumber=WEB1", body);

        Assert.InRange(answer.Status, 400, 599);
        AssertExplainedBy(contradictions, Description.CheckAnswer("placeorder", answer.Status, answer.Text));
    }

    [IwsTheory]
    [InlineData(null, "401/19")]
    [InlineData("Basic abc", "401/18")]
    [InlineData("Bearer abc", "401/17")]
    [InlineData("Bearer apiKey=other&utcTimeStamp=x&signature=0", "401/13")]
    [InlineData("Bearer apiKey=11111111-2222-4333-8444-555555555555&utcTimeStamp=x&signature=0", "401/11")]
    [InlineData("Bearer apiKey=11111111-2222-4333-8444-555555555555&utcTimeStamp=2026-03-10T06:00:00Z&signature=0", "401/10")]
    public async Task A_refused_token_is_as_described_everywhere(string? header, string verdict)
    {
        foreach (string operation in new[] { "authenticate", "getcatalog", "getorder", "getinvoice", "GetCurrency" })
        {
            IwsAnswered answer = await stage.SendAsync(HttpMethod.Get, operation, header);

            Assert.Equal(verdict, answer.Verdict);
            AssertExplainedBy([], Description.CheckAnswer(operation, answer.Status, answer.Text));
        }
    }

    [IwsTheory]
    [InlineData("placeorder?customerOrderNumber=WEB1", """[{"Sku":"NB101ZTR01","Quantity":1}]""", "400/90")]
    [InlineData("placeorder", """[{"Sku":"NB101ZTR01","Quantity":1}]""", "400/91")]
    [InlineData("placeorder?customerOrderNumber=WEB_1", """[{"Sku":"NB101ZTR01","Quantity":1}]""", "400/101")]
    [InlineData("cancelorder", """{"OrderNumber":"7003141"}""", "401/39")]
    [InlineData("cancelorder", """{"OrderNumber":"1"}""", "404/30")]
    [InlineData("cancelorder", "{}", "400/36", UndescribedStatus)]
    [InlineData("getinvoice?orderNumber=7003141", null, "404/571", NullMember)]
    public async Task A_refusal_that_depends_on_the_order_is_as_described_but_for(
        string call, string? body, string verdict, params IwsContradiction[] contradictions)
    {
        _ = await stage.OrderAsync("WEB1");
        stage.Clock.Advance(TimeSpan.FromSeconds(4));

        IwsAnswered answer = body is null ? await stage.GetAsync(call) : await stage.PostAsync(call, body);

        Assert.Equal(verdict, answer.Verdict);
        AssertExplainedBy(contradictions, Description.CheckAnswer(Operation(call), answer.Status, answer.Text));
    }

    [IwsTheory]
    [InlineData(IwsFault.CustomerHold, "placeorder")]
    [InlineData(IwsFault.InternalFailure, "placeorder")]
    [InlineData(IwsFault.TooFrequent, "placeorder")]
    [InlineData(IwsFault.UnregisteredAddress, "placeorder")]
    [InlineData(IwsFault.ClockOff, "placeorder")]
    [InlineData(IwsFault.DataUnavailable, "placeorder", UndescribedStatus)]
    [InlineData(IwsFault.ContradictoryErrors, "getproducts", ErrorMemberCase)]
    [InlineData(IwsFault.ContradictoryErrors, "getproduct?sku=AA000AAA00", ErrorMemberCase)]
    [InlineData(IwsFault.QuotedErrorCode, "getproduct?sku=AA000AAA00", QuotedErrorCode)]
    [InlineData(IwsFault.CatalogFileMissing, "downloadextendedcatalog")]
    [InlineData(IwsFault.QuotedStock, "getinventory", ArrayForObject, MpnSpelling, NullMember, QuotedStock)]
    [InlineData(IwsFault.OtherMpnSpelling, "getinventory", ArrayForObject, NullMember)]
    [InlineData(IwsFault.FlatPrices, "getpricelist", MpnSpelling)]
    [InlineData(IwsFault.EnvelopeInArray, "getcatalog?page=1", ArrayForObject, NullMember)]
    public async Task A_variation_stays_within_the_contradictions(IwsFault fault, string call, params IwsContradiction[] contradictions)
    {
        stage.Simulator.Faults.Set(fault);

        IwsAnswered answer = call == "placeorder" ? await stage.OrderAsync("WEB1") : await stage.GetAsync(call);

        AssertExplainedBy(contradictions, Description.CheckAnswer(Operation(call), answer.Status, answer.Text));
    }

    [IwsTheory]
    [InlineData("GET", "getcatalog?locale=fr", null, "locale")]
    [InlineData("GET", "getcatalog?page=one", null, "page")]
    [InlineData("GET", "getpricelist?inStock=True", null, "inStock")]
    [InlineData("GET", "getinventory?locale=en", null, "locale")]
    [InlineData("GET", "getorder?orderNumber=1&orderNumber=2", null, "orderNumber")]
    [InlineData("GET", "getorder", null, "orderNumber")]
    [InlineData("GET", "getorder?orderNumber=1", "{}", "$")]
    [InlineData("GET", "GetOrder?orderNumber=1", null, "path")]
    [InlineData("POST", "getorder?orderNumber=1", null, "path")]
    [InlineData("POST", "placeorder", "", "$")]
    [InlineData("POST", "placeorder", """{"Items":[{"Sku":7,"Quantity":1}]}""", "$.Items[].Sku")]
    [InlineData("POST", "placeorder", """{"Items":[{"Sku":null,"Quantity":1}]}""", "$.Items[].Sku")]
    [InlineData("POST", "placeorder", """[{"sku":"NB101ZTR01","Quantity":1}]""", "$[].sku")]
    [InlineData("POST", "placeorder", """{"Colour":"red","Items":[]}""", "$.Colour")]
    public void A_request_that_is_not_described_is_found(string method, string call, string? body, string where) =>
        Assert.Contains(Description.CheckRequest(new HttpMethod(method), call, body), finding => finding.Path == where && finding.Contradiction is null);

    [IwsTheory]
    [InlineData("""{"CustomerOrderNumber":"WEB1","AddressId":3,"Items":[{"Sku":"NB101ZTR01","Quantity":2,"StoreItemId":"1"}]}""")]
    [InlineData("""[{"Sku":"NB101ZTR01","Quantity":2}]""")]
    [InlineData("""[{"Sku":"NB101ZTR01","Quantity":"2"}]""", QuotedQuantity)]
    public void A_request_that_is_described_is_not_found(string body, params IwsContradiction[] contradictions) =>
        AssertExplainedBy(contradictions, Description.CheckRequest(HttpMethod.Post, "placeorder?customerOrderNumber=WEB1&apiKey=k", body));

    [IwsTheory]
    [InlineData("getproduct", 200, "{}")]
    [InlineData("getproduct", 200, "<html>")]
    [InlineData("getorderstatus", 200, """{"StatusCode":true}""")]
    [InlineData("getorder", 404, """{"Message":"m","Colour":"red"}""")]
    [InlineData("authenticate", 200, "{}")]
    [InlineData("getnothing", 200, "")]
    public void An_answer_that_is_not_described_is_found(string operation, int status, string body) =>
        Assert.Contains(Description.CheckAnswer(operation, status, body), finding => finding.Contradiction is null);

    private static string Operation(string call) => call.Split('?')[0];

    // Exactly those: one that no longer occurs has to go from the list.
    private static void AssertExplainedBy(IEnumerable<IwsContradiction> contradictions, IReadOnlyList<IwsFinding> findings)
    {
        Assert.DoesNotContain(findings, finding => finding.Contradiction is null);
        Assert.Equal(contradictions.Order(), findings.Select(finding => finding.Contradiction!.Value).Distinct().Order());
    }
}

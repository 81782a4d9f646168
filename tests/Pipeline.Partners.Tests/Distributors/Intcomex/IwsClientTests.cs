using Pipeline.Core.Errors;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Placing;
using Pipeline.Partners.Distributors.Intcomex.Answers;
using Pipeline.Partners.Distributors.Intcomex.Calls;

namespace Pipeline.Partners.Tests.Distributors.Intcomex;

public sealed class IwsClientTests
{
    private const string Signature = "9c0d2f0fdf8c3c330143ef4d65f229e424a1a09eaca874a5a91f34a6d1bc0ec9";

    private static readonly IwsOrderRequest Order = new("WEB20260114A07", 3, "xzzq1", [("NB101ZTR01", 2, "1"), ("AC303LUM02", 5, "2")]);

    private readonly IwsService service = new();

    [Fact]
    public async Task A_call_is_signed_in_the_header_with_keys_and_time()
    {
        service.AnswersSample("getorder.json");

        _ = await service.Connect().GetOrderAsync("7003141", null, CancellationToken.None);

        Assert.Equal("GET /v1/getorder?orderNumber=7003141", service.Calls[0].Line);
        Assert.Contains(
            $"Authorization: Bearer apiKey=11111111-2222-4333-8444-555555555555&utcTimeStamp=2026-01-14T15:00:00Z&signature={Signature}",
            service.Calls[0].Headers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_keys_nor_signature_are_in_the_record_also_where_they_come_back()
    {
        (int status, string body) = IwsSample.Error("signature_rejected");
        service.Answers(body.Replace(new string('0', 64), Signature, StringComparison.Ordinal), status);

        _ = await service.Connect().GetOrderAsync("7003141", "P1", CancellationToken.None);

        string record = string.Join('\n', service.Exchanges.Select(static one =>
            $"{one.Target}\n{one.RequestHeaders}\n{one.ResponseHeaders}\n{System.Text.Encoding.UTF8.GetString(one.Response.Span)}\n{one.Subject}"));
        Assert.DoesNotContain(Signature, record, StringComparison.Ordinal);
        Assert.DoesNotContain(IwsService.Account.ApiKey, record, StringComparison.Ordinal);
        Assert.DoesNotContain(IwsService.Account.AccessKey, record, StringComparison.Ordinal);
        Assert.Contains("Bearer apiKey=***&utcTimeStamp=2026-01-14T15:00:00Z&signature=***", record, StringComparison.Ordinal);
        Assert.Contains("\"Signature\": \"***\"", record, StringComparison.Ordinal);
        Assert.EndsWith("P1", record, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_names_no_order_is_about_the_run_in_which_it_is_made()
    {
        service.AnswersSample("getorder.json");
        service.AnswersSample("getorder.json");
        service.AnswersSample("getorder.json");

        await InRunAsync();
        _ = await service.Connect().GetOrderAsync("7003141", null, CancellationToken.None);

        Assert.Equal(["run-1", "P1", null], service.Exchanges.Select(static one => one.Subject));

        async Task InRunAsync()
        {
            ExchangeContext.Subject = "run-1";
            _ = await service.Connect().GetOrderAsync("7003141", null, CancellationToken.None);
            _ = await service.Connect().GetOrderAsync("7003141", "P1", CancellationToken.None);
        }
    }

    [Fact]
    public async Task An_order_is_posted_with_its_number_in_query_and_body()
    {
        service.AnswersSample("placeorder-response.json");

        IwsResult<IwsOrder> placed = await service.Connect().PlaceOrderAsync(Order, CancellationToken.None);

        Assert.Equal("POST /v1/placeorder?customerOrderNumber=WEB20260114A07", service.Calls[0].Line);
        Assert.Contains("Content-Type: application/json", service.Calls[0].Headers, StringComparison.Ordinal);
        Assert.Equal(
            """{"CustomerOrderNumber":"WEB20260114A07","LocationId":"xzzq1","AddressId":3,"Items":[{"Sku":"NB101ZTR01","Quantity":2,"StoreItemId":"1"},{"Sku":"AC303LUM02","Quantity":5,"StoreItemId":"2"}]}""",
            service.Calls[0].Body);
        Assert.Equal(("7003141", "WEB20260114A07", "1"), (placed.Value!.Number, placed.Value.CustomerOrderNumber, placed.Value.State.Code));
    }

    [Fact]
    public async Task Every_operation_has_its_path()
    {
        IwsClient client = service.Connect();
        DateOnly day = new(2026, 1, 14);
        service.AnswersSample("getproduct.json").Answers("[]").Answers("[]").AnswersSample("getorderstatus.json").AnswersSample("getinvoice.json")
            .AnswersSample("getorder.json").Answers("""{"CurrencyId":"cop","CurrencyCode":"COP","UsdExchangeRate":{"SellRate":0.00029}}""").Answers(string.Empty);

        Assert.Equal("LM-M20W", (await client.GetProductAsync("mpn", "LM/M 20", CancellationToken.None)).Value!.Mpn);
        _ = await client.GetProductsAsync("skusList", ["A1", "B2"], CancellationToken.None);
        _ = await client.GetOrdersAsync(day.AddDays(-1), day.AddDays(1), null, CancellationToken.None);
        Assert.Equal(new IwsOrderState("5", "Invoiced/Closed"), (await client.GetOrderStatusAsync("7", null, CancellationToken.None)).Value);
        Assert.Equal(1213.58m, (await client.GetInvoiceAsync("7", null, CancellationToken.None)).Value!.Total);
        _ = await client.CancelOrderAsync("7003141", "P1", CancellationToken.None);
        Assert.Equal(new IwsCurrency("cop", "COP", 0.00029m), (await client.GetCurrencyAsync("co", CancellationToken.None)).Value);
        Assert.Null(await client.AuthenticateAsync(CancellationToken.None));

        Assert.Equal(
            [
                "GET /v1/getproduct?mpn=LM%2FM%2020", "GET /v1/getproducts?skusList=A1,B2", "GET /v1/getorders?startDate=2026-01-13&endDate=2026-01-15",
                "GET /v1/getorderstatus?orderNumber=7", "GET /v1/getinvoice?orderNumber=7", "POST /v1/cancelorder", "GET /v1/GetCurrency?countryId=co",
                "GET /v1/authenticate",
            ],
            service.Calls.Select(static call => call.Line));
        Assert.Equal("""{"OrderNumber":"7003141"}""", service.Calls[5].Body);
    }

    [Theory]
    [InlineData("signature_rejected", "AUTH_REFUSED", "error")]
    [InlineData("unknown_api_key", "AUTH_REFUSED", "error")]
    [InlineData("ip_not_registered", "CALLER_NOT_REGISTERED", "error")]
    [InlineData("unknown_product", "SKU_NOT_FOUND", "error")]
    [InlineData("product_not_authorized", "ARTICLE_NOT_OFFERED", "error")]
    [InlineData("not_enough_stock", "STOCK_SHORT", "error")]
    [InlineData("unknown_order", "30", "error")]
    [InlineData("customer_order_number_taken", "NUMBER_TAKEN", "error")]
    [InlineData("invoice_not_ready", "571", "error")]
    [InlineData("credit_exhausted", "CREDIT", "error")]
    [InlineData("unknown_route", "CALL_REFUSED", "error")]
    public async Task A_failure_is_told_by_its_code_and_not_by_its_status(string sample, string code, string severity)
    {
        (_, string body) = IwsSample.Error(sample);
        foreach (int status in new[] { IwsSample.Error(sample).Status, sample == "unknown_route" ? 405 : 418 })
        {
            service.Answers(body, status);

            IwsFailure failure = (await service.Connect().GetOrderAsync("999", null, CancellationToken.None)).Failure!;

            Assert.Equal((code, severity), (failure.Problem.Issue.Code, failure.Problem.Issue.Severity));
            Assert.Equal(service.Exchanges[^1].Id, failure.Problem.ExchangeId);
        }
    }

    [Fact]
    public async Task A_code_that_comes_quoted_and_spelled_otherwise_is_the_same()
    {
        service.Answers("""{"message":"No.","errorcode":"660","reference":"r-1"}""", 500);

        IwsFailure failure = (await service.Connect().PlaceOrderAsync(Order, CancellationToken.None)).Failure!;

        Assert.Equal((660, PlacementOutcome.Refused), (failure.Code, failure.Meaning.Placement));
        Assert.Equal("660: No. (reference r-1)", failure.Problem.Issue.Arguments!["reason"]);
    }

    [Theory]
    [InlineData("AUTH_REFUSED", "10 11 13 17 18 19", PlacementOutcome.Refused)]
    [InlineData("CLOCK_OFF", "12", PlacementOutcome.Refused)]
    [InlineData("CALLER_NOT_REGISTERED", "14", PlacementOutcome.Refused)]
    [InlineData("OPERATION_NOT_ALLOWED", "16 22 24 40 41 43 44 45 46 47 201", PlacementOutcome.Refused)]
    [InlineData("CUSTOMER_HOLD", "42", PlacementOutcome.Refused)]
    [InlineData("SKU_NOT_FOUND", "20", PlacementOutcome.Refused)]
    [InlineData("ARTICLE_NOT_OFFERED", "21 27 28 720", PlacementOutcome.Refused)]
    [InlineData("STOCK_SHORT", "23", PlacementOutcome.Refused)]
    [InlineData("NUMBER_TAKEN", "90 150", PlacementOutcome.Unknown)]
    [InlineData("CALLS_TOO_FREQUENT", "100", PlacementOutcome.NotSent)]
    [InlineData("CALL_FAILED", "405", PlacementOutcome.NotSent)]
    [InlineData("CREDIT", "660", PlacementOutcome.Refused)]
    [InlineData(null, "59 92 153 900", PlacementOutcome.Unknown)]
    public void A_code_means_one_thing(string? issue, string codes, PlacementOutcome placement) =>
        Assert.Equal(
            codes,
            string.Join(' ', IwsCodes.All.Where(row => row.Value.Issue == issue && row.Value.Placement == placement).Select(static row => row.Key).Order()));

    [Fact]
    public void Of_a_number_that_is_being_worked_on_nothing_is_lost() =>
        Assert.Equal([92, 153], IwsCodes.All.Where(static row => row.Value.IsBusy).Select(static row => row.Key).Order());

    [Fact]
    public void A_code_that_is_in_no_list_leaves_an_order_unclear()
    {
        Assert.Equal(PlacementOutcome.Unknown, IwsCodes.Unknown.Placement);
        Assert.All(IwsCodes.All.Values, static meaning => Assert.True(meaning.Remedy is not null || IssueCatalog.Find(meaning.Issue!) is not null));
    }

    [Fact]
    public async Task A_token_that_was_too_old_is_made_anew_once_also_for_an_order()
    {
        service.AnswersSample("timestamp_expired").AnswersSample("placeorder-response.json");

        IwsResult<IwsOrder> placed = await service.Connect().PlaceOrderAsync(Order, CancellationToken.None);

        Assert.Equal("7003141", placed.Value!.Number);
        Assert.Equal(2, service.Exchanges.Count);
    }

    [Fact]
    public async Task A_clock_that_is_off_is_shown_beside_theirs_after_the_second_time()
    {
        (int status, string body) = IwsSample.Error("timestamp_expired");
        DateTimeOffset theirs = service.Clock.GetUtcNow().AddMinutes(10);
        service.Answers(() => IwsService.Response(body, status, date: theirs)).Answers(() => IwsService.Response(body, status, date: theirs));

        IwsFailure failure = (await service.Connect().GetOrderAsync("7", null, CancellationToken.None)).Failure!;

        Assert.Equal("CLOCK_OFF", failure.Problem.Issue.Code);
        Assert.Equal("The partner finds our time wrong: it is 2026-01-14T15:10:00Z there and 2026-01-14T15:00:00Z here.", failure.Problem.Issue.Cause);
        Assert.Equal(2, service.Calls.Count);
    }

    [Theory]
    [InlineData("Wait 37 seconds from 0 on.", 400, null, 37)]
    [InlineData("Wait.", 400, null, 10)]
    [InlineData("Wait 9000 or 5 seconds.", 400, null, 5)]
    [InlineData("Wait 37 seconds.", 429, 21, 21)]
    public async Task A_call_that_came_too_early_is_made_again_after_the_wait(string message, int status, int? retryAfter, int wait)
    {
        service
            .Answers(() => IwsService.Response(
                $$"""{"Message":"{{message}}","ErrorCode":100}""", status, retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null))
            .AnswersSample("placeorder-response.json");

        Task<IwsResult<IwsOrder>> placing = service.Connect().PlaceOrderAsync(Order, CancellationToken.None);
        await service.Clock.PassAsync(TimeSpan.FromSeconds(wait));

        Assert.Equal("7003141", (await placing).Value!.Number);
        Assert.Contains($"utcTimeStamp=2026-01-14T15:00:{wait}Z".Replace(":5Z", ":05Z", StringComparison.Ordinal), service.Calls[1].Headers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateways_429_without_a_code_is_too_early_as_well()
    {
        service.Answers("<html>slow down</html>", 429).AnswersSample("getorder.json");

        Task<IwsResult<IwsOrder>> asking = service.Connect().GetOrderAsync("7", null, CancellationToken.None);
        await service.Clock.PassAsync(TimeSpan.FromSeconds(10));

        Assert.NotNull((await asking).Value);
    }

    [Fact]
    public async Task A_wait_that_is_longer_than_a_call_holds_back_the_next_ones_until_it_is_over()
    {
        service.AnswersCode(100, "Wait 600 seconds.").AnswersSample("getorder.json");
        IwsClient client = service.Connect();

        IwsFailure first = (await client.GetOrderAsync("7", null, CancellationToken.None)).Failure!;
        service.Clock.Advance(TimeSpan.FromSeconds(599));
        IwsFailure second = (await client.GetOrderAsync("8", null, CancellationToken.None)).Failure!;
        service.Clock.Advance(TimeSpan.FromSeconds(1));
        IwsResult<IwsOrder> third = await client.GetOrderAsync("7", null, CancellationToken.None);

        Assert.Equal(("CALLS_TOO_FREQUENT", IssueSeverity.Retry), (first.Problem.Issue.Code, first.Problem.Issue.Severity));
        Assert.Equal(first.Problem.Issue, second.Problem.Issue);
        Assert.NotNull(third.Value);
        Assert.Equal(2, service.Calls.Count);
    }

    [Fact]
    public async Task An_unknown_failure_of_the_service_is_asked_again_once_and_later()
    {
        service.AnswersSample("internal_do_not_retry").AnswersSample("internal_do_not_retry");

        Task<IwsResult<IwsOrder>> asking = service.Connect().GetOrderAsync("7", null, CancellationToken.None);
        await service.Clock.PassAsync(TimeSpan.FromSeconds(10));

        Assert.Equal("900", (await asking).Failure!.Problem.Issue.Code);
        Assert.Equal(2, service.Calls.Count);
    }

    [Theory]
    [InlineData("""{"fault":{"faultstring":"Gateway Timeout","detail":{"errorcode":"messaging.adaptors.http.flow.GatewayTimeout"}}}""", 504)]
    [InlineData("<html><h1>502 Bad Gateway</h1></html>", 502)]
    [InlineData("<html>Welcome</html>", 200)]
    [InlineData("", 200)]
    [InlineData("{\"OrderNumber\":\"70", 200)]
    public async Task What_is_no_answer_of_the_service_is_asked_twice_more_and_never_ordered_twice(string body, int status)
    {
        service.Answers(body, status).Answers(body, status).AnswersSample("getorder.json").Answers(body, status);
        IwsClient client = service.Connect();

        Task<IwsResult<IwsOrder>> asking = client.GetOrderAsync("7", null, CancellationToken.None);
        await service.Clock.PassAsync(TimeSpan.FromSeconds(2));
        await service.Clock.PassAsync(TimeSpan.FromSeconds(4));
        IwsResult<IwsOrder> asked = await asking;
        IwsFailure placed = (await client.PlaceOrderAsync(Order, CancellationToken.None)).Failure!;

        Assert.NotNull(asked.Value);
        Assert.Equal(PlacementOutcome.Unknown, placed.Meaning.Placement);
        Assert.Equal(IssueSeverity.Retry, placed.Problem.Issue.Severity);
        Assert.Single(service.Calls, static call => call.Line.StartsWith("POST", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(900)]
    [InlineData(405)]
    [InlineData(90)]
    [InlineData(92)]
    [InlineData(23)]
    [InlineData(4711)]
    public async Task An_order_is_never_sent_again_by_itself(int code)
    {
        service.AnswersCode(code);

        _ = await service.Connect().PlaceOrderAsync(Order, CancellationToken.None);

        Assert.Single(service.Calls);
    }

    [Fact]
    public async Task An_order_without_a_connection_was_not_sent_and_one_without_an_answer_is_unknown()
    {
        service.Fails(new HttpRequestException(HttpRequestError.ConnectionError)).Fails(new HttpIOException(HttpRequestError.ResponseEnded));
        IwsClient client = service.Connect();

        IwsFailure first = (await client.PlaceOrderAsync(Order, CancellationToken.None)).Failure!;
        IwsFailure second = (await client.PlaceOrderAsync(Order, CancellationToken.None)).Failure!;

        Assert.Equal((PlacementOutcome.NotSent, PlacementOutcome.Unknown), (first.Meaning.Placement, second.Meaning.Placement));
        Assert.Equal(2, service.Calls.Count);
    }
}

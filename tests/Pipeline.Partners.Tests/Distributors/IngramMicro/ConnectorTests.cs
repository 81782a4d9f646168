using System.Net;
using System.Text;
using Pipeline.Core.Catalog;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.Partners.Distributors.IngramMicro;

namespace Pipeline.Partners.Tests.Distributors.IngramMicro;

public sealed class ConnectorTests
{
    private static readonly PurchaseOrderNumber Number = PurchaseOrderNumber.Parse("PX26000187");

    private readonly ScriptedService service = new();

    [Fact]
    public async Task Prices_are_read_from_latin1_with_decimal_commas()
    {
        service.Answers(Sample.Bytes("pna-response.xml"));

        PriceAnswers answers = await AskSampleAsync();

        Assert.Null(answers.Problem);
        Assert.Equal(["OK", "OK", "OK", "MULTIPLE_SKU", "SKU_NOT_FOUND"], answers.Items.Select(item => item.Status));
        PriceAnswer first = answers.Items[0];
        Assert.Equal(new Money(612.40m, "EUR"), first.UnitPrice);
        Assert.Equal(0.45m, first.Fees);
        Assert.Equal("7100231", first.Sku?.AsCompared);
        Assert.Equal("Zentaro Book 14, écran 14\" mat", first.Description);
        Assert.Equal(133, first.Available);
        Assert.True(answers.Items[1].IsSpecialPrice);
        Assert.Equal(new PlantAvailability("FR01", "Stock local", 3, 60, new DateOnly(2026, 3, 19)), answers.Items[1].Plants[0]);
        Assert.Equal(new PlantAvailability("FR02", "Stock secondaire", 0, 72, new DateOnly(2026, 3, 24)), answers.Items[2].Plants[1]);
        Assert.Equal("EAN trouvé sur plusieurs articles", answers.Items[3].StatusText);
        Assert.False(answers.Items[3].IsSellable);
    }

    [Fact]
    public async Task More_than_twenty_items_are_asked_for_in_chunks_of_twenty()
    {
        service.Answers(Prices(20)).Answers(Prices(20)).Answers(Prices(5));

        PriceAnswers answers = await service.Connect().GetPriceAndAvailabilityAsync(
            [.. Enumerable.Range(1, 45).Select(sku => new PriceQuery(ArticleKey.OfSku($"{sku}"), 1))], CancellationToken.None);

        Assert.Equal([20, 20, 5], service.Calls.Select(call => Encoding.UTF8.GetString(call.Body).Split("<Item>").Length - 1));
        Assert.Equal(45, answers.Items.Count(item => item.IsSellable));
        Assert.Equal("45", answers.Items[44].Query.Article.Value);
    }

    [Fact]
    public async Task A_price_is_kept_for_sixty_seconds_per_article_and_quantity()
    {
        service.Answers(Prices(1)).Answers(Prices(1)).Answers(Prices(1));
        IngramMicroConnector connector = service.Connect();
        PriceQuery one = new(ArticleKey.OfSku("7"), 1);

        await connector.GetPriceAndAvailabilityAsync([one, one], CancellationToken.None);
        service.Time.Advance(TimeSpan.FromSeconds(59));
        await connector.GetPriceAndAvailabilityAsync([one], CancellationToken.None);
        Assert.Single(service.Calls);

        await connector.GetPriceAndAvailabilityAsync([one with { Quantity = 2 }], CancellationToken.None);
        Assert.Equal(2, service.Calls.Count);

        service.Time.Advance(TimeSpan.FromSeconds(1));
        await connector.GetPriceAndAvailabilityAsync([one], CancellationToken.None);
        Assert.Equal(3, service.Calls.Count);
    }

    [Fact]
    public async Task One_impossible_item_does_not_keep_the_others_from_an_answer()
    {
        service.Answers(Prices(1)).Answers(Prices(1));

        PriceAnswers answers = await service.Connect().GetPriceAndAvailabilityAsync(
            [
                new(ArticleKey.OfSku("000000000000000007"), 1), new(ArticleKey.OfSku("8"), 0),
                new(ArticleKey.OfSku("1234567890123456789X"), 1), new(ArticleKey.OfSku("9"), 1),
            ],
            CancellationToken.None);

        Assert.Null(answers.Problem);
        Assert.Equal(["OK", "QUANTITY_INVALID", "FIELD_TOO_LONG", "OK"], answers.Items.Select(item => item.Status));
        Assert.Contains("<IngramPartNumber>7<", Encoding.UTF8.GetString(service.Calls[0].Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_setting_is_a_problem_of_every_item()
    {
        service.Settings.ReceiverId = null;

        PriceAnswers answers = await AskSampleAsync();

        Assert.Equal("FIELD_REQUIRED", answers.Problem?.Issue.Code);
        Assert.Contains("RequestPreamble/ReceiverID", answers.Problem!.Issue.Cause, StringComparison.Ordinal);
        Assert.Empty(service.Calls);
    }

    [Fact]
    public async Task A_closed_window_and_a_busy_gateway_are_waited_for()
    {
        service.AnswersCode("20005", "Realtime closed").Answers("busy", HttpStatusCode.ServiceUnavailable)
            .Fails(new HttpRequestException("reset")).Answers(Sample.Bytes("pna-response.xml"));

        PriceAnswers answers = await AskSampleAsync();

        Assert.Equal(4, service.Calls.Count);
        Assert.Null(answers.Problem);
    }

    [Fact]
    public async Task The_pause_the_server_asks_for_is_kept_to_the_second()
    {
        service.Settings.RetryPause = TimeSpan.FromSeconds(2);
        service.AnswersBusy(TimeSpan.FromSeconds(20)).Answers(Sample.Bytes("pna-response.xml"));
        Task<PriceAnswers> asking = AskSampleAsync();

        // Off the test's own thread, so that whatever the step wakes has run when it ends.
        await Task.Run(() => service.Time.Advance(TimeSpan.FromSeconds(20) - TimeSpan.FromTicks(1)));
        Assert.Single(service.Calls);
        service.Time.Advance(TimeSpan.FromTicks(1));

        Assert.Null((await asking).Problem);
        Assert.Equal(2, service.Calls.Count);
    }

    [Fact]
    public async Task A_pause_longer_than_half_a_minute_is_not_the_servers_to_ask()
    {
        service.AnswersBusy(TimeSpan.FromHours(1)).Answers(Sample.Bytes("pna-response.xml"));

        Assert.Null((await AskSampleAsync()).Problem);
    }

    [Fact]
    public async Task Each_try_has_a_deadline_of_its_own()
    {
        service.NeverAnswers().Answers(Sample.Bytes("pna-response.xml"));
        Task<PriceAnswers> asking = AskSampleAsync();

        service.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.Null((await asking).Problem);
        Assert.Equal(["No complete answer came in time: 60 seconds have passed.", null], service.Exchanges.Select(exchange => exchange.Fault));
    }

    [Fact]
    public async Task Without_repeats_a_call_is_tried_once()
    {
        service.Settings.Retries = 0;
        service.Answers("busy", HttpStatusCode.ServiceUnavailable);

        Assert.Equal("CALL_FAILED", (await AskSampleAsync()).Problem?.Issue.Code);
    }

    [Fact]
    public async Task A_window_that_stays_closed_is_a_problem_that_may_pass()
    {
        for (int call = 0; call < 4; call++)
        {
            service.AnswersCode("20005", "Realtime closed");
        }

        PriceAnswers answers = await AskSampleAsync();

        Assert.Equal(("20005", "retry"), (answers.Problem?.Issue.Code, answers.Problem?.Issue.Severity));
        Assert.All(answers.Items, item => Assert.Equal(IssueCodes.NotAnswered, item.Status));
    }

    [Fact]
    public async Task A_refused_login_is_tried_once()
    {
        service.AnswersCode("20002", "Not authorised");

        PriceAnswers answers = await service.Connect().GetPriceAndAvailabilityAsync(
            [.. Enumerable.Range(1, 45).Select(sku => new PriceQuery(ArticleKey.OfSku($"{sku}"), 1))], CancellationToken.None);

        Assert.Single(service.Calls);
        Assert.Equal(("20002", "error"), (answers.Problem?.Issue.Code, answers.Problem?.Issue.Severity));
    }

    [Theory]
    [InlineData("", "10")]
    [InlineData("0,00", "10")]
    [InlineData("12,50", "NaN")]
    [InlineData("12,50", "-3")]
    public async Task No_price_is_not_sellable_and_broken_quantities_are_none(string price, string quantity)
    {
        service.Answers($"<BusinessTransactionResponse><PriceAndAvailabilityResponse><ItemDetails><SKUAttributes><IngramPartNumber>0007</IngramPartNumber></SKUAttributes><PricingDetails><UnitNetPrice>{price}</UnitNetPrice></PricingDetails><AvailabilityDetails><PlantID>NL01</PlantID><AvailableQuantity>{quantity}</AvailableQuantity></AvailabilityDetails></ItemDetails></PriceAndAvailabilityResponse></BusinessTransactionResponse>");

        PriceAnswers answers = await service.Connect(Sample.Genesis).GetPriceAndAvailabilityAsync(
            [new PriceQuery(ArticleKey.OfSku("7"), 1)], CancellationToken.None);

        PriceAnswer answer = answers.Items[0];
        Assert.Equal(price == "12,50", answer.IsSellable);
        Assert.Equal(price == "12,50" ? 0 : 10, answer.Available);
    }

    [Fact]
    public async Task An_acknowledgement_is_a_receipt_and_no_promise()
    {
        service.Answers(Sample.Bytes("order-create-ack.xml"));

        OrderPlacement placement = await PlaceAsync();

        Assert.Equal(PlacementOutcome.Acknowledged, placement.Outcome);
        Assert.Equal(
            new OrderAcknowledgement
            {
                ReturnCode = "10000", ReturnMessage = "Order received", DocumentId = "{0C1B9E52-7A8E-4E0D-8B55-6F2C3D4A0B02}",
                PurchaseOrderNumber = "PX26000187", EndUserReference = "C-88213-A", ReceivedLineCount = 5, ReceiptStatus = "RECEIVED",
            },
            placement.Acknowledgement);
        Assert.Equal(service.Exchanges[0].Id, placement.ExchangeId);
    }

    [Fact]
    public async Task A_synchronous_answer_that_already_decides_is_read()
    {
        service.Answers("<BusinessTransactionResponse><ResponsePreamble><ReturnCode>0</ReturnCode></ResponsePreamble><OrderCreateResponse><PurchaseOrderNumber>PX26000187</PurchaseOrderNumber><IngramSalesOrderNumber>8003124571</IngramSalesOrderNumber><OrderStatus StatusCode='OC'/><LineDetails><CustomerLineNumber>001</CustomerLineNumber><IngramPartNumber>7100231</IngramPartNumber><LineStatus StatusCode='LC'/></LineDetails></OrderCreateResponse></BusinessTransactionResponse>");

        OrderPlacement placement = await service.Connect(Sample.Genesis).CreateOrderAsync(SampleOrder.Create(), CancellationToken.None);

        OrderResponse response = placement.Acknowledgement!.Response!;
        Assert.Equal(("8003124571", ResponseStatus.Accepted), (response.DistributorOrderNumber, response.Status));
        Assert.Equal(ResponseLineStatus.Confirmed, response.Lines[0].Status);
    }

    [Theory]
    [InlineData("20002", "Not authorised", PlacementOutcome.Refused, "20002")]
    [InlineData("20004", "POSTCODE_INVALID: 69", PlacementOutcome.Refused, "POSTCODE_INVALID")]
    [InlineData("20777", "Something new", PlacementOutcome.Refused, "20777")]
    [InlineData("20005", "Closed", PlacementOutcome.NotSent, "20005")]
    [InlineData("20003", "Later", PlacementOutcome.Unknown, "20003")]
    [InlineData("20004", "DUPLICATE_PO", PlacementOutcome.Unknown, "DUPLICATE_PO")]
    [InlineData("20000", "Duplicate order", PlacementOutcome.Unknown, "DUPLICATE_PO")]
    public async Task A_return_code_decides_by_the_catalogue_of_the_profile(
        string code, string message, PlacementOutcome expected, string shown)
    {
        service.AnswersCode(code, message);

        OrderPlacement placement = await PlaceAsync();

        Assert.Equal((expected, shown), (placement.Outcome, placement.Problem?.Issue.Code));
        Assert.Single(service.Calls);
    }

    [Theory]
    [InlineData(500, PlacementOutcome.Unknown)]
    [InlineData(503, PlacementOutcome.Unknown)]
    [InlineData(408, PlacementOutcome.Unknown)]
    [InlineData(302, PlacementOutcome.Unknown)]
    [InlineData(429, PlacementOutcome.NotSent)]
    [InlineData(401, PlacementOutcome.Refused)]
    [InlineData(404, PlacementOutcome.Refused)]
    public async Task An_order_is_never_sent_twice_by_itself(int status, PlacementOutcome expected)
    {
        service.Answers("<html>", (HttpStatusCode)status);

        OrderPlacement placement = await PlaceAsync();

        Assert.Equal(expected, placement.Outcome);
        Assert.Single(service.Calls);
    }

    [Theory]
    [InlineData("<html><body>maintenance", "PARTNER_UNAVAILABLE")]
    [InlineData("<html/>", "PARTNER_UNAVAILABLE")]
    [InlineData("<Envelope><Body><Fault><faultcode>soap:Server</faultcode><faultstring>down</faultstring></Fault></Body></Envelope>", "SOAP_FAULT")]
    [InlineData("<PriceAndAvailabilityResponse/>", "ANSWER_MISMATCH")]
    [InlineData("<OrderAcknowledgement><CustomerPurchaseOrderNumber>PX9</CustomerPurchaseOrderNumber></OrderAcknowledgement>", "ANSWER_MISMATCH")]
    public async Task An_answer_that_makes_no_sense_leaves_the_outcome_unknown(string body, string code)
    {
        service.Answers(body);

        OrderPlacement placement = await PlaceAsync();

        Assert.Equal((PlacementOutcome.Unknown, code), (placement.Outcome, placement.Problem?.Issue.Code));
    }

    [Fact]
    public async Task A_lost_answer_leaves_the_outcome_unknown_and_is_recorded()
    {
        service.NeverAnswers();
        Task<OrderPlacement> placing = PlaceAsync();

        service.Time.Advance(TimeSpan.FromSeconds(60));
        OrderPlacement placement = await placing;

        Assert.Equal((PlacementOutcome.Unknown, "CALL_TIMED_OUT"), (placement.Outcome, placement.Problem?.Issue.Code));
        Assert.Equal(TimeSpan.FromSeconds(60), Assert.Single(service.Exchanges).Duration);
        Assert.Equal("No complete answer came in time: 60 seconds have passed.", service.Exchanges[0].Fault);
    }

    [Fact]
    public async Task A_refused_connection_has_sent_nothing()
    {
        service.Fails(new HttpRequestException(HttpRequestError.ConnectionError, "refused"));

        Assert.Equal(PlacementOutcome.NotSent, (await PlaceAsync()).Outcome);
    }

    [Fact]
    public async Task A_port_nobody_listens_on_has_taken_nothing()
    {
        service.Settings.Url = "http://127.0.0.1:1/";

        OrderPlacement placement = await service.ConnectForReal().CreateOrderAsync(SampleOrder.Create(), CancellationToken.None);

        Assert.Equal((PlacementOutcome.NotSent, "CALL_FAILED"), (placement.Outcome, placement.Problem?.Issue.Code));
        Assert.Equal("POST http://127.0.0.1:1/", Assert.Single(service.Exchanges).Target);
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("ssl3")]
    public void An_unknown_tls_policy_is_refused(string minimum)
    {
        service.Settings.MinimumTls = minimum;

        Assert.Throws<FormatException>(() => service.ConnectForReal());
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_told_so_and_the_exchange_is_kept()
    {
        service.NeverAnswers();
        using CancellationTokenSource source = new();
        Task<OrderPlacement> placing = service.Connect().CreateOrderAsync(SampleOrder.Create(), source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => placing);
        Assert.Equal("The caller gave up.", Assert.Single(service.Exchanges).Fault);
    }

    [Fact]
    public async Task A_breach_sends_nothing()
    {
        OrderPlacement placement = await service.Connect().CreateOrderAsync(
            SampleOrder.Create() with { Lines = [] }, CancellationToken.None);

        Assert.Equal((PlacementOutcome.Refused, "LINE_COUNT"), (placement.Outcome, placement.Problem?.Issue.Code));
        Assert.Empty(service.Calls);
        Assert.Empty(service.Exchanges);
    }

    [Fact]
    public async Task An_exchange_is_kept_without_secrets_also_those_sent_back()
    {
        service.Settings.Headers["X-Token"] = "CHANGE-ME";
        service.Answers("<BusinessTransactionResponse><ResponsePreamble><ReturnCode>20002</ReturnCode><ReturnMessage>CHANGE-ME is wrong for FR_000000XM</ReturnMessage></ResponsePreamble></BusinessTransactionResponse>");

        await PlaceAsync();

        Exchange kept = Assert.Single(service.Exchanges);
        Assert.Equal(("ingram-micro", "orderCreate", "PX26000187", 200), (kept.Partner, kept.Operation, kept.Subject, kept.Status));
        Assert.Contains("CHANGE-ME", Encoding.UTF8.GetString(service.Calls[0].Body), StringComparison.Ordinal);
        string all = $"{kept.RequestHeaders}{kept.Target}{Encoding.UTF8.GetString(kept.Request.Span)}{Encoding.UTF8.GetString(kept.Response.Span)}";
        Assert.DoesNotContain("CHANGE-ME", all, StringComparison.Ordinal);
        Assert.DoesNotContain("FR_000000XM", all, StringComparison.Ordinal);
        Assert.Contains("*** is wrong for ***", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_inquiry_finds_each_order_under_the_number()
    {
        string status = Sample.Text("order-status.xml");
        service.Answers(status.Replace("OrderStatusNotification", "OrderStatusResponse", StringComparison.Ordinal));

        OrderSearch search = await service.Connect().FindOrderAsync(Number, CancellationToken.None);

        Assert.Equal(SearchOutcome.Found, search.Outcome);
        Assert.Equal("8003124571", Assert.Single(search.Orders).DistributorOrderNumber);
        Assert.Equal(4, search.Orders[0].Lines.Count);
    }

    [Theory]
    [InlineData("20000", SearchOutcome.NotFound)]
    [InlineData("20086", SearchOutcome.NotFound)]
    [InlineData("20002", SearchOutcome.Unknown)]
    public async Task An_inquiry_tells_not_found_from_not_answered(string code, SearchOutcome expected)
    {
        service.AnswersCode(code, "No");

        Assert.Equal(expected, (await service.Connect().FindOrderAsync(Number, CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task An_answer_about_other_orders_finds_nothing()
    {
        service.Answers(Sample.Text("order-status.xml").Replace("PX26000187", "PX26000999", StringComparison.Ordinal));

        Assert.Equal(SearchOutcome.NotFound, (await service.Connect().FindOrderAsync(Number, CancellationToken.None)).Outcome);
    }

    [Theory]
    [InlineData("http://services.example.invalid/", "production")]
    [InlineData("services", "production")]
    [InlineData(null, "test")]
    [InlineData("https://services.example.invalid/", "live")]
    public void A_wrong_address_or_environment_is_refused_at_once(string? url, string environment)
    {
        (service.Settings.Url, service.Settings.Environment) = (url, environment);

        Assert.Throws<FormatException>(() => service.Connect());
    }

    [Theory]
    [InlineData("test", "https://test.example.invalid/")]
    [InlineData("production", "https://services.example.invalid/xml")]
    public void The_environment_chooses_the_address(string environment, string expected)
    {
        (service.Settings.TestUrl, service.Settings.Environment) = ("https://test.example.invalid/", environment);

        Assert.Equal(expected, service.Settings.Endpoint().ToString());
    }

    private static string Prices(int count) =>
        $"<PriceAndAvailabilityResponse>{string.Concat(Enumerable.Range(1, count).Select(item => $"<ItemDetails><ItemNumber>{item}</ItemNumber><ItemStatus StatusCode='OK'/><SKUAttributes><IngramPartNumber>1</IngramPartNumber></SKUAttributes><PricingDetails><UnitNetPrice>1.00</UnitNetPrice></PricingDetails></ItemDetails>"))}</PriceAndAvailabilityResponse>";

    private Task<OrderPlacement> PlaceAsync() => service.Connect().CreateOrderAsync(SampleOrder.Create(), CancellationToken.None);

    private Task<PriceAnswers> AskSampleAsync() => service.Connect().GetPriceAndAvailabilityAsync(
        [
            new(ArticleKey.OfSku("7100231"), 2), new(ArticleKey.OfSku("7100487"), 5), new(ArticleKey.OfManufacturerPartNumber("KVS-1T-BK"), 4),
            new(ArticleKey.OfGtin("2007100720010"), 1), new(ArticleKey.OfSku("7109999"), 1),
        ],
        CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
}

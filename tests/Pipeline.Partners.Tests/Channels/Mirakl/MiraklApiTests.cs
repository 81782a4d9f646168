using System.Text;
using Pipeline.Core.Errors;
using Pipeline.Core.Issues;
using Pipeline.Partners.Channels.Mirakl.Calls;
using Pipeline.Partners.Channels.Mirakl.Messages;
using Pipeline.Partners.Channels.Mirakl.Offers;
using Pipeline.Partners.Channels.Mirakl.Orders;
using Pipeline.Partners.Channels.Mirakl.Platform;
using Pipeline.Partners.Channels.Mirakl.Products;

namespace Pipeline.Partners.Tests.Channels.Mirakl;

public sealed class MiraklApiTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly SellerService service = new();

    [Fact]
    public async Task The_key_is_the_whole_header()
    {
        service.Answers("{}");

        _ = await new PlatformCalls(service.Connect()).GetAccountAsync(None);

        Assert.Contains($"Authorization: {SellerService.Account.ApiKey}\r\n", service.Calls[0].Headers.ReplaceLineEndings("\r\n"), StringComparison.Ordinal);
        Assert.Contains("Accept: application/json", service.Calls[0].Headers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_is_a_bearer_token_where_the_setting_says_so()
    {
        service.Answers("{}");

        _ = await new PlatformCalls(service.Connect(SellerService.Account with { IsBearer = true })).GetAccountAsync(None);

        Assert.Contains($"Authorization: Bearer {SellerService.Account.ApiKey}", service.Calls[0].Headers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_is_not_in_the_record_also_where_it_comes_back()
    {
        service.Answers($$"""{"status":401,"message":"unknown key {{SellerService.Account.ApiKey}}"}""", 401);

        _ = await new PlatformCalls(service.Connect()).GetAccountAsync(None);

        string record = string.Join('\n', service.Exchanges.Select(static one =>
            $"{one.Partner} {one.Operation} {one.Target}\n{one.RequestHeaders}\n{one.ResponseHeaders}\n{Encoding.UTF8.GetString(one.Response.Span)}"));
        Assert.DoesNotContain(SellerService.Account.ApiKey, record, StringComparison.Ordinal);
        Assert.StartsWith("market-fr A01 GET https://market.example.test/api/account?shop_id=2101", record, StringComparison.Ordinal);
        Assert.Contains("Authorization: ***", record, StringComparison.Ordinal);
        Assert.Contains("unknown key ***", record, StringComparison.Ordinal);
        Assert.DoesNotContain(SellerService.Account.ApiKey, SellerService.Account.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "AUTH_REFUSED", "error")]
    [InlineData(403, "OPERATION_NOT_ALLOWED", "error")]
    [InlineData(404, "REMOTE_MISSING", "error")]
    [InlineData(410, "REMOTE_MISSING", "error")]
    [InlineData(400, "CALL_REFUSED", "error")]
    [InlineData(405, "CALL_REFUSED", "error")]
    [InlineData(415, "CALL_REFUSED", "error")]
    [InlineData(302, "CALL_REFUSED", "error")]
    public async Task A_refusal_is_not_sent_again(int status, string code, string severity)
    {
        service.Answers("""{"status":1,"message":"no"}""", status);

        MiraklFailure failure = (await new PlatformCalls(service.Connect()).GetAccountAsync(None)).Failure!;

        Assert.Equal((code, severity, false), (failure.Problem.Issue.Code, failure.Problem.Issue.Severity, failure.MayBeDone));
        Assert.Contains($"HTTP {status}: no", failure.Problem.Issue.Cause, StringComparison.Ordinal);
        Assert.Equal(service.Exchanges[0].Id, failure.Problem.ExchangeId);
        Assert.Single(service.Calls);
    }

    [Theory]
    [InlineData("", "HTTP 400: an answer without content")]
    [InlineData("<html><body>Bad request</body></html>", "HTTP 400: a web page")]
    [InlineData("Bad request", "HTTP 400: Bad request")]
    [InlineData("[]", "HTTP 400: []")]
    [InlineData("""{"message":null}""", "HTTP 400: an answer without content")]
    public async Task A_refusal_may_have_any_body(string body, string reason)
    {
        service.Answers(body, 400);

        Assert.Contains(reason, (await new OrderCalls(service.Connect()).ShipAsync("A-1", None)).Failure!.Problem.Issue.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_of_a_refusal_is_kept()
    {
        service.Answers("""{"status":400,"message":"The order is not waiting","code":"ORDER_INVALID_STATE","new_member":1}""", 400);

        MiraklFailure failure = (await new OrderCalls(service.Connect()).AcceptAsync("A-1", [new("A-1-1", true)], None)).Failure!;

        Assert.Equal(("ORDER_INVALID_STATE", false), (failure.Code, failure.MayBeDone));
        Assert.Equal("A-1", service.Exchanges[0].Subject);
    }

    [Fact]
    public async Task A_read_repeats_itself_through_a_fault()
    {
        service.Answers("oops", 500).Fails(new HttpRequestException("down")).Answers("""{"shop_state":"OPEN"}""");

        Task<MiraklResult<ShopAccount>> asking = new PlatformCalls(service.Connect()).GetAccountAsync(None);
        await service.Clock.PassAsync(TimeSpan.FromSeconds(2));
        await service.Clock.PassAsync(TimeSpan.FromSeconds(4));

        Assert.Equal("OPEN", (await asking).Value!.ShopState);
        Assert.Equal(3, service.Exchanges.Count);
    }

    [Fact]
    public async Task A_read_gives_up_after_three_tries()
    {
        service.Answers("oops", 503).Answers("oops", 503).Answers("oops", 503);

        Task<MiraklResult<ShopAccount>> asking = new PlatformCalls(service.Connect()).GetAccountAsync(None);
        await service.Clock.PassAsync(TimeSpan.FromSeconds(2));
        await service.Clock.PassAsync(TimeSpan.FromSeconds(4));

        Assert.Equal(IssueCodes.CallFailed, (await asking).Failure!.Problem.Issue.Code);
    }

    [Theory]
    [InlineData("OF01")]
    [InlineData("OR24")]
    [InlineData("OR74")]
    [InlineData("M12")]
    public async Task What_may_be_done_twice_by_repeating_is_not_repeated(string operation)
    {
        service.Answers(string.Empty, 500);
        MiraklApi api = service.Connect();

        MiraklFailure? failure = operation switch
        {
            "OF01" => (await new OfferCalls(api).ImportAsync("offers.csv", [1], None)).Failure,
            "OR24" => (await new OrderCalls(api).ShipAsync("A-1", None)).Failure,
            "OR74" => (await new OrderCalls(api).UploadAsync("A-1", new("i.pdf", "I", "application/pdf", [1]), None)).Failure,
            _ => (await new MessageCalls(api).ReplyAsync("t", new("Bonjour", []), None)).Failure,
        };

        Assert.True(failure!.MayBeDone);
        Assert.Single(service.Calls);
    }

    [Fact]
    public async Task Tracking_sets_the_same_again_and_repeats_itself()
    {
        service.Answers(string.Empty, 500).Answers(string.Empty, 204);

        Task<MiraklResult<MiraklDone>> telling = new OrderCalls(service.Connect()).TrackAsync("A-1", new() { CarrierCode = "DHL", TrackingNumber = "1" }, None);
        await service.Clock.PassAsync(TimeSpan.FromSeconds(2));

        Assert.NotNull((await telling).Value);
        Assert.Equal(service.Calls[0].Body, service.Calls[1].Body);
    }

    [Fact]
    public async Task A_wait_that_is_asked_for_is_kept_also_by_what_writes()
    {
        service.Answers(static () => SellerService.Response("""{"message":"Too many requests","status":429}""", 429, TimeSpan.FromSeconds(37))).Answers(string.Empty, 204);

        Task<MiraklResult<MiraklDone>> shipping = new OrderCalls(service.Connect()).ShipAsync("A-1", None);
        await service.Clock.PassAsync(TimeSpan.FromSeconds(37));

        Assert.NotNull((await shipping).Value);
    }

    [Fact]
    public async Task A_wait_that_is_not_told_is_half_a_minute_and_then_a_whole_one_with_a_little_more()
    {
        service.Answers(string.Empty, 429);

        MiraklResult<MiraklDone> shipped;
        using (CancellationTokenSource stop = new())
        {
            Task<MiraklResult<MiraklDone>> shipping = new OrderCalls(service.Connect()).ShipAsync("A-1", stop.Token);
            Core.Calls.CallSlot slot = await service.Slots.TakeAsync("market-fr/OR24", TimeSpan.Zero, TimeSpan.Zero, None);
            Assert.False(slot.IsTaken);
            Assert.InRange(slot.At - service.Clock.GetUtcNow(), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(33.1));
            service.Answers(string.Empty, 204);
            service.Clock.Advance(TimeSpan.FromSeconds(34));
            shipped = await shipping;
        }

        Assert.NotNull(shipped.Value);
    }

    [Fact]
    public async Task A_huge_wait_ends_the_call_and_holds_all_instances_back_for_a_quarter_of_an_hour()
    {
        service.Answers(static () => SellerService.Response(string.Empty, 429, TimeSpan.FromHours(9)));

        MiraklFailure failure = (await new OrderCalls(service.Connect()).ShipAsync("A-1", None)).Failure!;
        MiraklFailure early = (await new OrderCalls(service.Connect()).ShipAsync("A-2", None)).Failure!;

        Assert.Equal((IssueCodes.CallsTooFrequent, IssueSeverity.Retry, false), (failure.Problem.Issue.Code, failure.Problem.Issue.Severity, failure.MayBeDone));
        Assert.Contains("32400 seconds", failure.Problem.Issue.Cause, StringComparison.Ordinal);
        Assert.Equal((IssueCodes.CallsTooFrequent, TimeSpan.FromMinutes(15)), (early.Problem.Issue.Code, early.Wait));
        Assert.Null(early.Problem.ExchangeId);
        Assert.Single(service.Calls);
        service.Clock.Advance(TimeSpan.FromMinutes(15));
        service.Answers(string.Empty, 204);
        Assert.NotNull((await new OrderCalls(service.Connect()).ShipAsync("A-2", None)).Value);
    }

    [Fact]
    public async Task Two_instances_leave_a_minute_between_their_files_and_other_operations_and_stores_do_not_wait()
    {
        service.Answers("""{"import_id":1}""").Answers("""{"import_id":7}""").Answers("""{"import_id":3}""").Answers("""{"import_id":2}""");
        OfferCalls first = new(service.Connect());

        Assert.Equal("1", (await first.ImportAsync("offers.csv", [1], None)).Value!.ImportId);
        Task<MiraklResult<ImportStarted>> second = new OfferCalls(service.Connect()).ImportAsync("offers.csv", [2], None);
        Assert.Equal("7", (await first.ImportStockAsync("stock.csv", [1], None)).Value!.ImportId);
        Assert.Equal("3", (await new OfferCalls(service.Connect(SellerService.Account with { Store = "other" })).ImportAsync("offers.csv", [3], None)).Value!.ImportId);
        Assert.False(second.IsCompleted);
        await service.Clock.PassAsync(TimeSpan.FromSeconds(60));

        Assert.Equal("2", (await second).Value!.ImportId);
    }

    [Fact]
    public async Task Later_pages_other_looks_and_second_tries_do_not_wait_for_the_interval()
    {
        service.Answers("""{"total_count":2,"orders":[{"order_id":"A","order_state":"SHIPPING","created_date":"2026-11-02T09:00:00Z"}]}""")
            .Answers("oops", 500).Answers("""{"total_count":2,"orders":[{"order_id":"B","order_state":"SHIPPING","created_date":"2026-11-02T09:00:00Z"}]}""")
            .Answers("""{"total_count":0,"orders":[]}""");
        OrderCalls orders = new(service.Connect());

        Task<MiraklResult<IReadOnlyList<MarketplaceOrder>>> listing = orders.ListAsync(new(), None);
        await service.Clock.PassAsync(TimeSpan.FromSeconds(2));

        Assert.Equal(2, (await listing).Value!.Count);
        Assert.Empty((await orders.GetAsync(["C"], None)).Value!);
        Assert.Equal(MiraklApi.LongestWait - TimeSpan.FromSeconds(2), (await service.Slots.TakeAsync("market-fr/OR11", TimeSpan.FromSeconds(60), MiraklApi.LongestWait, None)).At - service.Clock.GetUtcNow());
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_leaves_open_what_was_done()
    {
        service.Fails(new TaskCanceledException("late"));

        MiraklFailure failure = (await new OrderCalls(service.Connect()).ShipAsync("A-1", None)).Failure!;

        Assert.Equal((IssueCodes.CallTimedOut, true), (failure.Problem.Issue.Code, failure.MayBeDone));
    }

    [Fact]
    public async Task A_connection_that_never_came_about_has_done_nothing()
    {
        service.Fails(new HttpRequestException(HttpRequestError.ConnectionError, "no route"));

        Assert.False((await new OrderCalls(service.Connect()).ShipAsync("A-1", None)).Failure!.MayBeDone);
    }

    [Theory]
    [InlineData("", "ANSWER_UNREADABLE")]
    [InlineData("<!doctype html><html>maintenance</html>", "PARTNER_UNAVAILABLE")]
    [InlineData("""{"shop_state":""", "ANSWER_UNREADABLE")]
    [InlineData("null", "ANSWER_UNREADABLE")]
    [InlineData("""{"approval_rate":"much"}""", "ANSWER_UNREADABLE")]
    public async Task A_good_status_with_another_answer_is_a_failure(string body, string code)
    {
        service.Answers(body);

        Assert.Equal(code, (await new PlatformCalls(service.Connect()).GetAccountAsync(None)).Failure!.Problem.Issue.Code);
    }

    [Fact]
    public async Task New_members_and_words_quoted_numbers_and_null_are_no_fault()
    {
        service.Answers("""{"shop_id":2101,"shop_state":"SLEEPING","approval_rate":"98.5","channels":null,"new_member":{"a":[1]},"closed_from":null}""");

        ShopAccount account = (await new PlatformCalls(service.Connect()).GetAccountAsync(None)).Value!;

        Assert.Equal(("2101", "SLEEPING", 98.5m), (account.ShopId, account.ShopState, account.ApprovalRate));
        Assert.Empty(account.Channels);
    }

    [Fact]
    public async Task Pages_by_offset_are_read_to_their_end_and_what_comes_twice_counts_once()
    {
        service.Answers("""{"total_count":3,"offers":[{"offer_id":1,"quantity":1},{"offer_id":2,"quantity":1}]}""")
            .Answers("""{"total_count":3,"offers":[{"offer_id":2,"quantity":5}]}""");

        IReadOnlyList<ShownOffer> offers = (await new OfferCalls(service.Connect()).ListAsync(None).WholeAsync(static offer => offer.OfferId)).Value!;

        Assert.Equal([("1", 1), ("2", 5)], offers.Select(static offer => (offer.OfferId!, offer.Quantity!.Value)));
        Assert.Equal(["GET /api/offers?max=100&offset=0&shop_id=2101", "GET /api/offers?max=100&offset=2&shop_id=2101"], service.Calls.Select(static call => call.Line));
    }

    [Fact]
    public async Task Pages_by_token_are_read_to_their_end_with_nothing_but_the_token()
    {
        service.Answers("""{"data":[{"id":"t-1"}],"next_page_token":"a b"}""").Answers("""{"data":[{"id":"t-2"}],"next_page_token":null}""");

        IReadOnlyList<MessageThread> threads = (await new MessageCalls(service.Connect()).ListAsync(DateTimeOffset.UnixEpoch, None)).Value!;

        Assert.Equal(["t-1", "t-2"], threads.Select(static thread => thread.Id));
        Assert.Equal("GET /api/inbox/threads?limit=100&page_token=a%20b&shop_id=2101", service.Calls[1].Line);
    }

    [Fact]
    public async Task A_list_of_which_a_page_cannot_be_had_is_no_list()
    {
        service.Answers("""{"total_count":3,"offers":[{"offer_id":1}]}""").Answers(string.Empty, 403);

        MiraklResult<IReadOnlyList<ShownOffer>> offers = await new OfferCalls(service.Connect()).ListAsync(None).WholeAsync(static offer => offer.OfferId);

        Assert.Null(offers.Value);
        Assert.True(offers.Failure!.IsForbidden);
    }

    [Theory]
    [InlineData("""{"message":"fine"}""")]
    [InlineData("""{"offers":{"a":1},"total_count":1}""")]
    [InlineData("""{"offers":[7],"total_count":1}""")]
    public async Task An_answer_without_the_list_is_not_an_empty_one(string body)
    {
        service.Answers(body);

        MiraklResult<IReadOnlyList<ShownOffer>> offers = await new OfferCalls(service.Connect()).ListAsync(None).WholeAsync(static offer => offer.OfferId);

        Assert.Equal(IssueCodes.AnswerUnreadable, offers.Failure!.Problem.Issue.Code);
    }

    [Fact]
    public async Task No_product_changed_is_an_empty_list()
    {
        service.Answers(string.Empty, 204);

        Assert.Empty((await new ProductCalls(service.Connect()).ListStatesAsync(DateTimeOffset.UnixEpoch, None)).Value!);
    }

    [Fact]
    public async Task A_good_status_is_no_success_while_the_answer_lists_a_refusal()
    {
        service.Answers("""{"errors_count":1,"order_documents":[{"errors":[{"code":"valid_order_document.type","field":"type_code","message":"Unable to retrieve document's type from the given code"}],"input":{"file_name":"i.pdf","type_code":"INVOICE"}}]}""")
            .Answers("""{"errors_count":0,"order_documents":[]}""")
            .Answers("""{"shipment_success":[],"shipment_errors":[{"order_id":"A-1","message":"Shipment quantity is invalid."}]}""", 201);
        MiraklApi api = service.Connect();

        DocumentsUploaded refused = (await new OrderCalls(api).UploadAsync("A-1", new("i.pdf", "INVOICE", "application/pdf", [1]), None)).Value!;
        DocumentsUploaded done = (await new OrderCalls(api).UploadAsync("A-1", new("i.pdf", "CUSTOMER_INVOICE", "application/pdf", [1]), None)).Value!;
        ShipmentsMade shipments = (await new ShipmentCalls(api).CreateAsync("A-1", [new("A-1", [new("A-1-1", 9)])], None)).Value!;

        Assert.False(refused.IsDone);
        Assert.Equal("type_code", Assert.Single(Assert.Single(refused.OrderDocuments).Errors).Field);
        Assert.True(done.IsDone);
        Assert.False(shipments.IsDone);
    }

    [Fact]
    public async Task An_answer_is_waited_for_until_somebody_says_that_none_is_needed()
    {
        service.Answers("""
            {"data":[
              {"id":"t-1","entities":[{"type":"MMP_ORDER","id":"A-1","label":"A-1"}],"metadata":{"shop_reply_needed_since":"2026-11-02T09:00:00Z"}},
              {"id":"t-2","metadata":{"shop_reply_needed_since":"2026-11-02T09:00:00Z"},"no_store_reply_needed":[{"date":"2026-11-02T10:00:00Z","user_type":"SHOP_USER"}]},
              {"id":"t-3","metadata":{"shop_reply_needed_since":"2026-11-02T11:00:00Z"},"no_store_reply_needed":[{"date":"2026-11-02T10:00:00Z","user_type":"SHOP_USER"}]},
              {"id":"t-4","metadata":{"shop_reply_needed_since":null}}]}
            """);

        IReadOnlyList<MessageThread> threads = (await new MessageCalls(service.Connect()).ListAsync(DateTimeOffset.UnixEpoch, None)).Value!;

        Assert.Equal([9, null, 11, null], threads.Select(static thread => thread.ReplyNeededSince?.Hour));
        Assert.Equal("A-1", threads[0].OrderId);
    }
}

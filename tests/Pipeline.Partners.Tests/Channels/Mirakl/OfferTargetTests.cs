using Pipeline.Core.Channels;
using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Issues;
using Pipeline.Partners.Channels.Mirakl;
using Pipeline.Partners.Channels.Mirakl.Calls;
using Pipeline.Partners.Channels.Mirakl.Offers;
using Pipeline.Partners.Channels.Mirakl.Vocabulary;

namespace Pipeline.Partners.Tests.Channels.Mirakl;

public sealed class OfferTargetTests
{
    private const string Switches = """{"features":{"pricing":{"channel_pricing":"SINGLE"}}}""";
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly Store Shop = new()
    {
        Code = "market-fr", Kind = "mirakl", TimeZone = "Europe/Paris", Currency = "EUR", Channel = "FR_B2C", Channels = ["ES_B2C", "IT_B2C"],
    };

    private readonly SellerService service = new();
    private readonly MemoryVocabulary documents = new();

    [Fact]
    public async Task The_format_is_made_of_the_operators_own_lists()
    {
        AnswersLists();

        MiraklOfferFormat format = (MiraklOfferFormat)await Target().ReadFormatAsync(None);

        Assert.Equal(["10", "11"], format.Terms.States.Order(StringComparer.Ordinal));
        Assert.Equal(["ES_B2C"], format.Terms.Channels);
        Assert.Equal((null, "WarehouseLocation", 7), (format.Terms.WarrantyColumn, format.Terms.WarehouseColumn, format.Terms.LeadTimeMax));
        Assert.Equal(["France", "Espana"], format.Terms.WarehouseLocations);
        OfferFile file = format.Write([FileTests.An("A", "2001000000012", 9.5m, 1, 2)]);
        Assert.Equal(("offers.csv", "text/csv", 1), (file.Name, file.ContentType, file.Lines));
        Assert.Equal(IssueCodes.OfferStateUnknown, Assert.Single(format.Check(FileTests.An("A", "2001000000012", 9.5m, 1, 2) with { State = "12" })).Code);
    }

    [Fact]
    public async Task Lists_are_asked_for_once_a_day_also_by_other_instances()
    {
        AnswersLists();
        _ = await Target().ReadFormatAsync(None);
        service.Clock.Advance(TimeSpan.FromHours(23));

        _ = await Target().ReadFormatAsync(None);
        Assert.Equal(5, service.Calls.Count);
        service.Clock.Advance(TimeSpan.FromHours(2));
        AnswersLists();
        _ = await Target().ReadFormatAsync(None);

        Assert.Equal(10, service.Calls.Count);
    }

    [Fact]
    public async Task A_list_that_cannot_be_had_is_yesterdays_and_its_digest_is_that_of_its_content()
    {
        service.Answers("""{"reasons":[{"code":"31"}]}""").Answers(string.Empty, 403).Answers("""{"reasons":[{"code":"31"}]}""").Answers("""{"reasons":[{"code":"32"}]}""");
        OperatorLists lists = new(service.Connect(), documents, service.Clock);
        _ = await lists.GetReasonsAsync(None);
        string digest = lists.DigestOf(MiraklOperations.Reasons)!;
        service.Clock.Advance(TimeSpan.FromHours(25));

        Assert.Equal("31", Assert.Single((await lists.GetReasonsAsync(None)).Reasons).Code);
        Assert.Equal("31", Assert.Single((await lists.GetReasonsAsync(None)).Reasons).Code);
        Assert.Equal(2, service.Calls.Count);
        service.Clock.Advance(TimeSpan.FromMinutes(11));
        _ = await lists.GetReasonsAsync(None);
        Assert.Equal(digest, lists.DigestOf(MiraklOperations.Reasons));
        service.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal("32", Assert.Single((await lists.GetReasonsAsync(None)).Reasons).Code);
        Assert.NotEqual(digest, lists.DigestOf(MiraklOperations.Reasons));
    }

    [Fact]
    public async Task A_list_that_was_never_had_is_a_fault_with_its_code()
    {
        service.Answers(string.Empty, 401);

        MiraklCallException fault = await Assert.ThrowsAsync<MiraklCallException>(() => Target().ReadFormatAsync(None));

        Assert.Equal((IssueCodes.AuthRefused, false), (fault.Code, fault.IsTransient));
        Assert.DoesNotContain(SellerService.Account.ApiKey, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_sent_and_its_import_followed_to_the_rows_that_were_refused()
    {
        service.Answers(SellerSample.Status("OF01_response_201"), 201).Answers(SellerSample.Status("OF02_running")).Answers(SellerSample.Status("OF02_complete_with_errors"))
            .AnswersSample("offer-error-report.csv");
        MiraklOfferTarget target = Target(SellerService.Account with { IntervalShare = 0 });

        OfferImportReceipt sent = await target.SendAsync(new OfferFile("offers.csv", "text/csv", "sku\nA\n"u8.ToArray(), 1), None);
        OfferImportStatus running = (await target.AskAsync("90417", None))!;
        OfferImportStatus done = (await target.AskAsync("90419", None))!;
        OfferImportReport report = (await target.ReadReportAsync("90419", None))!;

        Assert.Equal(("90417", service.Exchanges[0].Id), (sent.ImportId, sent.ExchangeId));
        Assert.Equal((OfferImportState.Running, 5, 2, 0), (running.State, running.Read, running.Succeeded, running.Failed));
        Assert.Equal((OfferImportState.Complete, 12, 2, 10, true), (done.State, done.Read, done.Succeeded, done.Failed, done.HasReport));
        Assert.Equal(("OF03", 10), (report.Code, report.Rows.Count));
    }

    [Theory]
    [InlineData("WAITING", OfferImportState.Waiting)]
    [InlineData("WAITING_SYNCHRONIZATION_PRODUCT", OfferImportState.Waiting)]
    [InlineData("PONDERING", OfferImportState.Running)]
    [InlineData("FAILED", OfferImportState.Failed)]
    public async Task A_new_word_for_a_state_counts_as_at_work(string word, OfferImportState state)
    {
        service.Answers($$"""{"import_id":1,"status":"{{word}}"}""");

        Assert.Equal(state, (await Target().AskAsync("1", None))!.State);
    }

    [Fact]
    public async Task An_import_or_a_report_that_is_not_there_is_none()
    {
        service.Answers("""{"message":"No error report found for importTracking 7","status":404}""", 404).Answers(string.Empty, 404);

        Assert.Null(await Target().ReadReportAsync("7", None));
        Assert.Null(await Target().AskAsync("7", None));
    }

    [Fact]
    public async Task A_report_that_is_cut_is_asked_for_again_later()
    {
        service.Answers("sku;error-line;error-message\nA;2;\"The prod");

        Assert.True((await Assert.ThrowsAsync<MiraklCallException>(() => Target().ReadReportAsync("7", None))).IsTransient);
    }

    [Fact]
    public async Task A_product_that_the_catalogue_has_is_found_by_a_hundred_at_a_time()
    {
        ProductReference[] products = [.. Enumerable.Range(1, 101).Select(static i => ProductReference.OfGtin($"{i:D13}")), new ProductReference("SHOP_SKU", "A")];
        service.Answers("""{"products":[{"product_id":"0000000000007","product_id_type":"EAN","product_sku":"P"}],"total_count":1}""").Answers("""{"products":[],"total_count":0}""");

        IReadOnlySet<ProductReference> found = await Target().FindProductsAsync(products, None);

        Assert.Equal(["0000000000007", "A"], found.Select(static product => product.Id).Order(StringComparer.Ordinal));
        Assert.Equal(2, service.Calls.Count);
    }

    [Fact]
    public async Task Offers_are_confirmed_as_the_operator_shows_them()
    {
        service.Answers("""
            {"total_count":2,"offers":[
              {"offer_id":1,"shop_sku":"A","product_references":[{"reference_type":"EAN","reference":"2001000000012"}],"state_code":"11","quantity":4,"active":true,
               "leadtime_to_ship":1,"price":80,
               "all_prices":[{"channel_code":null,"unit_origin_price":89.9,"unit_discount_price":80,"discount_start_date":"2026-11-19T23:00:00Z","discount_end_date":"2026-11-30T22:59:59Z"},
                             {"channel_code":"ES_B2C","unit_origin_price":92.9}]},
              {"offer_id":2,"shop_sku":"B","state_code":"10","quantity":0,"active":false,"inactivity_reasons":["ZERO_QUANTITY","SOMETHING_NEW"],"leadtime_to_ship":3,"price":12}]}
            """);

        List<ConfirmedOffer> offers = [];
        await foreach (ConfirmedOffer offer in Target().ReadOffersAsync(None))
        {
            offers.Add(offer);
        }

        ConfirmedOffer first = offers[0];
        Assert.Equal((ProductReference.OfGtin("2001000000012"), 89.9m, 4, "11", null, true), (first.Product, first.Price, first.Quantity, first.State, first.LeadTime, first.IsActive));
        Assert.Equal(new OfferDiscount(80, new DateOnly(2026, 11, 20), new DateOnly(2026, 11, 30)), first.Discount);
        Assert.Equal([new ChannelPrice("ES_B2C", 92.9m, null)], first.Prices);
        Assert.Equal((12m, 3, false), (offers[1].Price, offers[1].LeadTime, offers[1].IsActive));
        Assert.Equal(["ZERO_QUANTITY", "SOMETHING_NEW"], offers[1].InactivityReasons);
    }

    private MiraklOfferTarget Target(MiraklAccount? account = null)
    {
        MiraklApi api = service.Connect(account);
        return new MiraklOfferTarget(Shop, api, new OperatorLists(api, documents, service.Clock), service.Clock);
    }

    private void AnswersLists() => service.Answers(Switches)
        .Answers("""{"offer_states":[{"code":"11","label":"Neuf"},{"code":"10"}]}""").Answers("""{"logistic_classes":[{"code":"S"}]}""")
        .Answers("""{"channels":[{"code":"FR_B2C"},{"code":"ES_B2C"}]}""")
        .Answers("""{"additional_fields":[{"code":"WarehouseLocation","entity":"OFFER","accepted_values":["France","Espana"]},{"code":"warranty","entity":"SHOP"}]}""");

    private sealed class MemoryVocabulary : IVocabularyStore
    {
        private readonly Dictionary<string, VocabularyDocument> kept = new(StringComparer.Ordinal);

        public Task<VocabularyDocument?> FindAsync(string store, string name, CancellationToken cancellationToken) => Task.FromResult(kept.GetValueOrDefault($"{store}/{name}"));

        public Task SaveAsync(string store, string name, VocabularyDocument document, CancellationToken cancellationToken)
        {
            kept[$"{store}/{name}"] = document;
            return Task.CompletedTask;
        }
    }
}

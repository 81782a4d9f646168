using System.Net;
using System.Text;
using System.Text.Json;
using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Issues;
using Pipeline.Functions.Tests.Orders;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Channels;

/// <summary>Offers from a change of the catalogue to what the channel confirms.</summary>
[Collection(StorageCollection.Name)]
public sealed class OfferHttpTests(StorageEmulator storage) : IAsyncLifetime
{
    private const string A = "4006381333931";
    private const string B = "4006381333948";

    private StoreStage stage = null!;

    public async Task InitializeAsync() => stage = await StoreStage.StartAsync(storage);

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public async Task A_new_article_is_listed_offered_and_confirmed()
    {
        await stage.ImportAsync($"A1 {A} 100 5");

        Assert.Equal($"{A};110;5\n", stage.SentText(0));
        Assert.Equal([$"{A} waitingForMarketplace"], await stage.ListingsAsync());
        JsonElement sent = Assert.Single(await stage.ImportsAsync());
        Assert.Equal(("offers", "sent", "1"), (StoreStage.Text(sent, "kind"), StoreStage.Text(sent, "status"), StoreStage.Text(sent, "channelImportId")));

        await stage.StepAsync();

        Assert.Equal([$"{A} live"], await stage.ListingsAsync());
        Assert.Equal("succeeded", StoreStage.Text((await stage.ImportsAsync())[0], "status"));
        Assert.Equal(110, (await stage.App.GetJsonAsync($"/api/stores/corner/listings/{A}")).GetProperty("confirmed").GetProperty("price").GetDecimal());
    }

    [Fact]
    public async Task Only_what_differs_is_sent_and_not_before_the_pause_is_over()
    {
        await stage.ImportAsync($"A1 {A} 100 5", $"B1 {B} 200 5");
        await stage.StepAsync();
        await stage.ImportAsync($"A1 {A} 100 4", $"B1 {B} 200 5");
        Assert.Equal($"{A};110;4\n", stage.SentText(1));

        stage.App.Clock.Advance(TimeSpan.FromSeconds(20));
        await stage.ImportAsync($"A1 {A} 100 3", $"B1 {B} 200 5");
        await stage.ImportAsync($"A1 {A} 100 2", $"B1 {B} 200 5");
        Assert.Equal(2, stage.Channel.Sent.Count);
        await stage.StepAsync(looks: false, seconds: 40);

        Assert.Equal($"{A};110;2\n", stage.SentText(2));
        Assert.Equal(3, stage.Channel.Sent.Count);
    }

    [Fact]
    public async Task A_refused_line_is_told_at_its_listing_and_at_the_import_and_is_not_sent_again_as_it_is()
    {
        await stage.ImportAsync($"A1 {A} 100 5", $"B1 {B} 200 5");
        stage.Channel.Imports["1"] = new OfferImportStatus("1", OfferImportState.Complete) { Read = 2, Succeeded = 1, Failed = 1, HasReport = true };
        stage.Channel.Reports["1"] = new OfferImportReport("T03", "text/csv", Encoding.UTF8.GetBytes("line;text\n2;no\n"),
        [
            new RefusedRow(2, A, IssueCodes.OfferNoProduct, new RowMessage("Le produit n'existe pas", "The product does not exist")) { Field = "product-id", Value = A },
        ]);

        await stage.StepAsync();

        Assert.Equal([$"{A} rejected OFFER_NO_PRODUCT", $"{B} live"], await stage.ListingsAsync());
        JsonElement import = (await stage.ImportsAsync())[0];
        string path = $"/api/stores/corner/imports/{StoreStage.Text(import, "id")}";
        JsonElement row = Assert.Single((await stage.App.GetJsonAsync(path)).GetProperty("rows").EnumerateArray());
        Assert.Equal(("partial", "Le produit n'existe pas"), (StoreStage.Text(import, "status"), StoreStage.Text(row.GetProperty("message"), "fr")));
        Assert.Equal("line;text\n2;no\n", await stage.App.Http.GetStringAsync(new Uri($"{path}/reports/T03", UriKind.Relative)));
        Assert.Equal(stage.SentText(0), await stage.App.Http.GetStringAsync(new Uri($"{path}/file", UriKind.Relative)));
        _ = await ProblemAssert.IsAsync(await stage.App.GetAsync($"{path}/reports/T04"), HttpStatusCode.NotFound, "OFFER_IMPORT_UNKNOWN");
        Assert.Equal("nothingToDo", StoreStage.Text(await stage.RunAsync("offer.export"), "status"));
        await stage.ImportAsync($"A1 {A} 101 5");
        Assert.Equal($"{A};111.1;5\n", stage.SentText(1));
    }

    [Fact]
    public async Task What_the_channel_would_refuse_is_kept_back_and_says_why()
    {
        await stage.ImportAsync($"A1 {A} 1000 5", $"B1 {B} 200 5");

        Assert.Equal($"{B};220;5\n", stage.SentText(0));
        Assert.Equal([$"{A} held CALL_REFUSED", $"{B} waitingForMarketplace"], await stage.ListingsAsync());
    }

    [Fact]
    public async Task An_offer_waits_for_its_product()
    {
        _ = stage.Channel.UnknownProducts.Add(A);
        await stage.ImportAsync($"A1 {A} 100 5");

        Assert.Empty(stage.Channel.Sent);
        Assert.Equal([$"{A} waitingForProduct OFFER_NO_PRODUCT"], await stage.ListingsAsync("?state=waitingForProduct"));
    }

    [Fact]
    public async Task Other_margin_rules_make_all_offers_anew_with_the_next_run()
    {
        await stage.ImportAsync($"A1 {A} 100 5", $"B1 {B} 200 5");
        await stage.StepAsync();
        _ = await stage.PutAsync("/api/pricing/rules", """{"rules":[{"id":"all","percent":20}]}""", any: true);

        await stage.RunAsync("offer.export");

        Assert.Equal($"{A};120;5\n{B};240;5\n", stage.SentText(1));
    }

    [Fact]
    public async Task What_a_distributor_no_longer_has_is_offered_with_no_piece_at_the_price_it_had()
    {
        await stage.ImportAsync($"A1 {A} 100 5");
        await stage.StepAsync();
        await stage.ImportAsync($"A1 {B} 100 5");
        await stage.ComputeAsync($$"""{"store":"corner","gtins":["{{A}}"]}""");

        await stage.StepAsync(looks: false);

        Assert.Contains($"{A};110;0\n", stage.SentText(1) + stage.SentText(2), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_failed_as_a_whole_is_sent_again()
    {
        await stage.ImportAsync($"A1 {A} 100 5");
        stage.Channel.Imports["1"] = new OfferImportStatus("1", OfferImportState.Failed) { Reason = "A parsing error has occurred" };
        await stage.StepAsync();
        JsonElement failed = (await stage.ImportsAsync())[0];
        await stage.RunAsync("offer.export");

        Assert.Equal(("failed", "A parsing error has occurred"), (StoreStage.Text(failed, "status"), StoreStage.Text(failed, "reason")));
        Assert.Equal($"{A};110;5\n", stage.SentText(1));
    }

    [Fact]
    public async Task Too_many_offers_without_a_piece_wait_for_a_person_who_lets_them_go()
    {
        string[] articles = await OfferManyAsync();
        await stage.ImportAsync([.. articles.Select(static article => $"{article[..article.LastIndexOf(' ')]} 0")]);
        JsonElement held = await HeldAsync();
        Assert.Equal(("held", "12 of 12 active offers would have no piece any more."), (StoreStage.Text(held, "status"), StoreStage.Text(held, "holdReason")));
        Assert.Equal("nothingToDo", StoreStage.Text(await stage.RunAsync("offer.export"), "status"));

        Assert.Equal(HttpStatusCode.Accepted, (await stage.App.PostAsync($"/api/executions/{StoreStage.Text(held, "id")}/approve")).StatusCode);
        Assert.Null(await stage.App.DeliverAsync("RunFlow", new(StoreStage.Text(held, "id")!, "corner.offer.export")));

        Assert.Equal(12, stage.Channel.Sent[1].Lines);
        Assert.Equal(JsonValueKind.Null, (await stage.App.GetJsonAsync("/api/stores/corner")).GetProperty("heldExecution").ValueKind);
    }

    [Fact]
    public async Task Too_many_offers_without_a_piece_that_a_person_rejects_stay_as_they_are_until_they_change()
    {
        string[] articles = await OfferManyAsync();
        await stage.ImportAsync([.. articles.Select(static article => $"{article[..article.LastIndexOf(' ')]} 0")]);
        string held = StoreStage.Text(await HeldAsync(), "id")!;

        Assert.Equal(HttpStatusCode.Accepted, (await stage.App.PostAsync($"/api/executions/{held}/reject")).StatusCode);

        Assert.Equal("nothingToDo", StoreStage.Text(await stage.RunAsync("offer.export"), "status"));
        Assert.Equal(12, (await stage.ListingsAsync("?state=rejected&reason=OFFER_REJECTED")).Length);
        stage.App.Clock.Advance(TimeSpan.FromSeconds(1));
        await stage.ImportAsync($"{articles[0][..articles[0].LastIndexOf(' ')]} 7");
        Assert.Equal(1, stage.Channel.Sent[1].Lines);
    }

    [Fact]
    public async Task The_comparison_shows_drift_warns_of_another_writer_and_sends_what_is_wanted_again()
    {
        await stage.ImportAsync($"A1 {A} 100 5", $"B1 {B} 200 5");
        await stage.StepAsync();
        foreach (string sku in new[] { A, B })
        {
            stage.Channel.Offers[sku] = new ConfirmedOffer(sku) { Price = 99, Quantity = 5, IsActive = true };
        }

        stage.Channel.Offers["OTHER"] = new ConfirmedOffer("OTHER") { Price = 1, Quantity = 1, IsActive = true };
        JsonElement check = await stage.RunAsync("offer.check");

        Assert.Equal(
            ("partial", "3 offers there: 2 differ (2 in price), 0 of ours are missing, 1 are not ours."), (StoreStage.Text(check, "status"), StoreStage.Text(check, "summary")));
        JsonElement store = await stage.App.GetJsonAsync("/api/stores/corner");
        Assert.Equal("STORE_TWIN_WRITER", StoreStage.Text(store.GetProperty("warnings")[0], "code"));
        await stage.StepAsync(looks: false);
        Assert.Equal($"{A};110;5\n{B};220;5\n", stage.SentText(1));
    }

    [Fact]
    public async Task A_store_is_tried_in_test_mode_and_goes_live_when_nothing_is_open()
    {
        Assert.Equal(HttpStatusCode.OK, (await stage.App.PostAsync("/api/stores/corner/back-to-test")).StatusCode);
        JsonElement refused = await ProblemAssert.IsAsync(await stage.App.PostAsync("/api/stores/corner/go-live"), HttpStatusCode.Conflict, "STORE_NOT_READY");
        Assert.Equal(
            ["STORE_WITHOUT_LISTINGS", "STORE_NOT_TRIED", "STORE_NOT_CHECKED"],
            refused.GetProperty("errors").EnumerateArray().Select(static error => StoreStage.Text(error, "code")));

        await stage.ImportAsync($"A1 {A} 100 5");
        Assert.Empty(stage.Channel.Sent);
        JsonElement would = Assert.Single(StoreStage.Items(await stage.App.GetJsonAsync("/api/exchanges?partner=corner")));
        Assert.Equal(("wouldSend", "offerImport"), (StoreStage.Text(would, "direction"), StoreStage.Text(would, "operation")));
        await stage.StepAsync();
        await stage.RunAsync("offer.check");
        HttpResponseMessage live = await stage.App.PostAsync("/api/stores/corner/go-live");

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        JsonElement store = await live.JsonAsync();
        Assert.Equal(("live", "api"), (StoreStage.Text(store, "mode"), StoreStage.Text(store, "modeBy")));
        Assert.True(store.GetProperty("checklist").EnumerateArray().All(static point => point.GetProperty("done").GetBoolean()));
        Assert.Equal("live", StoreStage.Text(await stage.App.GetJsonAsync("/api/flows/corner.offer.export"), "mode"));
        await stage.StepAsync(looks: false);
        Assert.Equal($"{A};110;5\n", stage.SentText(0));
    }

    [Fact]
    public async Task A_store_that_does_not_answer_does_not_go_live()
    {
        _ = await stage.App.PostAsync("/api/stores/corner/back-to-test");
        stage.Channel.IsReached = false;

        JsonElement refused = await ProblemAssert.IsAsync(await stage.App.PostAsync("/api/stores/corner/go-live"), HttpStatusCode.Conflict, "STORE_NOT_READY");

        Assert.Equal("STORE_NOT_REACHED", StoreStage.Text(refused.GetProperty("errors")[0], "code"));
        Assert.Equal("notReached", StoreStage.Text(await (await stage.App.PostAsync("/api/stores/corner/test")).JsonAsync(), "outcome"));
    }

    [Fact]
    public async Task A_store_is_not_blocked_by_a_held_execution_that_has_ended()
    {
        string[] articles = await OfferManyAsync();
        await stage.ImportAsync([.. articles.Select(static article => $"{article[..article.LastIndexOf(' ')]} 0")]);
        string held = StoreStage.Text(await HeldAsync(), "id")!;
        _ = await stage.App.Get<Pipeline.Core.Flows.IExecutionStore>().UpdateAsync(held, static run => run with { Status = Pipeline.Core.Flows.ExecutionStatus.Failed }, default);

        Assert.Equal("held", StoreStage.Text(await stage.RunAsync("offer.export"), "status"));
    }

    private async Task<string[]> OfferManyAsync()
    {
        string[] articles = [.. Enumerable.Range(1, 12).Select(static number => $"A{number} {Gtin(number)} 100 5")];
        await stage.ImportAsync(articles);
        await stage.StepAsync();
        Assert.Equal(12, (await stage.ListingsAsync("?state=live")).Length);
        return articles;
    }

    private async Task<JsonElement> HeldAsync() => Assert.Single(StoreStage.Items(await stage.App.GetJsonAsync("/api/executions?flow=corner.offer.export&status=held")));

    private static string Gtin(int number)
    {
        string digits = $"200700{number:000000}";
        int sum = digits.Reverse().Select(static (digit, place) => (digit - '0') * (place % 2 == 0 ? 3 : 1)).Sum();
        return $"{digits}{(10 - (sum % 10)) % 10}";
    }
}

using System.Globalization;
using System.Text.Json;
using Pipeline.Simulators.Mirakl;
using Pipeline.Simulators.Mirakl.Faults;
using Pipeline.Simulators.Mirakl.Offers;

namespace Pipeline.Simulators.Tests.Mirakl;

/// <summary>Imports of offers from the upload to what customers see.</summary>
public sealed class OfferImportTests : IAsyncLifetime
{
    private const string Header = "sku;product-id;product-id-type;price;quantity;state;leadtime-to-ship";
    private const string Dock = "A1;2001000000012;EAN;89.90;42;11;2";
    private const string Keyboard = "A2;2001000000029;EAN;39.90;0;11;0";

    private MiraklStage stage = null!;

    public async Task InitializeAsync() => stage = await MiraklStage.StartAsync();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public async Task An_import_waits_runs_and_ends()
    {
        MiraklAnswered begun = await SendAsync(Dock);
        List<string> seen = [];
        for (int step = 0; step < 4; step++)
        {
            JsonElement tracking = (await stage.GetAsync(new Uri(begun.Location!).AbsolutePath["/mirakl".Length..])).Json;
            seen.Add($"{tracking.GetProperty("status").GetString()} {tracking.GetProperty("lines_read")} {tracking.GetProperty("lines_in_pending")}");
            stage.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(["WAITING 0 0", "RUNNING 1 1", "RUNNING 1 1", "COMPLETE 1 0"], seen);
    }

    [Theory]
    [InlineData("import_mode=QUICK")]
    [InlineData("operator_format=true")]
    [InlineData("import_mode=NORMAL", "with_products=yes")]
    public async Task Parts_that_do_not_fit_are_refused(params string[] parts) =>
        Assert.Equal(400, (await stage.UploadAsync("/api/offers/imports", "sku\n", parts)).Status);

    [Theory]
    [InlineData("sku;price\nA1;\"12", "A parsing error has occurred at line 2")]
    [InlineData("sku;price\nA1;12\nA2;12;13", "A parsing error has occurred at line 3")]
    [InlineData("code;price\nA1;12", "The column 'sku' is missing")]
    [InlineData("sku;price;Price\nA1;12;13", "The column 'price' is duplicated")]
    [InlineData("sku;price[channel=DE_B2C]\nA1;12", "The channel 'DE_B2C' is unknown")]
    public async Task A_file_that_cannot_be_read_fails_as_a_whole(string file, string reason)
    {
        MiraklAnswered begun = await stage.UploadAsync("/api/offers/imports", file, "import_mode=NORMAL");
        stage.Clock.Advance(TimeSpan.FromMinutes(1));

        JsonElement tracking = (await stage.GetAsync($"/api/offers/imports/{begun.Json.GetProperty("import_id")}")).Json;
        Assert.Equal(("FAILED", reason), (tracking.GetProperty("status").GetString(), tracking.GetProperty("reason_status").GetString()));
        Assert.Equal(404, (await stage.GetAsync($"/api/offers/imports/{begun.Json.GetProperty("import_id")}/error_report")).Status);
    }

    [Fact]
    public async Task The_same_file_while_it_runs_is_the_same_import()
    {
        MiraklAnswered first = await SendAsync(Dock);
        MiraklAnswered again = await SendAsync(Dock);
        MiraklAnswered other = await SendAsync(Keyboard);
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        MiraklAnswered later = await SendAsync(Dock);

        Assert.Equal(first.Text, again.Text);
        Assert.Equal(3, new HashSet<string> { first.Text, other.Text, later.Text }.Count);
    }

    [Fact]
    public async Task Normal_leaves_columns_alone_that_are_not_there_and_clears_what_is_blank()
    {
        _ = await stage.ImportOffersAsync("A1;2001000000012;EAN;89.90;42;11;5;Neuf", $"{Header};description");
        _ = await stage.ImportOffersAsync("A1;;7", "sku;description;quantity");

        JsonElement offer = await stage.OfferAsync("A1");
        Assert.Equal((89.90m, 7, 5, ""), (
            offer.GetProperty("price").GetDecimal(), offer.GetProperty("quantity").GetInt32(), offer.GetProperty("leadtime_to_ship").GetInt32(), offer.GetProperty("description").GetString()));
    }

    [Fact]
    public async Task The_deprecated_mode_leaves_blank_cells_alone_and_is_noted()
    {
        _ = await stage.ImportOffersAsync(Dock, Header);
        _ = await stage.ImportOffersAsync("A1;;7", "sku;price;quantity", "PARTIAL_UPDATE");

        Assert.Equal(89.90m, (await stage.OfferAsync("A1")).GetProperty("price").GetDecimal());
        Assert.Equal("PARTIAL_UPDATE", Assert.Single(stage.Simulator.Tenant.Shop.Findings).Subject);
    }

    [Fact]
    public async Task Replace_deletes_what_is_not_in_the_file()
    {
        _ = await stage.ImportOffersAsync($"{Dock}\n{Keyboard}", Header);
        JsonElement tracking = await stage.ImportOffersAsync(Keyboard, Header, "REPLACE");

        Assert.Equal((1, 1), (tracking.GetProperty("offer_updated").GetInt32(), tracking.GetProperty("offer_deleted").GetInt32()));
        Assert.Equal("A2", Assert.Single((await stage.GetAsync("/api/offers")).Json.GetProperty("offers").EnumerateArray()).GetProperty("shop_sku").GetString());
    }

    [Fact]
    public async Task An_offer_shows_why_it_is_inactive_and_a_lead_time_of_0_as_1()
    {
        _ = await stage.ImportOffersAsync($"{Dock}\n{Keyboard}", Header);
        stage.Simulator.Tenant.Shop.State = "SUSPENDED";

        JsonElement keyboard = await stage.OfferAsync("A2");
        Assert.Equal(["SHOP_NOT_OPEN", "ZERO_QUANTITY"], keyboard.GetProperty("inactivity_reasons").EnumerateArray().Select(reason => reason.GetString()));
        Assert.Equal((false, 1), (keyboard.GetProperty("active").GetBoolean(), keyboard.GetProperty("leadtime_to_ship").GetInt32()));
    }

    [Fact]
    public async Task A_price_of_Spain_is_seen_after_half_an_hour()
    {
        _ = await stage.ImportOffersAsync("A1;2001000000012;EAN;89.90;42;11;2;92.90;85.90", $"{Header};price[channel=ES_B2C];discount-price[channel=ES_B2C]");
        int before = (await stage.OfferAsync("A1")).GetProperty("all_prices").GetArrayLength();
        stage.Clock.Advance(TimeSpan.FromMinutes(30));
        JsonElement prices = (await stage.OfferAsync("A1")).GetProperty("all_prices");

        Assert.Equal((1, 2), (before, prices.GetArrayLength()));
        Assert.Equal("ES_B2C", prices[1].GetProperty("context").GetProperty("channel_codes")[0].GetString());
        Assert.Equal((85.90m, 92.90m), (prices[1].GetProperty("price").GetDecimal(), prices[1].GetProperty("unit_origin_price").GetDecimal()));
    }

    [Fact]
    public async Task An_empty_cell_of_a_channel_removes_its_price()
    {
        _ = await stage.ImportOffersAsync($"{Dock};92.90", $"{Header};price[channel=ES_B2C]");
        _ = await stage.ImportOffersAsync($"{Dock};", $"{Header};price[channel=ES_B2C]");
        stage.Clock.Advance(TimeSpan.FromMinutes(31));

        Assert.Equal(1, (await stage.OfferAsync("A1")).GetProperty("all_prices").GetArrayLength());
    }

    [Theory]
    [InlineData("2026-03-09T22:59:59Z", "39.90")]
    [InlineData("2026-03-10T12:00:00Z", "34.90")]
    [InlineData("2026-03-12T23:00:00Z", "39.90")]
    public async Task A_discount_holds_from_its_first_day_to_the_end_of_its_last(string time, string price)
    {
        await using MiraklStage early = await MiraklStage.StartAsync(new MiraklOptions { LimitFactor = 0 });
        _ = await early.ImportOffersAsync("A2;2001000000029;EAN;39.90;3;11;1;34.90;2026-03-10;2026-03-12", $"{Header};discount-price;discount-start-date;discount-end-date");
        JsonElement offer = (await early.OfferAsync("A2")).GetProperty("all_prices")[0];
        OfferPrice kept = early.Simulator.Tenant.Shop.Offers.Find("A2")!.PriceOf(null)!;

        Assert.Equal(34.90m, offer.GetProperty("price").GetDecimal());
        Assert.Equal(price, kept.At(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task JSON_resets_what_is_not_sent()
    {
        _ = await stage.ImportOffersAsync($"{Dock};Neuf", $"{Header};description");
        MiraklAnswered begun = await stage.PostAsync(
            "/api/offers",
            """{"offers":[{"shop_sku":"A1","product_id":"2001000000012","product_id_type":"EAN","state_code":"11","price":79.9,"update_delete":"update"}]}""");
        stage.Clock.Advance(TimeSpan.FromMinutes(1));

        JsonElement offer = await stage.OfferAsync("A1");
        Assert.Equal(201, begun.Status);
        Assert.Equal((79.9m, 0, ""), (offer.GetProperty("price").GetDecimal(), offer.GetProperty("quantity").GetInt32(), offer.GetProperty("description").GetString()));
        Assert.Equal(400, (await stage.PostAsync("/api/offers", """{"offers":[{"shop_sku":"A1"}]}""")).Status);
    }

    [Fact]
    public async Task Offers_are_listed_page_by_page_and_read_one_by_one()
    {
        _ = await stage.ImportOffersAsync($"{Dock}\n{Keyboard}", Header);
        MiraklAnswered page = await stage.GetAsync("/api/offers?max=1&sort=price");
        long id = page.Json.GetProperty("offers")[0].GetProperty("offer_id").GetInt64();

        Assert.Equal((2, "A2"), (page.Json.GetProperty("total_count").GetInt32(), page.Json.GetProperty("offers")[0].GetProperty("shop_sku").GetString()));
        Assert.EndsWith("?offset=1&max=1>; rel=\"next\"", page.Link, StringComparison.Ordinal);
        Assert.Equal("A2", (await stage.GetAsync($"/api/offers/{id}")).Json.GetProperty("shop_sku").GetString());
        Assert.Equal(0, (await stage.GetAsync($"/api/offers/{id}/quantity")).Json.GetProperty("quantity").GetInt32());
        Assert.Equal(404, (await stage.GetAsync("/api/offers/1")).Status);
    }

    [Fact]
    public async Task Imports_are_listed_newest_first_with_tokens()
    {
        foreach (string row in new[] { Dock, Keyboard, $"{Dock}0" })
        {
            _ = await stage.ImportOffersAsync(row, Header);
        }

        JsonElement first = (await stage.GetAsync("/api/offers/imports?limit=2&status=COMPLETE")).Json;
        JsonElement last = (await stage.GetAsync($"/api/offers/imports?page_token={first.GetProperty("next_page_token").GetString()}")).Json;

        Assert.Equal((2, 1), (first.GetProperty("data").GetArrayLength(), last.GetProperty("data").GetArrayLength()));
        Assert.False(last.TryGetProperty("next_page_token", out _));
        Assert.Equal(2, (await stage.GetAsync($"/api/offers/imports?page_token={last.GetProperty("previous_page_token").GetString()}")).Json.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Competing_offers_stand_beside_our_own()
    {
        _ = await stage.ImportOffersAsync($"{Dock}\nA2;2001000000029;EAN;39.90;3;11;1", Header);

        JsonElement[] products = [.. (await stage.GetAsync("/api/products/offers?product_references=EAN|2001000000029,EAN|2001000000012,EAN|1")).Json.GetProperty("products").EnumerateArray()];

        Assert.Equal([2, 1], products.Select(product => product.GetProperty("total_count").GetInt32()));
        Assert.Equal(["pixmania-demo", "Boutique Voisine"], products[0].GetProperty("offers").EnumerateArray().Select(offer => offer.GetProperty("shop_name").GetString()));
    }

    [Fact]
    public async Task Another_writer_changes_an_offer_by_an_import_that_is_not_ours()
    {
        _ = await stage.ImportOffersAsync(Dock, Header);
        _ = await stage.ControlAsync(HttpMethod.Put, "offers/A1", """{"price":79.90}""");

        JsonElement offer = await stage.OfferAsync("A1");
        Assert.Equal((79.90m, 42), (offer.GetProperty("price").GetDecimal(), offer.GetProperty("quantity").GetInt32()));
        Assert.Equal(["FRONT", "API"], (await stage.GetAsync("/api/offers/imports")).Json.GetProperty("data").EnumerateArray().Select(import => import.GetProperty("origin").GetString()));
    }

    [Theory]
    [InlineData(MiraklFault.ImportStuck, "WAITING")]
    [InlineData(MiraklFault.ImportFailed, "FAILED")]
    public async Task An_import_may_get_stuck_or_fail(MiraklFault fault, string status)
    {
        stage.Simulator.Faults.Set(fault, 1);

        Assert.Equal(status, (await stage.ImportOffersAsync(Dock, Header)).GetProperty("status").GetString());
        Assert.Equal("COMPLETE", (await stage.ImportOffersAsync(Keyboard, Header)).GetProperty("status").GetString());
    }

    private Task<MiraklAnswered> SendAsync(string rows) => stage.UploadAsync("/api/offers/imports", $"{Header}\n{rows}\n", "import_mode=NORMAL");
}

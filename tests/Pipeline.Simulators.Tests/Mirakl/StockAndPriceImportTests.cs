using System.Text.Json;
using Pipeline.Simulators.Mirakl;

namespace Pipeline.Simulators.Tests.Mirakl;

/// <summary>Imports of stock and of prices, where the operator has them.</summary>
public sealed class StockAndPriceImportTests : IAsyncLifetime
{
    private MiraklStage stage = null!;

    public async Task InitializeAsync()
    {
        stage = await MiraklStage.StartAsync(new MiraklOptions { LimitFactor = 0, HasStockAndPriceImports = true });
        _ = await stage.ImportOffersAsync("A1;2001000000012;EAN;89.90;42;11;2;");
    }

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Theory]
    [InlineData("/api/offers/stock/imports")]
    [InlineData("/api/offers/pricing/imports")]
    public async Task Without_them_the_paths_answer_404(string path)
    {
        await using MiraklStage without = await MiraklStage.StartAsync();

        Assert.Equal(404, (await without.UploadAsync(path, "offer-sku\n")).Status);
    }

    [Fact]
    public async Task Stock_alone_changes()
    {
        string id = await ImportAsync("/api/offers/stock/imports", "offer-sku;quantity\nA1;7\nA9;7\n");

        JsonElement status = (await stage.GetAsync($"/api/offers/stock/imports/{id}/status")).Json;
        Assert.Equal(("COMPLETE", 1, 1), (status.GetProperty("status").GetString(), status.GetProperty("lines_in_success").GetInt32(), status.GetProperty("lines_in_error").GetInt32()));
        Assert.Equal("\"3\";\"No existing offer to update\";\"A9\"", Assert.Single((await stage.GetAsync($"/api/offers/stock/imports/{id}/error_report")).Lines));
        JsonElement offer = await stage.OfferAsync("A1");
        Assert.Equal((7, 89.90m), (offer.GetProperty("quantity").GetInt32(), offer.GetProperty("price").GetDecimal()));
    }

    [Fact]
    public async Task Prices_of_an_offer_are_replaced_as_a_whole()
    {
        _ = await ImportAsync("/api/offers/pricing/imports", "offer-sku;price;discount-price;channels\nA1;90;80;\nA1;95;;ES_B2C\n");
        _ = await ImportAsync("/api/offers/pricing/imports", "offer-sku;price\nA1;88\n");
        stage.Clock.Advance(TimeSpan.FromMinutes(31));

        JsonElement price = Assert.Single((await stage.OfferAsync("A1")).GetProperty("all_prices").EnumerateArray());
        Assert.Equal((88m, JsonValueKind.Null), (price.GetProperty("unit_origin_price").GetDecimal(), price.GetProperty("unit_discount_price").ValueKind));
    }

    [Fact]
    public async Task A_price_that_does_not_fit_is_reported()
    {
        string id = await ImportAsync("/api/offers/pricing/imports", "offer-sku;price;discount-price\nA1;90;90\n");

        JsonElement status = Assert.Single((await stage.GetAsync($"/api/offers/pricing/imports?import_id={id}")).Json.GetProperty("data").EnumerateArray());
        Assert.Equal((1, true), (status.GetProperty("offers_in_error").GetInt32(), status.GetProperty("has_error_report").GetBoolean()));
        Assert.Contains("The discount price is incorrect", (await stage.GetAsync($"/api/offers/pricing/imports/{id}/error_report")).Text, StringComparison.Ordinal);
    }

    private async Task<string> ImportAsync(string path, string file)
    {
        MiraklAnswered begun = await stage.UploadAsync(path, file);
        Assert.Equal(201, begun.Status);
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        return begun.Json.GetProperty("import_id").GetString()!;
    }
}

using System.Text.Json;
using Pipeline.Simulators.Mirakl;

namespace Pipeline.Simulators.Tests.Mirakl;

/// <summary>Each message of the guide, at the line that causes it.</summary>
public sealed class OfferMessagesTests : IAsyncLifetime
{
    private const string Good = "A1;2001000000012;EAN;89.90;42;11;2;update";

    private MiraklStage stage = null!;

    public async Task InitializeAsync() => stage = await MiraklStage.StartAsync();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Theory]
    [InlineData("A2;2001000000999;EAN;59.90;10;11;2;update", "The product does not exist")]
    [InlineData("A2;;;59.90;10;11;2;", "The product does not exist")]
    [InlineData("A2;;;;;;;delete", "No existing offer to update")]
    [InlineData("A1;2001000000012;EAN;88.90;42;11;2;", "The 'sku' field is duplicated in the source file")]
    [InlineData("A2;2001000000029;EAN;59.90;10;Neuf;2;update", "The state of the product is unknown")]
    [InlineData("A2;2001000000029;EAN;59.90;10;;2;update", "The state of the product is unknown")]
    [InlineData("A2;2001000000029;EAN;;10;11;2;update", "The 'price' field is mandatory")]
    [InlineData("A2;2001000000029;EAN;59,90;10;11;2;update", "The 'price' field is mandatory")]
    [InlineData("A2;2001000000029;EAN;59.90 €;10;11;2;update", "The 'price' field is mandatory")]
    [InlineData("A2;2001000000029;EAN;59.901;10;11;2;update", "The 'price' field is mandatory")]
    [InlineData("A2;2001000000029;EAN;0;10;11;2;update", "The 'price' field is mandatory")]
    [InlineData("A2;2001000000029;EAN;59.90;10;11;45;update", "The 'leadtime-to-ship' field has an invalid value")]
    [InlineData("A2;2001000000029;EAN;59.90;10;11;-1;update", "The 'leadtime-to-ship' field has an invalid value")]
    [InlineData("A2;2001000000029;EAN;59.90;1.5;11;2;update", "The 'quantity' field has an invalid value")]
    [InlineData("A/2;2001000000029;EAN;59.90;1;11;2;update", "The 'sku' field has an invalid value")]
    public async Task A_line_fails_with_its_message(string row, string message)
    {
        JsonElement tracking = await stage.ImportOffersAsync($"{Good}\n{row}");

        MiraklAnswered report = await stage.GetAsync($"/api/offers/imports/{tracking.GetProperty("import_id")}/error_report");
        Assert.Equal(
            "\"sku\";\"product-id\";\"product-id-type\";\"price\";\"quantity\";\"state\";\"leadtime-to-ship\";\"update-delete\";\"error-line\";\"error-message\"", report.Header);
        Assert.Equal($"\"{string.Join("\";\"", row.Split(';'))}\";\"3\";\"{message}\"", Assert.Single(report.Lines));
        Assert.Equal((2, 1, 1), (Number(tracking, "lines_read"), Number(tracking, "lines_in_success"), Number(tracking, "lines_in_error")));
    }

    [Theory]
    [InlineData("logistic-class", "PALLET", "The logistic family is unknown")]
    [InlineData("discount-price;discount-start-date;discount-end-date", "34.90;30/11/2026;20/11/2026", "The discount range date is incorrect")]
    [InlineData("discount-price;discount-start-date;discount-end-date", "34.90;2026-11-30;2026-11-20", "The discount range date is incorrect")]
    [InlineData("discount-price", "39.90", "The discount price is incorrect : must not be null or must be lower than price")]
    [InlineData("discount-price", "0", "The discount price is incorrect : must not be null or must be lower than price")]
    [InlineData("discount-start-date", "2026-11-20", "The discount price is incorrect : must not be null or must be lower than price")]
    [InlineData("price[channel=ES_B2C];discount-price[channel=ES_B2C]", "41.90;41.90", "The discount price is incorrect : must not be null or must be lower than price")]
    [InlineData("discount-price[channel=ES_B2C]", "35.90", "The discount price is incorrect : must not be null or must be lower than price")]
    [InlineData(
        "price[channel=ES_B2C];discount-price[channel=ES_B2C];discount-end-date[channel=ES_B2C]", "41.90;35.90;soon", "The discount range date is incorrect")]
    public async Task A_further_column_fails_with_its_message(string columns, string cells, string message)
    {
        JsonElement tracking = await stage.ImportOffersAsync(
            $"A2;2001000000029;EAN;39.90;11;{cells}", $"sku;product-id;product-id-type;price;state;{columns}");

        Assert.Equal(message, await MessageAsync(tracking));
    }

    [Fact]
    public async Task The_first_failure_in_the_order_of_the_guide_wins()
    {
        JsonElement tracking = await stage.ImportOffersAsync("A2;2001000000029;EAN;59 €;10;Neuf;99;update");

        Assert.Equal("The state of the product is unknown", await MessageAsync(tracking));
    }

    [Fact]
    public async Task A_SKU_stays_with_its_product()
    {
        _ = await stage.ImportOffersAsync(Good);
        JsonElement tracking = await stage.ImportOffersAsync("A1;2001000000029;EAN;59.90;10;11;2;update");

        Assert.Equal("The product linked to the new offer is different from the product linked to the existing offer", await MessageAsync(tracking));
    }

    [Theory]
    [InlineData(29, 1)]
    [InlineData(31, 0)]
    public async Task A_deleted_SKU_stays_with_its_product_for_30_days(int days, int errors)
    {
        _ = await stage.ImportOffersAsync(Good);
        _ = await stage.ImportOffersAsync("A1;;;;;;;delete");
        stage.Clock.Advance(TimeSpan.FromDays(days));

        JsonElement other = await stage.ImportOffersAsync("A1;2001000000029;EAN;59.90;10;11;2;update");

        Assert.Equal(errors, Number(other, "lines_in_error"));
    }

    [Fact]
    public async Task A_deleted_SKU_may_come_back_for_its_own_product()
    {
        _ = await stage.ImportOffersAsync(Good);
        _ = await stage.ImportOffersAsync("A1;;;;;;;delete");

        Assert.Equal(1, Number(await stage.ImportOffersAsync(Good), "offer_inserted"));
    }

    [Fact]
    public async Task An_update_of_an_unknown_offer_fails_in_the_deprecated_mode()
    {
        JsonElement tracking = await stage.ImportOffersAsync("A2;;;61.90", "sku;product-id;product-id-type;price", "PARTIAL_UPDATE");

        Assert.Equal("No existing offer to update", await MessageAsync(tracking));
    }

    [Theory]
    [InlineData("REPLACE")]
    [InlineData("PARTIAL_UPDATE")]
    public async Task Only_the_normal_mode_takes_the_column_of_deletions(string mode)
    {
        JsonElement tracking = await stage.ImportOffersAsync(Good, mode: mode);

        Assert.Equal("This import type does not allow the use of the 'update-delete' column", await MessageAsync(tracking));
    }

    [Fact]
    public async Task A_discount_may_need_both_dates()
    {
        await using MiraklStage strict = await MiraklStage.StartAsync(new MiraklOptions { LimitFactor = 0, DemandsDiscountPeriod = true });

        JsonElement tracking = await strict.ImportOffersAsync("A2;2001000000029;EAN;39.90;11;34.90", "sku;product-id;product-id-type;price;state;discount-price");

        Assert.Equal(1, Number(tracking, "lines_in_error"));
    }

    private async Task<string> MessageAsync(JsonElement tracking)
    {
        MiraklAnswered report = await stage.GetAsync($"/api/offers/imports/{tracking.GetProperty("import_id")}/error_report");
        return Assert.Single(report.Lines).Split(';')[^1].Trim('"');
    }

    private static int Number(JsonElement tracking, string name) => tracking.GetProperty(name).GetInt32();
}

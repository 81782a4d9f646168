using System.Text.Json;
using Pipeline.Partners.Channels.Mirakl.Answers;
using Pipeline.Partners.Channels.Mirakl.Offers;
using Pipeline.Partners.Channels.Mirakl.Orders;
using Pipeline.Partners.Channels.Mirakl.Platform;
using Pipeline.Partners.Channels.Mirakl.Products;

namespace Pipeline.Partners.Tests.Channels.Mirakl;

/// <summary>The samples of answers, read.</summary>
public sealed class AnswerTests
{
    [Fact]
    public async Task Orders_are_read_with_addresses_that_may_be_missing_before_they_are_accepted()
    {
        SellerService service = new();
        service.AnswersSample("orders-or11.json");

        IReadOnlyList<MarketplaceOrder> orders = (await new OrderCalls(service.Connect()).ListAsync(new(), CancellationToken.None)).Value!;

        Assert.Equal(
            [("PXT-10001-A", "WAITING_ACCEPTANCE", "FR_B2C", 254.3m), ("PXT-10002-A", "SHIPPING", "FR_B2C", 34.9m), ("PXT-10003-A", "SHIPPED", "ES_B2C", 76.5m)],
            orders.Select(static order => (order.OrderId, order.OrderState, order.Channel!.Code!, order.TotalPrice)));
        Assert.Equal([false, true, true], orders.Select(static order => MarketplaceOrderStates.IsPaid(order.OrderState)));
        Assert.Equal([false, true, true], orders.Select(static order => MarketplaceOrderStates.IsDecided(order.OrderState)));
        MarketplaceOrder paid = orders[1];
        Assert.Equal(("1 rue de l'Essai", "FRA", "Digicode sur demande"), (paid.ShippingAddress!.Street1, paid.ShippingAddress.CountryIsoCode, paid.ShippingAddress.AdditionalInfo));
        Assert.Equal(new DateTimeOffset(2026, 11, 3, 22, 59, 59, 999, TimeSpan.Zero), paid.ShippingDeadline);
        MarketplaceOrderLine line = Assert.Single(paid.OrderLines);
        Assert.Equal(("PXT-10002-A-1", "700101", "IM-NVL-KB-FR", 1, 34.9m, 39.9m, true), (line.OrderLineId, line.OfferId, line.OfferSku, line.Quantity, line.PriceUnit, line.OriginUnitPrice, line.CanRefund));
        Assert.Equal(2, orders[0].OrderLines.Count);
    }

    [Fact]
    public void An_order_without_its_id_its_time_or_a_price_is_not_guessed() => Assert.All(
        new[] { "order_id", "created_date", "order_state", "price_unit", "quantity" },
        static member => Assert.Throws<JsonException>(() => Read<Dictionary<string, JsonElement>>(SellerSample.Text("orders-or11.json"))["orders"].EnumerateArray().First()
            .GetRawText().Replace($"\"{member}\"", "\"other\"", StringComparison.Ordinal) is { } broken ? Read<MarketplaceOrder>(broken) : null));

    [Theory]
    [InlineData("OF02_waiting_for_products", "WAITING_SYNCHRONIZATION_PRODUCT", false)]
    [InlineData("OF02_running", "RUNNING", false)]
    [InlineData("OF02_complete_clean", "COMPLETE", true)]
    [InlineData("OF02_complete_with_errors", "COMPLETE", true)]
    [InlineData("OF02_failed", "FAILED", true)]
    public void An_import_of_offers_is_read(string name, string status, bool isFinal)
    {
        OfferImport import = Read<OfferImport>(SellerSample.Status(name));

        Assert.Equal((status, isFinal), (import.Status, import.IsFinal));
        Assert.Equal(import.LinesRead, import.LinesInSuccess + import.LinesInError + import.LinesInPending);
    }

    [Theory]
    [InlineData("P42_transformation_waiting", false, false)]
    [InlineData("P42_transformation_failed", true, true)]
    [InlineData("P42_sent_with_errors", false, false)]
    [InlineData("P42_complete", true, false)]
    public void An_import_of_products_is_read_and_what_was_sent_to_the_operator_is_not_done_with(string name, bool isFinal, bool isFailed)
    {
        ProductImport import = Read<ProductImport>(SellerSample.Status(name));

        Assert.Equal((isFinal, isFailed), (import.IsFinal, import.IsFailed));
        Assert.Equal(name == "P42_complete" ? 1 : null, import.IntegrationDetails?.ProductsSuccessfullySynchronized);
    }

    [Theory]
    [InlineData("OF01_response_201", "90417")]
    [InlineData("P41_response_201", "51021")]
    public void The_id_of_an_import_is_read(string name, string id) => Assert.Equal(id, Read<ImportStarted>(SellerSample.Status(name)).ImportId);

    [Fact]
    public void A_product_has_the_attributes_of_all_levels_above_it_and_no_others()
    {
        ProductVocabulary vocabulary = SampleVocabulary.Create();

        Assert.Equal(["PERIPH-DOCK", "PERIPH", "IT"], vocabulary.Above("PERIPH-DOCK").Select(static level => level.Code));
        Assert.Equal((true, false, false), (vocabulary.IsLeaf("PERIPH-DOCK"), vocabulary.IsLeaf("PERIPH"), vocabulary.IsLeaf("NOTHING")));
        Assert.Contains("usb-port-count", vocabulary.AttributesOf("PERIPH-DOCK").Select(static attribute => attribute.Code));
        Assert.DoesNotContain("usb-port-count", vocabulary.AttributesOf("LAPTOP").Select(static attribute => attribute.Code));
        Assert.Equal(["noir", "gris", "bleu", "argent"], vocabulary.ValuesOf(vocabulary.AttributesOf("LAPTOP").Single(static attribute => attribute.Code == "color"))!.OrderBy(static code => "ngba".IndexOf(code[0], StringComparison.Ordinal)));
        Assert.Equal(("Category", "sku", "EAN", "title-fr_FR", "Brand"), (Role("CATEGORY"), Role("SHOP_SKU"), Role("UNIQUE_IDENTIFIER"), Role("TITLE"), Role("BRAND")));

        string? Role(string role) => vocabulary.WithRole(role)?.Code;
    }

    [Fact]
    public void Switches_of_the_platform_are_read_and_have_usual_values()
    {
        PlatformConfiguration given = Read<PlatformConfiguration>(
            """{"features":{"offer_prices_decimals":"3","lead_time_to_ship_by_sellers_enabled":"NO","pricing":{"channel_pricing":"SINGLE","discount_period_required":true},"catalog":{"list_of_multiple_values_separator":"^"},"shipment":{"multi_shipment":true}}}""");
        PlatformConfiguration usual = Read<PlatformConfiguration>("{}");

        Assert.Equal((3, false, true, true, "^", true), (given.PriceDecimals, given.TakesLeadTime, given.HasChannelPrices, given.Features.Pricing.DiscountPeriodRequired, given.ValuesSeparator, given.Features.Shipment.MultiShipment));
        Assert.Equal((2, true, false, false, "|", false), (usual.PriceDecimals, usual.TakesLeadTime, usual.HasChannelPrices, usual.Features.Pricing.DiscountPeriodRequired, usual.ValuesSeparator, usual.Features.Shipment.MultiShipment));
    }

    [Fact]
    public void A_carrier_says_where_a_parcel_is_followed()
    {
        Carrier carrier = Assert.Single(Read<CarrierList>("""{"carriers":[{"code":"DHL","label":"DHL","tracking_url":"https://track.example.test/?n={trackingId}"}]}""").Carriers);

        Assert.Equal("https://track.example.test/?n=A%201", carrier.AddressOf("A 1")!.AbsoluteUri);
        Assert.Null((carrier with { TrackingUrl = null }).AddressOf("1"));
    }

    [Fact]
    public void Prices_of_sales_channels_are_told_by_the_channel_or_by_those_they_are_for()
    {
        ShownOffer offer = Read<ShownOffer>("""
            {"all_prices":[{"channel_code":null,"unit_origin_price":89.9},{"channel_code":"ES_B2C","unit_origin_price":92.9},
                           {"channel_code":null,"context":{"channel_codes":["IT_B2C"]},"unit_origin_price":95}],
             "offer_additional_fields":[{"code":"warranty","type":"NUMERIC","value":24},{"code":"tags","value":["a","b"]}]}
            """);

        Assert.Equal(["", "ES_B2C", "IT_B2C"], offer.AllPrices.Select(static price => string.Join(',', price.ForChannels)));
        Assert.Equal(["24", "a,b"], offer.OfferAdditionalFields.Select(static field => field.Value));
    }

    internal static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, MiraklJson.Options)!;
}

/// <summary>The operator's words of the samples.</summary>
internal static class SampleVocabulary
{
    public static ProductVocabulary Create() => new(
        AnswerTests.Read<CategoryList>(SellerSample.Text("hierarchies-h11.json")),
        AnswerTests.Read<AttributeList>(SellerSample.Text("attributes-pm11.json")),
        AnswerTests.Read<ValueLists>(SellerSample.Text("value-lists-vl11.json")));
}

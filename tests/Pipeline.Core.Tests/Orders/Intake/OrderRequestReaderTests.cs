using Pipeline.Core.Messages;
using System.Text.Json;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Intake;
using Pipeline.Core.Orders.Sales;
using Pipeline.TestSupport;

namespace Pipeline.Core.Tests.Orders.Intake;

/// <summary>What an order request may say. Today is 10 March 2026; two distributors exist unless a test says otherwise.</summary>
public sealed class OrderRequestReaderTests
{
    private const string Address = """
        "shipTo":{"name":"Ada","street":"1 rue A","postalCode":"59000","city":"Lille","country":"FR"}
        """;
    private const string Line = """{"sku":"7100231","distributor":"ingram-micro","quantity":2}""";

    [Fact]
    public void Everything_that_an_order_can_say_is_read()
    {
        OrderRequest order = Read("""
            {"source":{"channel":"pixmania","store":"fr","externalId":"P-1"},
             "shipTo":{"name":" Ada ","nameAddition":"Flat 2","contact":"Mrs A","street":["1 rue A","Bat. B"],"postalCode":"59000",
                       "city":"Lille","country":"fr","mail":"ada@example.com","phone":"+33 1"},
             "requestedDeliveryDate":"2026-03-10","shipment":"complete","endUserReference":"E-1","test":true,
             "lines":[{"lineNumber":7,"sku":"000000000007100231","distributor":"ingram-micro","quantity":2,"maxUnitPrice":612.40,"specialBidNumber":"B1"},
                      {"gtin":"200710023003","quantity":1},
                      {"brand":"HP","mpn":"X-1","quantity":999999}]}
            """);

        Assert.Equal(new OrderSource("pixmania", "fr", "P-1"), order.Source);
        Assert.Equal(
            ("Ada", "Flat 2", "Mrs A", "1 rue A|Bat. B", "59000", "Lille", "FR", "ada@example.com", "+33 1"),
            (order.ShipTo!.Name, order.ShipTo.NameAddition, order.ShipTo.Contact, string.Join('|', order.ShipTo.Street),
                order.ShipTo.PostalCode, order.ShipTo.City, order.ShipTo.CountryCode, order.ShipTo.Email, order.ShipTo.Phone));
        Assert.Equal(
            (new DateOnly(2026, 3, 10), true, "E-1", true, null),
            (order.RequestedDeliveryDate, order.ShipComplete, order.EndUserReference, order.IsTest, order.PlacedElsewhere));
        Assert.Equal(
            [
                new SalesOrderLine
                {
                    LineNumber = new LineNumber(7), Distributor = "ingram-micro", Sku = "7100231", Quantity = 2, MaxUnitPrice = 612.4m,
                    SpecialBidNumber = "B1",
                },
                new SalesOrderLine { LineNumber = new LineNumber(1), Gtin = "0200710023003", Quantity = 1 },
                new SalesOrderLine { LineNumber = new LineNumber(2), Brand = "HP", ManufacturerPartNumber = "X-1", Quantity = 999_999 },
            ],
            order.Lines);
    }

    [Fact]
    public void The_only_distributor_is_meant_when_none_is_named()
    {
        OrderReading reading = Reader("ingram-micro").Read(Json($$"""{{{Address}},"lines":[{"sku":"1","quantity":1},{"gtin":"2007100230014","quantity":1}]}"""));

        Assert.Empty(reading.Faults);
        Assert.Equal(["ingram-micro", null], reading.Request!.Lines.Select(static line => line.Distributor));
    }

    [Fact]
    public void An_order_placed_elsewhere_needs_no_address()
    {
        OrderRequest order = Read("""
            {"placedElsewhere":{"distributor":"ingram-micro","purchaseOrderNumber":"po-4711","distributorOrderNumber":"80-1"},
             "lines":[{"sku":"1","quantity":1}]}
            """);

        Assert.Equal(new PlacedElsewhere("ingram-micro", new PurchaseOrderNumber("PO-4711"), "80-1"), order.PlacedElsewhere);
        Assert.Equal(["PO-4711", "80-1"], order.PlacedElsewhere!.Numbers());
        Assert.Equal("ingram-micro", Assert.Single(order.Lines).Distributor);
        Assert.Null(order.ShipTo);
    }

    [Theory]
    [InlineData("""{"sku":"1","distributor":"ingram-micro","quantity":0}""", "/lines/0/quantity", "QUANTITY_INVALID", "0")]
    [InlineData("""{"sku":"1","distributor":"ingram-micro","quantity":1000000}""", "/lines/0/quantity", "QUANTITY_INVALID", "1000000")]
    [InlineData("""{"sku":"1","distributor":"ingram-micro","quantity":2.5}""", "/lines/0/quantity", "QUANTITY_INVALID", "2.5")]
    [InlineData("""{"sku":"1","distributor":"ingram-micro","quantity":"2"}""", "/lines/0/quantity", "QUANTITY_INVALID", "\"2\"")]
    [InlineData("""{"sku":"1","distributor":"ingram-micro"}""", "/lines/0/quantity", "VALUE_MISSING", null)]
    [InlineData("""{"lineNumber":0,"sku":"1","distributor":"ingram-micro","quantity":1}""", "/lines/0/lineNumber", "LINE_NUMBER_INVALID", "0")]
    [InlineData("""{"lineNumber":1000,"sku":"1","distributor":"ingram-micro","quantity":1}""", "/lines/0/lineNumber", "LINE_NUMBER_INVALID", "1000")]
    [InlineData("""{"sku":"1","distributor":"ingram-micro","quantity":1,"maxUnitPrice":0}""", "/lines/0/maxUnitPrice", "PRICE_INVALID", "0")]
    [InlineData("""{"sku":"1","distributor":"ingram-micro","quantity":1,"maxUnitPrice":-1}""", "/lines/0/maxUnitPrice", "PRICE_INVALID", "-1")]
    [InlineData("""{"sku":"1","distributor":"ingram-micro","quantity":1,"maxUnitPrice":1e40}""", "/lines/0/maxUnitPrice", "PRICE_INVALID", "1e40")]
    [InlineData("""{"quantity":1}""", "/lines/0", "ARTICLE_MISSING", null)]
    [InlineData("""{"sku":"1","gtin":"2007100230014","distributor":"ingram-micro","quantity":1}""", "/lines/0", "ARTICLE_AMBIGUOUS", "sku, gtin")]
    [InlineData("""{"gtin":"2007100230014","mpn":"X","brand":"HP","quantity":1}""", "/lines/0", "ARTICLE_AMBIGUOUS", "gtin, brand, mpn")]
    [InlineData("""{"brand":"HP","quantity":1}""", "/lines/0/brand", "BRAND_AND_MPN", "brand")]
    [InlineData("""{"mpn":"X","quantity":1}""", "/lines/0/mpn", "BRAND_AND_MPN", "mpn")]
    [InlineData("""{"gtin":"2007100230015","quantity":1}""", "/lines/0/gtin", "GTIN_INVALID", "2007100230015")]
    [InlineData("""{"sku":"12345678901234567890123456789012345678901","distributor":"ingram-micro","quantity":1}""", "/lines/0/sku", "SKU_INVALID", "12345678901234567890123456789012345678901")]
    [InlineData("""{"sku":"1","quantity":1}""", "/lines/0/distributor", "DISTRIBUTOR_MISSING", null)]
    [InlineData("""{"sku":"1","distributor":"tech-data","quantity":1}""", "/lines/0/distributor", "DISTRIBUTOR_UNKNOWN", "tech-data")]
    [InlineData("""{"sku":"1","distributor":"ingram-micro","quantity":1,"maxPrice":3}""", "/lines/0/maxPrice", "MEMBER_UNKNOWN", "maxPrice")]
    [InlineData("""{"sku":1,"distributor":"ingram-micro","quantity":1}""", "/lines/0/sku", "TYPE_WRONG", "1")]
    [InlineData("\"7100231\"", "/lines/0", "TYPE_WRONG", "\"7100231\"")]
    public void A_wrong_line_is_named_with_place_text_and_code(string line, string pointer, string code, string? text) =>
        AssertFault($$"""{{{Address}},"lines":[{{line}}]}""", pointer, code, text);

    [Theory]
    [InlineData("\"name\":\"Ada\"", "\"name\":\" \"", "/shipTo/name", "VALUE_MISSING", null)]
    [InlineData("\"name\":\"Ada\"", "\"name\":\"A\\nB\"", "/shipTo/name", "CHARACTER_NOT_ALLOWED", "A\nB")]
    [InlineData("\"street\":\"1 rue A\"", "\"street\":[]", "/shipTo/street", "VALUE_MISSING", null)]
    [InlineData("\"street\":\"1 rue A\"", "\"street\":[\"1\",2]", "/shipTo/street/1", "TYPE_WRONG", "2")]
    [InlineData("\"street\":\"1 rue A\"", "\"street\":[\"1\",\"2\",\"3\",\"4\"]", "/shipTo/street", "STREET_TOO_LONG", "4")]
    [InlineData("\"postalCode\":\"59000\"", "\"postalCode\":59000", "/shipTo/postalCode", "TYPE_WRONG", "59000")]
    [InlineData("\"postalCode\":\"59000\"", "\"postalCode\":\"1234567890123\"", "/shipTo/postalCode", "TEXT_TOO_LONG", "1234567890123")]
    [InlineData("\"city\":\"Lille\",", "", "/shipTo/city", "VALUE_MISSING", null)]
    [InlineData("\"country\":\"FR\"", "\"country\":\"UK\"", "/shipTo/country", "COUNTRY_UNKNOWN", "UK")]
    [InlineData("\"country\":\"FR\"", "\"country\":\"France\"", "/shipTo/country", "COUNTRY_UNKNOWN", "France")]
    [InlineData("\"country\":\"FR\"", "\"country\":\"FR\",\"mail\":\"ada\"", "/shipTo/mail", "MAIL_INVALID", "ada")]
    [InlineData("\"country\":\"FR\"", "\"country\":\"FR\",\"zip\":\"1\"", "/shipTo/zip", "MEMBER_UNKNOWN", "zip")]
    public void A_wrong_address_is_named_with_place_text_and_code(
        string part, string other, string pointer, string code, string? text) =>
        AssertFault(
            $$"""{{{Address.Replace(part, other, StringComparison.Ordinal)}},"lines":[{{Line}}]}""", pointer, code, text);

    [Theory]
    [InlineData("\"requestedDeliveryDate\":\"2026-03-09\"", "/requestedDeliveryDate", "DATE_PAST", "2026-03-09")]
    [InlineData("\"requestedDeliveryDate\":\"12/03/2026\"", "/requestedDeliveryDate", "DATE_INVALID", "12/03/2026")]
    [InlineData("\"requestedDeliveryDate\":\"2026-02-30\"", "/requestedDeliveryDate", "DATE_INVALID", "2026-02-30")]
    [InlineData("\"shipment\":\"all\"", "/shipment", "SHIPMENT_UNKNOWN", "all")]
    [InlineData("\"test\":\"yes\"", "/test", "TYPE_WRONG", "\"yes\"")]
    [InlineData("\"source\":{\"channel\":\"Pix mania\"}", "/source/channel", "CHANNEL_INVALID", "Pix mania")]
    [InlineData("\"source\":\"api\"", "/source", "TYPE_WRONG", "\"api\"")]
    [InlineData("\"a/b~c\":1", "/a~1b~0c", "MEMBER_UNKNOWN", "a/b~c")]
    [InlineData("\"endUserReference\":\"\\ud800\"", "", "CHARACTER_NOT_ALLOWED", null)]
    public void A_wrong_member_is_named_with_place_text_and_code(string member, string pointer, string code, string? text) =>
        AssertFault($$"""{{{Address}},"lines":[{{Line}}],{{member}}}""", pointer, code, text);

    [Theory]
    [InlineData("""{"purchaseOrderNumber":"PO_1","distributor":"ingram-micro"}""", "/placedElsewhere/purchaseOrderNumber", "PURCHASE_ORDER_NUMBER_INVALID", "PO_1")]
    [InlineData("""{"purchaseOrderNumber":"P234567890123456789","distributor":"ingram-micro"}""", "/placedElsewhere/purchaseOrderNumber", "PURCHASE_ORDER_NUMBER_INVALID", "P234567890123456789")]
    [InlineData("""{"distributor":"ingram-micro"}""", "/placedElsewhere/purchaseOrderNumber", "VALUE_MISSING", null)]
    [InlineData("""{"purchaseOrderNumber":"PO1"}""", "/placedElsewhere/distributor", "DISTRIBUTOR_UNKNOWN", null)]
    [InlineData("""{"purchaseOrderNumber":"PO1","distributor":"x"}""", "/placedElsewhere/distributor", "DISTRIBUTOR_UNKNOWN", "x")]
    public void A_wrong_place_elsewhere_is_named(string elsewhere, string pointer, string code, string? text) =>
        AssertFault($$"""{"placedElsewhere":{{elsewhere}},"lines":[{"sku":"1","quantity":1}]}""", pointer, code, text);

    [Theory]
    [InlineData("""{"gtin":"2007100230014","quantity":1}""", "/lines/0/sku", "SKU_DEMANDED", "gtin")]
    [InlineData("""{"sku":"1","distributor":"intcomex","quantity":1}""", "/lines/0/distributor", "DISTRIBUTOR_DIFFERS", "intcomex")]
    public void Lines_placed_elsewhere_name_the_article_of_that_distributor(string line, string pointer, string code, string text) =>
        AssertFault(
            $$"""{"placedElsewhere":{"purchaseOrderNumber":"PO1","distributor":"ingram-micro"},"lines":[{{line}}]}""", pointer, code, text);

    [Fact]
    public void An_order_placed_elsewhere_cannot_be_a_test() => AssertFault(
        """{"placedElsewhere":{"purchaseOrderNumber":"PO1","distributor":"ingram-micro"},"lines":[{"sku":"1","quantity":1}],"test":true}""",
        "/test", "TEST_IMPOSSIBLE", "true");

    [Theory]
    [InlineData("", "/lines", "LINE_COUNT", "0")]
    [InlineData(",\"lines\":[]", "/lines", "LINE_COUNT", "0")]
    [InlineData(",\"lines\":{}", "/lines", "TYPE_WRONG", "{}")]
    public void An_order_has_lines(string lines, string pointer, string code, string? text) =>
        AssertFault($$"""{{{Address}}{{lines}}}""", pointer, code, text);

    [Fact]
    public void Two_hundred_lines_are_accepted_and_one_more_is_not()
    {
        string Body(int count) => $$"""{{{Address}},"lines":[{{string.Join(',', Enumerable.Repeat(Line, count))}}]}""";

        Assert.Equal(200, Read(Body(200)).Lines.Select(static line => line.LineNumber.Value).Distinct().Count());
        AssertFault(Body(201), "/lines", "LINE_COUNT", "201");
    }

    [Fact]
    public void A_line_number_used_twice_is_named_at_the_second_line() => AssertFault(
        $$"""{{{Address}},"lines":[{"lineNumber":3,"gtin":"2007100230014","quantity":1},{"lineNumber":3,"gtin":"2007100230014","quantity":1}]}""",
        "/lines/1/lineNumber", "LINE_NUMBER_TWICE", "3");

    [Fact]
    public void A_body_of_another_type_is_named() => AssertFault("[]", "", "TYPE_WRONG", "Array");

    [Fact]
    public void All_faults_are_named_at_once()
    {
        OrderReading reading = Reader("ingram-micro").Read(Json(
            """{"shipTo":{"name":"Ada"},"shipment":"all","lines":[{"quantity":0},{"sku":"1","gtin":"2","quantity":1}],"colour":"red"}"""));

        Assert.Null(reading.Request);
        Assert.Equal(
            [
                "/colour MEMBER_UNKNOWN", "/lines/0 ARTICLE_MISSING", "/lines/0/quantity QUANTITY_INVALID", "/lines/1 ARTICLE_AMBIGUOUS",
                "/lines/1/gtin GTIN_INVALID", "/shipTo/city VALUE_MISSING", "/shipTo/country VALUE_MISSING",
                "/shipTo/postalCode VALUE_MISSING", "/shipTo/street VALUE_MISSING", "/shipment SHIPMENT_UNKNOWN",
            ],
            reading.Faults.Select(static fault => $"{fault.Where} {fault.Code}").Order(StringComparer.Ordinal));
        Assert.All(reading.Faults, static fault =>
        {
            Assert.EndsWith(".", fault.Cause, StringComparison.Ordinal);
            Assert.EndsWith(".", fault.Remedy, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_late_request_is_still_known_by_what_it_says()
    {
        OrderReading reading = Reader("ingram-micro").Read(Json(
            $$"""{{{Address}},"lines":[{{Line}}],"requestedDeliveryDate":"2026-03-09"}"""));

        Assert.Equal("DATE_PAST", Assert.Single(reading.Faults).Code);
        Assert.Equal(new DateOnly(2026, 3, 9), reading.Request!.RequestedDeliveryDate);
    }

    [Theory]
    [InlineData("""{"lines":[{"quantity":2,"distributor":"ingram-micro","lineNumber":1,"sku":"0007100231","maxUnitPrice":10.50}],"shipment":"partial","test":false,"source":{"channel":"api"},""")]
    [InlineData("""{"lines":[{"quantity":2,"distributor":"ingram-micro","sku":" 7100231 ","maxUnitPrice":10.5}],"shipment":null,""")]
    public void The_same_meaning_has_the_same_fingerprint(string beginning) => Assert.Equal(
        Read($$"""{{{Address}},"lines":[{"sku":"7100231","distributor":"ingram-micro","quantity":2,"maxUnitPrice":10.500}]}""").Fingerprint(),
        Read(beginning + Address + "}").Fingerprint());

    [Theory]
    [InlineData("\"quantity\":2", "\"quantity\":3")]
    [InlineData("7100231", "7100232")]
    [InlineData("\"quantity\":2", "\"quantity\":2,\"maxUnitPrice\":1")]
    [InlineData("Lille", "Lilla")]
    [InlineData("\"lines\"", "\"shipment\":\"complete\",\"lines\"")]
    [InlineData("\"lines\"", "\"test\":true,\"lines\"")]
    [InlineData("\"lines\"", "\"requestedDeliveryDate\":\"2026-03-12\",\"lines\"")]
    [InlineData("\"lines\"", "\"source\":{\"channel\":\"pixmania\"},\"lines\"")]
    public void Another_meaning_has_another_fingerprint(string part, string other)
    {
        string body = $$"""{{{Address}},"lines":[{{Line}}]}""";

        Assert.NotEqual(Read(body).Fingerprint(), Read(body.Replace(part, other, StringComparison.Ordinal)).Fingerprint());
    }

    private static void AssertFault(string body, string pointer, string code, string? text)
    {
        Issue fault = Assert.Single(Reader("ingram-micro", "intcomex").Read(Json(body)).Faults);

        Assert.Equal((pointer, code, text), (fault.Where, fault.Code, fault.Text));
    }

    private static OrderRequest Read(string body)
    {
        OrderReading reading = Reader("ingram-micro", "intcomex").Read(Json(body));
        Assert.Empty(reading.Faults);
        return reading.Request!;
    }

    private static OrderRequestReader Reader(params string[] distributors) => new(
        new IntakeTerms
        {
            Currencies = distributors.ToDictionary(static code => code, static _ => "EUR"),
            TimeZones = [TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")],
        },
        new TestClock());

    private static JsonElement Json(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}

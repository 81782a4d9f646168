using System.Text;
using System.Xml.Linq;
using Pipeline.Simulators.IngramMicro;
using Pipeline.Simulators.IngramMicro.Services;
using Pipeline.Simulators.IngramMicro.Services.Articles;

namespace Pipeline.Simulators.Tests.IngramMicro.Services;

/// <summary>What well-formed calls are answered.</summary>
public sealed class AnswersTests : IAsyncLifetime
{
    private ServicesStage stage = null!;

    public async Task InitializeAsync() => stage = await ServicesStage.StartAsync();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public async Task The_sample_enquiry_is_answered_in_the_form_of_the_sample()
    {
        (int status, XDocument? answer) = await stage.CallAsync(WireSample.Text("pna-request.xml"), "PriceAndAvailability");

        Assert.Equal(200, status);
        Assert.Equal("ISO-8859-1", answer!.Declaration!.Encoding);
        XElement[] items = [.. answer.Descendants().Where(element => element.Name.LocalName == "ItemDetails")];
        Assert.Equal(
            ["OK", "OK", "OK", "MULTIPLE_SKU", "SKU_NOT_FOUND"],
            items.Select(item => item.Descendants().First(element => element.Name.LocalName == "ItemStatus").Attribute("StatusCode")!.Value));
        string[] expected = [.. WireSample.Structure(WireSample.Text("pna-response.xml")).Distinct()];
        Assert.Equal(expected, WireSample.Structure(answer.ToString()).Distinct());
        Assert.Equal(["1", "2", "3", "4", "5"], items.Select(item => item.Elements().First().Value));
    }

    [Fact]
    public async Task Prices_have_commas_and_stock_is_that_of_both_files()
    {
        XDocument answer = await AskAsync("<IngramPartNumber>000000000007100231</IngramPartNumber>");

        Assert.Equal("612,40", ServicesStage.Value(answer, "UnitNetPrice"));
        Assert.Equal("0,45", ServicesStage.Value(answer, "TotalFees"));
        Assert.Equal("000000000007100231", ServicesStage.Value(answer, "IngramPartNumber"));
        Assert.Equal(
            ["FR01 13", "EU01 120"],
            answer.Descendants().Where(element => element.Name.LocalName == "Plant").Select(plant => $"{plant.Elements().First().Value} {plant.Elements().ElementAt(1).Value}"));
    }

    [Theory]
    [InlineData("7100999", "", "N", "Y", "N")]
    [InlineData("7100710", "0,00", "N", "N", "Y")]
    [InlineData("7100700", "21,00", "N", "N", "N")]
    [InlineData("7100720", "18,90", "N", "N", "Y")]
    public async Task What_cannot_be_sold_is_found_and_says_so(string sku, string price, string isAvailable, string isDiscontinued, string acceptsBackOrder)
    {
        XDocument answer = await AskAsync($"<IngramPartNumber>{sku}</IngramPartNumber>");

        Assert.Equal(
            (price, isAvailable, isDiscontinued, acceptsBackOrder),
            (ServicesStage.Value(answer, "UnitNetPrice"), ServicesStage.Value(answer, "IsAvailable"), ServicesStage.Value(answer, "IsDiscontinued"), ServicesStage.Value(answer, "AcceptBackOrder")));
    }

    [Theory]
    [InlineData("1", true, false)]
    [InlineData("2", false, true)]
    [InlineData("3", true, true)]
    public async Task The_preference_chooses_price_or_availability(string preference, bool hasPrice, bool hasStock)
    {
        XDocument answer = await AskAsync("<VendorPartNumber>ZTB14-8512FR</VendorPartNumber>", preference);

        Assert.Equal((hasPrice, hasStock), (ServicesStage.Value(answer, "PricingDetails") is not null, ServicesStage.Value(answer, "AvailabilityDetails") is not null));
    }

    [Fact]
    public async Task Commas_can_be_switched_off()
    {
        await using ServicesStage plain = await ServicesStage.StartAsync(new ServicesOptions { DecimalCommas = DecimalCommas.Never });

        (_, XDocument? answer) = await plain.CallAsync(WireSample.Text("pna-request.xml"), "PriceAndAvailability");

        Assert.Equal("612.40", ServicesStage.Value(answer, "UnitNetPrice"));
    }

    [Fact]
    public async Task A_generated_catalogue_is_for_sale_at_the_prices_of_its_price_file()
    {
        ArticleList articles = ArticleList.Generated(new CatalogOptions { Rows = 200, Dirt = DirtKinds.None });
        ServiceArticle one = articles.All.First(article => article.Price > 0);
        await using ServicesStage stage = await ServicesStage.StartAsync(new ServicesOptions { Articles = articles, DecimalCommas = DecimalCommas.Never });

        (_, XDocument? answer) = await stage.CallAsync(
            WireSample.Text("pna-request.xml").Replace("7100231", one.Sku, StringComparison.Ordinal), "PriceAndAvailability");

        Assert.Equal(200, articles.All.Count);
        Assert.Equal(one.Price, decimal.Parse(ServicesStage.Value(answer, "UnitNetPrice")!, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task An_order_is_acknowledged_in_the_form_of_the_sample()
    {
        XDocument answer = await stage.OrderAsync();

        Assert.Equal(WireSample.Structure(WireSample.Text("order-create-ack.xml")), WireSample.Structure(answer.ToString()));
        Assert.Equal("10000", ServicesStage.Value(answer, "ReturnCode"));
        Assert.Equal("ORD-PX26000187-1", ServicesStage.Value(answer, "TransactionID"));
        Assert.Equal("PX26000187", ServicesStage.Value(answer, "CustomerPurchaseOrderNumber"));
        Assert.Equal("C-88213-A", ServicesStage.Value(answer, "EndUserPurchaseOrderNumber"));
        Assert.Equal(("5", "RECEIVED"), (ServicesStage.Value(answer, "ReceivedLineCount"), ServicesStage.Value(answer, "ReceiptStatus")));
        Assert.Matches("^[{][0-9A-F-]{36}[}]$", ServicesStage.Value(answer, "DocumentID"));
        Assert.Equal(1, stage.Simulator.Ledger.Find("PX26000187")!.TimesBought);
    }

    [Fact]
    public async Task A_repeated_number_is_refused_and_bought_once()
    {
        await stage.OrderAsync();

        XDocument second = await stage.OrderAsync();

        Assert.Equal("20004", ServicesStage.Value(second, "ReturnCode"));
        Assert.StartsWith("DUPLICATE_PO: ", ServicesStage.Value(second, "ReturnMessage"), StringComparison.Ordinal);
        Assert.Equal(1, stage.Simulator.Ledger.Find("PX26000187")!.TimesBought);
    }

    [Theory]
    [InlineData(DuplicateOrders.AcceptTwice, 2)]
    [InlineData(DuplicateOrders.SameAcknowledgement, 1)]
    public async Task A_repeated_number_may_be_acknowledged_again(DuplicateOrders mode, int timesBought)
    {
        await using ServicesStage stage = await ServicesStage.StartAsync(new ServicesOptions { DuplicateOrders = mode });
        await stage.OrderAsync();

        XDocument second = await stage.OrderAsync();

        Assert.Equal("10000", ServicesStage.Value(second, "ReturnCode"));
        Assert.Equal(timesBought, stage.Simulator.Ledger.Find("PX26000187")!.TimesBought);
    }

    [Fact]
    public async Task Of_a_hundred_orders_of_one_number_at_once_one_is_bought()
    {
        XDocument[] answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => stage.OrderAsync()));

        Assert.Single(answers, answer => ServicesStage.Value(answer, "ReturnCode") == "10000");
        Assert.Equal(1, stage.Simulator.Ledger.Find("PX26000187")!.TimesBought);
    }

    [Fact]
    public async Task Genesis_may_decide_in_its_synchronous_answer()
    {
        await using ServicesStage stage = await ServicesStage.StartAsync(new ServicesOptions { DecidesAtOnce = true });
        string xml = WireSample.Genesis("order-create.xml", "http://www.ingrammicro.com/pcg/in/OrderCreateRequest").Replace(">ASYNC<", ">SYNC<", StringComparison.Ordinal);

        (_, XDocument? answer) = await stage.CallAsync(stage.Simulator.Genesis, Encoding.Latin1.GetBytes(xml), "text/xml", null);

        Assert.Equal("OrderCreateResponse", answer!.Root!.Elements().Last().Name.LocalName);
        Assert.Equal("8003124571", ServicesStage.Value(answer, "IngramSalesOrderNumber"));
        Assert.Equal("PR", answer.Descendants().First(element => element.Name.LocalName == "OrderStatus").Attribute("StatusCode")!.Value);
    }

    [Fact]
    public async Task An_unknown_number_is_not_found()
    {
        (int status, XDocument? answer) = await stage.CallAsync(WireSample.Inquiry("PX1"), "OrderInquiry");

        Assert.Equal((200, "20000", "No result found"), (status, ServicesStage.Value(answer, "ReturnCode"), ServicesStage.Value(answer, "ReturnMessage")));
    }

    [Fact]
    public async Task A_placed_order_is_found_at_once_and_with_its_progress_later()
    {
        stage.Simulator.Delays = ServiceDelays.Each(TimeSpan.FromHours(1));
        await stage.OrderAsync();
        (_, XDocument? early) = await stage.CallAsync(WireSample.Inquiry("PX26000187"), "OrderInquiry");
        stage.Simulator.Delays = ServiceDelays.Each(TimeSpan.Zero);
        await stage.OrderAsync("PX26000188");
        await stage.SettledAsync("INVOICED", "PX26000188");
        (_, XDocument? late) = await stage.CallAsync(WireSample.Inquiry("PX26000188"), "OrderInquiry");

        Assert.Equal(("10000", "OPEN"), (ServicesStage.Value(early, "ReturnCode"), StatusOf(early!)));
        Assert.Equal("INVOICED", StatusOf(late!));
        Assert.Equal(4, late!.Descendants().Count(element => element.Name.LocalName == "LineDetails"));
        Assert.Equal("2", ServicesStage.Value(late, "ShippedQuantity"));
    }

    [Fact]
    public async Task Details_are_left_out_where_they_are_not_wanted()
    {
        await stage.OrderAsync();

        (_, XDocument? answer) = await stage.CallAsync(
            WireSample.Inquiry("PX26000187").Replace("IncludeOrderDetails=\"Y\"", "IncludeOrderDetails=\"N\"", StringComparison.Ordinal), "OrderInquiry");

        Assert.NotNull(ServicesStage.Value(answer, "StatusDetails"));
        Assert.Null(ServicesStage.Value(answer, "LineDetails"));
    }

    [Fact]
    public async Task Orders_are_found_by_their_days_too()
    {
        await stage.OrderAsync();
        string days = WireSample.Inquiry("PX1").Replace(
            "<OrderStatusRequest IncludeOrderDetails=\"Y\"><CustomerPurchaseOrderNumber>PX1</CustomerPurchaseOrderNumber></OrderStatusRequest>",
            "<OrderSearchRequest><IngramSalesOrderDateRange><FromDate>2000-01-01</FromDate><ToDate>2999-12-31</ToDate></IngramSalesOrderDateRange></OrderSearchRequest>",
            StringComparison.Ordinal);

        (_, XDocument? all) = await stage.CallAsync(days, "OrderInquiry");
        (_, XDocument? none) = await stage.CallAsync(days.Replace("2999", "2000", StringComparison.Ordinal), "OrderInquiry");

        Assert.Equal("PX26000187", ServicesStage.Value(all, "PurchaseOrderNumber"));
        Assert.Equal("20000", ServicesStage.Value(none, "ReturnCode"));
    }

    [Fact]
    public async Task A_voided_order_is_no_longer_found()
    {
        stage.Simulator.Delays = ServiceDelays.Each(TimeSpan.FromHours(1));
        await stage.OrderAsync();

        int voided = await stage.Simulator.VoidAsync("PX26000187");
        (_, XDocument? answer) = await stage.CallAsync(WireSample.Inquiry("PX26000187"), "OrderInquiry");

        Assert.Equal((1, "20086"), (voided, ServicesStage.Value(answer, "ReturnCode")));
        Assert.Equal("VOIDED", Assert.Single(stage.Postback.Of("OrderStatusNotification")).Value("OrderStatus", "StatusCode"));
    }

    [Fact]
    public async Task What_has_shipped_is_not_voided()
    {
        await stage.OrderAsync();
        await stage.SettledAsync("INVOICED");

        Assert.Equal(0, await stage.Simulator.VoidAsync("PX26000187"));

        Assert.Equal("INVOICED", stage.Simulator.Ledger.Orders[0].Purchases[0].State);
    }

    private static string StatusOf(XDocument answer) =>
        answer.Descendants().First(element => element.Name.LocalName == "OrderStatus").Attribute("StatusCode")!.Value;

    private async Task<XDocument> AskAsync(string key, string preference = "3")
    {
        string xml = WireSample.Text("pna-request.xml");
        int from = xml.IndexOf("<Item>", StringComparison.Ordinal);
        int to = xml.IndexOf("</PriceAndAvailabilityRequest>", StringComparison.Ordinal);
        string item = $"<Item>{key}<RequestedQuantity UnitOfMeasure=\"EA\">1</RequestedQuantity></Item>";
        (_, XDocument? answer) = await stage.CallAsync(
            (xml[..from] + item + xml[to..]).Replace("Preference>3<", $"Preference>{preference}<", StringComparison.Ordinal), "PriceAndAvailability");
        return answer!;
    }
}

using System.Xml.Linq;
using Pipeline.Simulators.IngramMicro.Services;
using Pipeline.Simulators.IngramMicro.Services.Orders;
using Pipeline.Simulators.IngramMicro.Services.Pushes;
using Pipeline.TestSupport;

namespace Pipeline.Simulators.Tests.IngramMicro.Services;

/// <summary>What is pushed about an order, in the form of the samples.</summary>
public sealed class OrderCourseTests : IAsyncLifetime
{
    private ServicesStage stage = null!;

    private Postback Postback => stage.Postback;

    public async Task InitializeAsync() => stage = await ServicesStage.StartAsync();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public async Task The_sample_order_is_pushed_from_response_to_invoice()
    {
        stage.Simulator.Rules = [ServicesStage.SampleRule];
        await stage.OrderAsync();

        LedgerPurchase purchase = await stage.SettledAsync("INVOICED");

        Assert.Equal(
            [
                "OrderResponse", "OrderStatusNotification", "DespatchAdvice", "OrderStatusNotification", "Invoice", "OrderStatusNotification",
                "OrderStatusNotification", "DespatchAdvice", "OrderStatusNotification", "Invoice", "OrderStatusNotification",
            ],
            Postback.Kinds);
        Assert.Equal(["RELEASE", "SHIPMENT", "INVOICED", "ETA_CHANGE", "SHIPMENT", "INVOICED"], Statuses().Select(push => push.Value("ChangeReason")));
        Assert.Equal(
            ["RELEASED", "PARTIALLY_SHIPPED", "PARTIALLY_SHIPPED", "PARTIALLY_SHIPPED", "SHIPPED", "INVOICED"],
            Statuses().Select(push => push.Value("OrderStatus", "StatusCode")));
        Assert.All(purchase.Messages, message => Assert.True(message.IsConfirmed));
        Assert.Equal("n-1", Assert.Single(purchase.Messages[0].Attempts).AnsweredId);
    }

    [Theory]
    [InlineData("order-response", "OrderResponse", 0)]
    [InlineData("despatch-advice", "DespatchAdvice", 0)]
    [InlineData("invoice", "Invoice", 0)]
    [InlineData("order-status", "OrderStatusNotification", 3)]
    public async Task Each_message_has_the_structure_of_its_sample(string sample, string kind, int place)
    {
        stage.Simulator.Rules = [ServicesStage.SampleRule];
        await stage.OrderAsync();

        await stage.SettledAsync("INVOICED");

        ReceivedPush push = Postback.Of(kind)[place];
        string text = WireSample.Text($"{sample}.xml");
        Assert.Equal(WireSample.Structure(text), WireSample.Structure(push.Text));
        Assert.Equal(text[..text.IndexOf("?>", StringComparison.Ordinal)], push.Text[..push.Text.IndexOf("?>", StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task A_refused_order_has_the_structure_of_its_sample()
    {
        await stage.OrderAsync("PX26000188", TwoLinesThatAreRefused);

        LedgerPurchase purchase = await stage.SettledAsync("VOIDED", "PX26000188");

        ReceivedPush push = Assert.Single(Postback.Received);
        Assert.Equal(WireSample.Structure(WireSample.Text("order-response-rejected.xml")), WireSample.Structure(push.Text));
        Assert.Equal(("OR", "LINES_REJECTED"), (push.Value("OrderStatus", "StatusCode"), push.Value("OrderStatus", "ReasonCode")));
        Assert.Equal("Prix demandé 519.00, prix contrat 612.40", push.Value("LineText"));
        Assert.Equal(["PRICE_MISMATCH", "NO_PRICE"], purchase.Lines.Select(line => line.ReasonCode));
    }

    [Fact]
    public async Task Response_and_quantities_are_those_of_the_sample()
    {
        stage.Simulator.Rules = [ServicesStage.SampleRule];
        await stage.OrderAsync();

        await stage.SettledAsync("INVOICED");

        string[] names = ["CustomerLineNumber", "IngramLineNumber", "IngramPartNumber", "VendorPartNumber", "RequestedQuantity", "ConfirmedQuantity", "BackOrderedQuantity", "UnitNetPrice", "ExtendedNetPrice", "LineText", "FreightAmount", "IngramSalesOrderNumber", "PurchaseOrderNumber"];
        Assert.Equal(Values(WireSample.Text("order-response.xml"), names), Values(Postback.Received[0].Text, names));
        Assert.Equal(
            Codes(WireSample.Text("order-response.xml")), Codes(Postback.Received[0].Text));
    }

    [Fact]
    public async Task The_sums_of_the_invoice_are_those_of_the_sample_to_the_cent()
    {
        stage.Simulator.Rules = [ServicesStage.SampleRule];
        await stage.OrderAsync();

        await stage.SettledAsync("INVOICED");

        string[] names = ["TotalInformation", "TotalFinancial", "Final", "Tax", "UnitPrice", "LineItemAmount", "Amount", "Description", "InvoiceNumber", "DespatchAdviceNumber"];
        ReceivedPush invoice = Postback.Of("Invoice")[0];
        Assert.Equal(Values(WireSample.Text("invoice.xml"), names), Values(invoice.Text, names));
        Assert.Contains("<TotalFinancial Type=\"TotalAmountDue\">2217.79<", invoice.Text, StringComparison.Ordinal);
        Assert.Contains("TaxableAmount=\"19.00\" TaxAmount=\"1.05\"", invoice.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FR", "20.00", "5.50", "COPIE-PRIVEE", "10.45")]
    [InlineData("NL", "21.00", "9.00", "THUISKOPIE", "17.10")]
    [InlineData("BE", "21.00", "6.00", "AUVIBEL", "11.40")]
    public async Task Vat_and_levies_are_those_of_the_country(string country, string standard, string reduced, string scheme, string vatOfBooks)
    {
        await using ServicesStage stage = await ServicesStage.StartAsync(new ServicesOptions { CountryCode = country });
        await stage.OrderAsync(edit: xml => xml
            .Replace("<CountryCode>FR</CountryCode>\n        <TransactionMode>", $"<CountryCode>{country}</CountryCode>\n        <TransactionMode>", StringComparison.Ordinal)
            .Replace("<RequestedQuantity UnitOfMeasure=\"EA\">2</RequestedQuantity>\n          <RequestedUnitPrice>9.50", "<RequestedQuantity UnitOfMeasure=\"EA\">20</RequestedQuantity>\n          <RequestedUnitPrice>9.50", StringComparison.Ordinal));

        await stage.SettledAsync("INVOICED");

        ReceivedPush invoice = Assert.Single(stage.Postback.Of("Invoice"));
        Assert.Equal([standard, reduced], invoice.Content.Descendants().Where(element => element.Name.LocalName == "TaxRate").Select(rate => rate.Attribute("Rate")!.Value));
        Assert.Equal(vatOfBooks, invoice.Content.Descendants().Last(element => element.Name.LocalName == "TaxRate").Attribute("TaxAmount")!.Value);
        Assert.Equal(scheme, invoice.Value("Charge", "Scheme"));
    }

    [Fact]
    public async Task Each_heavy_piece_has_a_carton_and_a_tracking_number_of_its_own()
    {
        await stage.OrderAsync();

        await stage.SettledAsync("INVOICED");

        ReceivedPush advice = Assert.Single(Postback.Of("DespatchAdvice"));
        Assert.Equal(
            ["000010 x1 EX000000011FR", "000010 x1 EX000000012FR", "000020 x5 EX000000013FR", "000030 x4 EX000000013FR", "000040 x2 EX000000013FR"],
            advice.Content.Descendants().Where(element => element.Name.LocalName == "LineItem").Select(line =>
                $"{line.Attribute("LineNumber")!.Value} x{line.Elements().First().Attribute("DespatchQuantity")!.Value} {line.Descendants().First(element => element.Name.LocalName == "Identification").Attribute("TrackingNumber")!.Value}"));
        Assert.Equal("3", advice.Value("NumberOfPackages"));
    }

    [Fact]
    public async Task Invoiced_serial_numbers_are_the_despatched_ones()
    {
        await stage.OrderAsync();

        await stage.SettledAsync("INVOICED");

        string[] despatched = Serials(Assert.Single(Postback.Of("DespatchAdvice")));
        Assert.Equal(11, despatched.Distinct().Count());
        Assert.Equal(despatched, Serials(Assert.Single(Postback.Of("Invoice"))));
    }

    [Fact]
    public async Task Shipments_and_cartons_are_as_many_as_the_rule_says()
    {
        stage.Simulator.Rules = [new DecisionRule { Sku = "000000000007100552", Shipments = 2, Cartons = 2 }];
        await stage.OrderAsync();

        await stage.SettledAsync("INVOICED");

        IReadOnlyList<ReceivedPush> advices = Postback.Of("DespatchAdvice");
        Assert.Equal([6, 2], advices.Select(advice => advice.Content.Descendants().Count(element => element.Name.LocalName == "LineItem")));
        Assert.Equal(["000030", "000030"], advices[1].Content.Descendants().Where(element => element.Name.LocalName == "LineItem").Select(line => line.Attribute("LineNumber")!.Value));
        Assert.Equal(2, Postback.Of("Invoice").Count);
        Assert.Equal(1, Postback.Of("Invoice").Count(invoice => invoice.Text.Contains("\"FREIGHT\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_complete_shipment_waits_for_what_is_back_ordered()
    {
        stage.Simulator.Rules = [ServicesStage.SampleRule];
        await stage.OrderAsync(edit: xml => xml.Replace("<ShipCompleteFlag>N", "<ShipCompleteFlag>Y", StringComparison.Ordinal));

        LedgerPurchase purchase = await stage.SettledAsync("INVOICED");

        Assert.Equal(["RELEASE", "ETA_CHANGE", "SHIPMENT", "INVOICED"], Statuses().Select(push => push.Value("ChangeReason")));
        Assert.Single(Postback.Of("DespatchAdvice"));
        Assert.Equal([2, 5, 4, 2, 0], purchase.Lines.Select(line => line.Shipped));
    }

    [Fact]
    public async Task A_back_order_may_never_come()
    {
        stage.Simulator.Rules = [ServicesStage.SampleRule with { BackOrderComes = false }];
        await stage.OrderAsync();

        await WaitFor.TrueAsync(() => Statuses().Count == 3);

        Assert.Equal("INVOICED", Statuses()[2].Value("ChangeReason"));
        Assert.Equal("PARTIALLY_SHIPPED", stage.Simulator.Ledger.Find(ServicesStage.SampleNumber)!.Purchases[0].State);
    }

    [Fact]
    public async Task An_order_on_hold_waits_for_its_release()
    {
        await stage.OrderAsync(edit: xml => xml.Replace("<HoldOrderFlag>N", "<HoldOrderFlag>Y", StringComparison.Ordinal));
        await WaitFor.TrueAsync(() => Postback.Received.Count == 1);
        Assert.Equal("HOLD", Postback.Received[0].Value("ChangeReason"));

        Assert.Equal(1, stage.Simulator.Release(ServicesStage.SampleNumber));

        await stage.SettledAsync("INVOICED");
        Assert.Equal("OrderResponse", Postback.Kinds[2]);
    }

    [Fact]
    public async Task Payment_is_told_where_somebody_pays()
    {
        stage.Simulator.Delays = ServiceDelays.Each(TimeSpan.Zero) with { Payment = TimeSpan.Zero };
        await stage.OrderAsync();

        await stage.SettledAsync("PAID");

        Assert.Equal(("PAYMENT", "PAID"), (Statuses()[^1].Value("ChangeReason"), Statuses()[^1].Value("PaymentStatus", "StatusCode")));
    }

    [Fact]
    public async Task Each_step_takes_its_time_and_no_more()
    {
        TestClock clock = new(new DateTimeOffset(2026, 3, 10, 8, 15, 0, TimeSpan.Zero));
        await using ServicesStage stage = await ServicesStage.StartAsync(
            new ServicesOptions { Delays = ServiceDelays.Each(TimeSpan.FromMinutes(10)) }, clock);
        await stage.OrderAsync();
        await WaitFor.TrueAsync(() => clock.TimersMade >= 1);

        clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        Assert.Empty(stage.Simulator.Ledger.Orders[0].Purchases[0].Messages);
        clock.Advance(TimeSpan.FromTicks(1));
        await WaitFor.TrueAsync(() => stage.Postback.Kinds is ["OrderResponse"]);

        Assert.Contains("<TimeStamp>2026-03-10T09:25:00</TimeStamp>", stage.Postback.Received[0].Text, StringComparison.Ordinal);
        Assert.Equal("2026-03-10", stage.Postback.Received[0].Value("IngramSalesOrderDate"));
        Assert.Equal("2026-03-12", stage.Postback.Received[0].Value("DeliveryDate"));
    }

    [Fact]
    public async Task Genesis_is_told_in_bare_xml_of_latin_letters()
    {
        string xml = WireSample.Genesis("order-create.xml", "http://www.ingrammicro.com/pcg/in/OrderCreateRequest");
        await stage.CallAsync(stage.Simulator.Genesis, System.Text.Encoding.Latin1.GetBytes(xml), "text/xml; charset=iso-8859-1", null);

        await stage.SettledAsync("INVOICED");

        ReceivedPush response = Postback.Received[0];
        Assert.Equal("BusinessTransactionNotification", XDocument.Parse(response.Text).Root!.Name.LocalName);
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>", response.Text, StringComparison.Ordinal);
        Assert.False(response.Headers.ContainsKey("SOAPAction"));
        Assert.All(stage.Simulator.Ledger.Orders[0].Purchases[0].Messages, message => Assert.Equal(("benelux-genesis", PushState.Delivered), (message.Profile, message.State)));
        Assert.Contains("Élodie", Postback.Of("DespatchAdvice")[0].Text, StringComparison.Ordinal);
    }

    private IReadOnlyList<ReceivedPush> Statuses() => Postback.Of("OrderStatusNotification");

    private static string TwoLinesThatAreRefused(string xml)
    {
        int from = xml.IndexOf("<LineDetails>", xml.IndexOf("</LineDetails>", xml.IndexOf("</LineDetails>", StringComparison.Ordinal) + 1, StringComparison.Ordinal), StringComparison.Ordinal);
        return (xml[..from] + xml[xml.IndexOf("</OrderCreateRequest>", StringComparison.Ordinal)..])
            .Replace("612.40", "519.00", StringComparison.Ordinal).Replace("7100487", "7100710", StringComparison.Ordinal);
    }

    private static string[] Values(string xml, string[] names) =>
        [.. XDocument.Parse(xml).Descendants().Where(element => names.Contains(element.Name.LocalName)).Select(element => $"{element.Name.LocalName} {string.Join(' ', element.Attributes().Select(attribute => attribute.Value))} {element.Value}")];

    private static string[] Codes(string xml) => [.. XDocument.Parse(xml).Descendants().Attributes()
        .Where(attribute => attribute.Name.LocalName is "StatusCode" or "ReasonCode").Select(attribute => attribute.Value)];

    private static string[] Serials(ReceivedPush push) => [.. push.Content.Descendants()
        .Where(element => element.Name.LocalName == "SerialNumber" && element.Value.Length > 0).Select(element => element.Value)];
}

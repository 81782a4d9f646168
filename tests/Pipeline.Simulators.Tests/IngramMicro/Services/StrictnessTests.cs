using System.Text;
using System.Xml.Linq;
using Pipeline.Simulators.IngramMicro.Services;
using Pipeline.Simulators.IngramMicro.Services.Calls;

namespace Pipeline.Simulators.Tests.IngramMicro.Services;

/// <summary>Each rule refuses its breach, nothing is bought, and the log names the rule.</summary>
public sealed class StrictnessTests : IAsyncLifetime
{
    private const string Namespace = "urn:canonical:ingram-micro:eu:c1";

    private ServicesStage stage = null!;

    public async Task InitializeAsync() => stage = await ServicesStage.StartAsync();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Theory]
    [InlineData("<IngramSalesOrderType>", "<Colour>red</Colour><IngramSalesOrderType>", "elements.known", "Colour: unknown element")]
    [InlineData("<IngramSalesOrderType>ZOR</IngramSalesOrderType>\n        <CurrencyCode>EUR</CurrencyCode>", "<CurrencyCode>EUR</CurrencyCode><IngramSalesOrderType>ZOR</IngramSalesOrderType>", "elements.order", "comes too late")]
    [InlineData("<City>Lyon</City>", "", "elements.required", "City: missing")]
    [InlineData("<Name1>Mme Élodie Garançon</Name1>", "<Name1/>", "elements.required", "ADDRESS_INVALID: ")]
    [InlineData("<CurrencyCode>EUR</CurrencyCode>", "<CurrencyCode>EUR</CurrencyCode><CurrencyCode>EUR</CurrencyCode>", "elements.number", "2 times, at most 1")]
    [InlineData("<City>Lyon</City>", "<City>Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson</City>", "elements.length", "City: 45 characters, at most 35")]
    [InlineData("PX26000187</Pur", "PX26000187000000019</Pur", "elements.length", "19 characters, at most 18")]
    [InlineData("PX26000187</Pur", "px_26</Pur", "elements.value", "A-Z, 0-9 and -")]
    [InlineData("2026-03-10</Pur", "20260310</Pur", "elements.value", "a date yyyy-MM-dd")]
    [InlineData("<BackOrderFlag>Y", "<BackOrderFlag>C", "elements.value", "one of Y, N")]
    [InlineData("<HoldOrderFlag>N</HoldOrderFlag>", "", "elements.required", "HoldOrderFlag: missing")]
    [InlineData("\"EA\">5</Req", "\"EA\">5.0</Req", "elements.value", "INVALID_QTY: ")]
    [InlineData("\"EA\">5</Req", "\"EA\">0</Req", "elements.value", "LineDetails[2]/RequestedQuantity")]
    [InlineData("\"EA\">5</Req", "\"PCE\">5</Req", "elements.attributes", "@UnitOfMeasure")]
    [InlineData(" UnitOfMeasure=\"EA\">5</Req", ">5</Req", "elements.attributes", "@UnitOfMeasure: missing")]
    [InlineData("<LineDetails>", "<LineDetails colour=\"red\">", "elements.attributes", "@colour: unknown")]
    [InlineData("612.40", "612,40", "elements.value", "decimal point")]
    [InlineData("612.40", "0.00", "elements.value", "above 0")]
    [InlineData("<LineText>Ne pas joindre de facture", "<LineText>Ne pas joindre de facture ni de publicité", "elements.length", "LineText")]
    [InlineData("<ProcessingFlags>", "<ProcessingFlags>now", "elements.value", "text between elements")]
    [InlineData("<IngramSalesOrderType>ZOR", "<IngramSalesOrderType>XYZ", "order.type", "XYZ")]
    [InlineData("<CustomerLineNumber>002", "<CustomerLineNumber>1", "order.line-numbers", "more than once")]
    [InlineData("<PostalCode>69002", "<PostalCode>6900", "order.postal-code", "POSTCODE_INVALID: '6900' is no postal code of FR")]
    [InlineData("69002</PostalCode>\n            <CountryCode>FR", "69002</PostalCode>\n            <CountryCode>US", "order.country", "COUNTRY_NOT_ALLOWED")]
    [InlineData("<CurrencyCode>EUR", "<CurrencyCode>USD", "elements.value", "one of EUR")]
    public async Task An_order_that_breaks_a_rule_is_a_data_error(string right, string wrong, string rule, string said)
    {
        (int status, XDocument? answer) = await stage.CallAsync(Edited("order-create.xml", right, wrong), "OrderCreate");

        Assert.Equal((200, "20004"), (status, ServicesStage.Value(answer, "ReturnCode")));
        Assert.Contains(said, ServicesStage.Value(answer, "ReturnMessage"), StringComparison.Ordinal);
        Assert.Null(ServicesStage.Value(answer, "OrderAcknowledgement"));
        AssertRefusedBy(rule);
    }

    [Theory]
    [InlineData("<SenderID>2990000001016</SenderID>", "", "elements.required")]
    [InlineData("<SenderID>2990000001016", "<SenderID>2990000001017", "elements.value")]
    [InlineData("<ReceiverID>2990000002013", "<ReceiverID>2990000001016", "receiver")]
    [InlineData("<TransactionClassifier>2.0", "<TransactionClassifier>1.0", "elements.value")]
    [InlineData("ORD-PX26000187-1", "ORD-PX26000187-1-0123456789012345678901", "elements.length")]
    [InlineData("2026-03-10T09:15:00", "2026-03-10T09:15:00+01:00", "elements.value")]
    [InlineData("<UserPassword>CHANGE-ME</UserPassword>", "", "elements.required")]
    [InlineData("<TransactionMode>ASYNC", "<TransactionMode>LATER", "elements.value")]
    public async Task An_order_with_a_wrong_preamble_fails_at_preamble_level(string right, string wrong, string rule)
    {
        (int status, XDocument? answer) = await stage.CallAsync(Edited("order-create.xml", right, wrong), "OrderCreate");

        Assert.Equal((200, "20000"), (status, ServicesStage.Value(answer, "ReturnCode")));
        AssertRefusedBy(rule);
    }

    [Theory]
    [InlineData("ZRE")]
    [InlineData("ZCR")]
    public async Task Returns_and_credits_are_not_ordered_here(string type)
    {
        (_, XDocument? answer) = await stage.CallAsync(Edited("order-create.xml", ">ZOR<", $">{type}<"), "OrderCreate");

        Assert.Equal("20001", ServicesStage.Value(answer, "ReturnCode"));
        AssertRefusedBy("order.type");
    }

    [Fact]
    public async Task An_order_says_how_it_wants_to_be_answered()
    {
        (_, XDocument? answer) = await stage.CallAsync(
            Edited("order-create.xml", "<TransactionMode>ASYNC</TransactionMode>", ""), "OrderCreate");

        Assert.Equal("20004", ServicesStage.Value(answer, "ReturnCode"));
        AssertRefusedBy("order.mode");
    }

    [Theory]
    [InlineData("<UserPassword>CHANGE-ME", "<UserPassword>SECRET-X")]
    [InlineData("<UserName>FR_000000XM", "<UserName>FR_000001XM")]
    [InlineData("<CountryCode>FR", "<CountryCode>NL")]
    public async Task Who_is_not_known_is_refused_and_the_log_hides_the_login(string right, string wrong)
    {
        (int status, XDocument? answer) = await stage.CallAsync(Edited("pna-request.xml", right, wrong), "PriceAndAvailability");

        Assert.Equal((200, "20002"), (status, ServicesStage.Value(answer, "ReturnCode")));
        RequestEntry entry = AssertRefusedBy("login");
        Assert.Contains("<UserPassword>***<", entry.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("CHANGE-ME", entry.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET-X", entry.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("_00000", entry.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", "OrderCreate", "http.content-type")]
    [InlineData("text/xml", "PriceAndAvailability", "soap.action")]
    [InlineData("text/xml", null, "soap.action")]
    public async Task A_wrong_header_is_a_technical_failure(string contentType, string? action, string rule)
    {
        (int status, XDocument? answer) = await stage.CallAsync(
            stage.Simulator.C1, Encoding.UTF8.GetBytes(WireSample.Text("order-create.xml")), contentType, action is null ? null : $"\"urn:c1/{action}\"");

        Assert.Equal((500, "soap:Client"), (status, ServicesStage.Value(answer, "faultcode")));
        AssertRefusedBy(rule);
    }

    [Fact]
    public async Task A_soap_action_without_quotes_is_a_technical_failure()
    {
        (int status, _) = await stage.CallAsync(
            stage.Simulator.C1, Encoding.UTF8.GetBytes(WireSample.Text("order-create.xml")), "text/xml", "urn:c1/OrderCreate");

        Assert.Equal(500, status);
        AssertRefusedBy("soap.action");
    }

    [Theory]
    [InlineData("</soap:Envelope>", "", "xml.well-formed", "Client")]
    [InlineData("<soap:Envelope", "<!DOCTYPE x [<!ENTITY e \"e\">]><soap:Envelope", "xml.well-formed", "Client")]
    [InlineData("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope", "soap.envelope", "VersionMismatch")]
    [InlineData("<soap:Header/>", "<soap:Header><a xmlns='urn:a' soap:mustUnderstand='1'/></soap:Header>", "soap.must-understand", "MustUnderstand")]
    [InlineData("<soap:Header/>", "<soap:Header/><soap:Header/>", "soap.envelope", "Client")]
    [InlineData(Namespace, "urn:canonical:ingram-micro:eu:c2", "xml.namespace", "Client")]
    [InlineData("<OrderCreateRequest>", "<OrderCreateRequest xmlns=''>", "xml.namespace", "Client")]
    [InlineData("OrderCreateRequest>", "OrderMakeRequest>", "xml.root", "Client")]
    [InlineData("encoding=\"UTF-8\"", "encoding=\"UTF-16\"", "xml.encoding", "Client")]
    public async Task What_cannot_be_read_is_a_technical_failure(string right, string wrong, string rule, string code)
    {
        (int status, XDocument? answer) = await stage.CallAsync(Edited("order-create.xml", right, wrong), "OrderCreate");

        Assert.Equal((500, $"soap:{code}"), (status, ServicesStage.Value(answer, "faultcode")));
        AssertRefusedBy(rule);
    }

    [Theory]
    [InlineData("UTF-8", 0xE9)]
    [InlineData("ISO-8859-1", 0x92)]
    public async Task Bytes_that_are_not_in_the_declared_encoding_are_a_technical_failure(string encoding, int wrong)
    {
        string xml = Edited("order-create.xml", "UTF-8", encoding).Replace('’', '\'').Replace("Lyon", "Ly~n", StringComparison.Ordinal);
        byte[] body = [.. (encoding == "UTF-8" ? Encoding.UTF8 : Encoding.Latin1).GetBytes(xml).Select(value => value == '~' ? (byte)wrong : value)];

        (int status, _) = await stage.CallAsync(stage.Simulator.C1, body, "text/xml", "\"urn:c1/OrderCreate\"");

        Assert.Equal(500, status);
        AssertRefusedBy("xml.encoding");
    }

    [Fact]
    public async Task The_document_counts_where_the_header_names_another_encoding()
    {
        string xml = Edited("order-create.xml", "UTF-8", "ISO-8859-1").Replace('’', '\'');

        (_, XDocument? answer) = await stage.CallAsync(
            stage.Simulator.C1, Encoding.Latin1.GetBytes(xml), "text/xml; charset=utf-8", "\"urn:c1/OrderCreate\"");

        Assert.Equal("10000", ServicesStage.Value(answer, "ReturnCode"));
        Assert.Contains(stage.Simulator.Log.Entries[0].Rules, rule => rule is { Rule: "http.charset", Passed: true });
    }

    [Fact]
    public async Task A_body_above_a_megabyte_is_a_technical_failure()
    {
        string xml = Edited("order-create.xml", "<soap:Header/>", $"<soap:Header/><!--{new string('x', 1024 * 1024)}-->");

        (int status, _) = await stage.CallAsync(xml, "OrderCreate");

        Assert.Equal(500, status);
        AssertRefusedBy("http.size");
    }

    [Fact]
    public async Task An_order_has_at_most_200_lines()
    {
        string line = "<LineDetails><CustomerLineNumber>{0}</CustomerLineNumber><IngramPartNumber>7100231</IngramPartNumber><RequestedQuantity UnitOfMeasure=\"EA\">1</RequestedQuantity><RequestedUnitPrice>612.40</RequestedUnitPrice></LineDetails>";
        string more = string.Concat(Enumerable.Range(6, 195).Select(number => line.Replace("{0}", $"{number:D3}", StringComparison.Ordinal)));
        string one = line.Replace("{0}", "201", StringComparison.Ordinal);

        (_, XDocument? full) = await stage.CallAsync(Edited("order-create.xml", "</OrderCreateRequest>", $"{more}</OrderCreateRequest>"), "OrderCreate");
        (_, XDocument? over) = await stage.CallAsync(Edited("order-create.xml", "</OrderCreateRequest>", $"{more}{one}</OrderCreateRequest>"), "OrderCreate");

        Assert.Equal("200", ServicesStage.Value(full, "ReceivedLineCount"));
        Assert.Equal("20004", ServicesStage.Value(over, "ReturnCode"));
        Assert.Contains("LineDetails: there 201 times, at most 200", ServicesStage.Value(over, "ReturnMessage"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<VendorPartNumber>KVS-1T-BK</VendorPartNumber>", "", "prices.one-key")]
    [InlineData("<VendorPartNumber>KVS-1T-BK</VendorPartNumber>", "<IngramPartNumber>7100552</IngramPartNumber><VendorPartNumber>KVS-1T-BK</VendorPartNumber>", "prices.one-key")]
    [InlineData("<PriceAndAvailabilityPreference>3", "<PriceAndAvailabilityPreference>4", "elements.value")]
    [InlineData("<ReserveInventorySearchFlag>N", "<ReserveInventorySearchFlag>J", "elements.value")]
    [InlineData("\"EA\">4<", "\"EA\">-4<", "elements.value")]
    public async Task A_price_enquiry_that_breaks_a_rule_is_a_data_error(string right, string wrong, string rule)
    {
        (_, XDocument? answer) = await stage.CallAsync(Edited("pna-request.xml", right, wrong), "PriceAndAvailability");

        Assert.Equal("20004", ServicesStage.Value(answer, "ReturnCode"));
        AssertRefusedBy(rule);
    }

    [Theory]
    [InlineData(20, "10000", "Success")]
    [InlineData(21, "20004", "TOO_MANY_ITEMS: 21 items, at most 20")]
    public async Task Twenty_items_are_answered_and_more_are_refused(int count, string code, string message)
    {
        string item = "<Item><IngramPartNumber>7100231</IngramPartNumber><RequestedQuantity UnitOfMeasure=\"EA\">1</RequestedQuantity></Item>";
        string xml = WireSample.Text("pna-request.xml");
        xml = $"{xml[..xml.IndexOf("<Item>", StringComparison.Ordinal)]}{string.Concat(Enumerable.Repeat(item, count))}{xml[xml.IndexOf("</PriceAndAvailabilityRequest>", StringComparison.Ordinal)..]}";

        (_, XDocument? answer) = await stage.CallAsync(xml, "PriceAndAvailability");

        Assert.Equal((code, message), (ServicesStage.Value(answer, "ReturnCode"), ServicesStage.Value(answer, "ReturnMessage")));
    }

    [Theory]
    [InlineData("http://www.ingrammicro.com/pcg/in/PriceAndAvailibilityRequest", 200)]
    [InlineData("http://www.ingrammicro.com/pcg/in/PriceAndAvailabilityRequest", 500)]
    [InlineData("https://www.ingrammicro.com/pcg/in/PriceAndAvailibilityRequest", 500)]
    public async Task Genesis_wants_its_namespace_as_it_is_misspelt(string name, int expected)
    {
        (int status, _) = await stage.CallAsync(
            stage.Simulator.Genesis, Encoding.Latin1.GetBytes(WireSample.Genesis("pna-request.xml", name)), "text/xml; charset=iso-8859-1", null);

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task Genesis_has_no_envelope_and_needs_no_party_ids()
    {
        string xml = WireSample.Genesis("pna-request.xml", "http://www.ingrammicro.com/pcg/in/PriceAndAvailibilityRequest");
        string bare = xml.Replace("<SenderID>2990000001016</SenderID>", "", StringComparison.Ordinal)
            .Replace("<ReceiverID>2990000002013</ReceiverID>", "", StringComparison.Ordinal);

        (_, XDocument? answer) = await stage.CallAsync(stage.Simulator.Genesis, Encoding.Latin1.GetBytes(bare), "application/xml", null);
        (int enveloped, _) = await stage.CallAsync(
            stage.Simulator.Genesis, Encoding.UTF8.GetBytes(WireSample.Text("pna-request.xml")), "text/xml", null);

        Assert.Equal("BusinessTransactionResponse", answer!.Root!.Name.LocalName);
        Assert.Equal("10000", ServicesStage.Value(answer, "ReturnCode"));
        Assert.Equal(500, enveloped);
    }

    [Fact]
    public async Task A_user_name_token_is_taken_only_where_the_account_allows_it()
    {
        const string Token = "<soap:Header><w:Security xmlns:w=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd\" soap:mustUnderstand=\"1\"><w:UsernameToken><w:Username>FR_000000XM</w:Username><w:Password>CHANGE-ME</w:Password></w:UsernameToken></w:Security></soap:Header>";
        string xml = WireSample.Text("pna-request.xml").Replace("<soap:Header/>", Token, StringComparison.Ordinal)
            .Replace("<UserName>FR_000000XM</UserName>", "", StringComparison.Ordinal)
            .Replace("<UserPassword>CHANGE-ME</UserPassword>", "", StringComparison.Ordinal);
        await using ServicesStage open = await ServicesStage.StartAsync(new ServicesOptions { AcceptsUsernameToken = true });

        (int closedStatus, _) = await stage.CallAsync(xml, "PriceAndAvailability");
        (_, XDocument? answer) = await open.CallAsync(xml, "PriceAndAvailability");

        Assert.Equal(500, closedStatus);
        Assert.Equal("10000", ServicesStage.Value(answer, "ReturnCode"));
        Assert.DoesNotContain("CHANGE-ME", open.Simulator.Log.Entries[0].Body, StringComparison.Ordinal);
    }

    private static string Edited(string name, string right, string wrong)
    {
        string text = WireSample.Text(name);
        Assert.Contains(right, text, StringComparison.Ordinal);
        return text.Replace(right, wrong, StringComparison.Ordinal);
    }

    private RequestEntry AssertRefusedBy(string rule)
    {
        RequestEntry entry = stage.Simulator.Log.Entries[^1];
        Assert.Equal(rule, entry.Rules.First(verdict => !verdict.Passed).Rule);
        Assert.Empty(stage.Simulator.Ledger.Orders);
        return entry;
    }
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pipeline.Core.Issues;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Messages.Reading;
using Pipeline.Partners.Distributors.IngramMicro.Reading;
using Pipeline.Partners.Distributors.IngramMicro.Wire;

namespace Pipeline.Partners.Tests.Distributors.IngramMicro;

public sealed class MessageReaderTests
{
    private static readonly OrderMessageJson Indented = new(new JsonSerializerOptions(OrderMessageJson.Default.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    [Theory]
    [InlineData("order-response")]
    [InlineData("order-response-rejected")]
    [InlineData("order-status")]
    [InlineData("despatch-advice")]
    [InlineData("invoice")]
    public void Each_sample_becomes_the_expected_record(string name)
    {
        MessageReading reading = Sample.Reader.Read(new MemoryStream(Sample.Bytes($"{name}.xml")));

        Assert.Empty(reading.Findings);
        string actual = JsonSerializer.Serialize(Assert.Single(reading.Messages), Indented.OrderMessage) + "\n";
        Assert.Equal(Sample.Expected($"{name}.json"), Sample.Keep($"{name}.json", actual));
    }

    [Theory]
    [InlineData("pna-response.xml", "PriceAndAvailabilityResponse")]
    [InlineData("pna-request.xml", "PriceAndAvailabilityRequest")]
    [InlineData("order-create.xml", "OrderCreateRequest")]
    public void A_message_that_is_not_pushed_has_an_unknown_root(string name, string root)
    {
        MessageReading reading = Sample.Reader.Read(new MemoryStream(Sample.Bytes(name)));

        Assert.Equal(ReadingOutcome.UnknownRoot, reading.Outcome);
        Assert.Equal(root, reading.Root);
        Assert.Empty(reading.Messages);
    }

    [Theory]
    [InlineData("<OrderResponse><PurchaseOrderNumber>PX1</PurchaseOrderNumber></OrderResponse>")]
    [InlineData("<x:OrderResponse xmlns:x='urn:other'><x:PurchaseOrderNumber>PX1</x:PurchaseOrderNumber></x:OrderResponse>")]
    [InlineData("<BusinessTransactionNotification xmlns='a'><OrderResponse xmlns=''><CustomerPO>PX1</CustomerPO></OrderResponse></BusinessTransactionNotification>")]
    [InlineData("<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body><OrderResponse><PurchaseOrderNumber> PX1\u00a0</PurchaseOrderNumber></OrderResponse></s:Body></s:Envelope>")]
    public void Envelope_wrapper_prefix_and_namespace_do_not_matter(string xml)
    {
        MessageReading reading = Sample.Reader.Read(Sample.Stream(xml));

        Assert.Equal(ReadingOutcome.Message, reading.Outcome);
        Assert.Equal("PX1", Assert.IsType<OrderResponse>(Assert.Single(reading.Messages)).PurchaseOrderNumber);
        Assert.Contains(reading.Findings, finding => finding.Code == IssueCodes.NamespaceUnexpected);
    }

    [Fact]
    public void A_message_without_its_number_is_incomplete_and_says_which_field()
    {
        MessageReading reading = Sample.Reader.Read(Sample.Stream(
            "<DespatchAdvice xmlns='urn:canonical:ingram-micro:eu:c1'><DespatchAdviceHeader><CustomerPO>PX1</CustomerPO></DespatchAdviceHeader></DespatchAdvice>"));

        Assert.Equal(ReadingOutcome.Incomplete, reading.Outcome);
        Assert.Equal("DespatchAdvice", reading.Root);
        Assert.Equal(
            "DespatchAdvice/DespatchAdviceHeader/DespatchAdviceNumber|DespatchAdviceNumber", reading.Findings[0].Where);
        Assert.Equal("FIELD_MISSING", reading.Findings[0].Code);
    }

    [Fact]
    public void The_thirty_first_of_February_is_no_date_and_a_warning()
    {
        string xml = Sample.Text("invoice.xml").Replace("20260411", "20260231", StringComparison.Ordinal);

        MessageReading reading = Sample.Reader.Read(Sample.Stream(xml));

        Assert.Null(((Invoice)reading.Messages[0]).DueDate);
        Assert.Equal(
            new Issue("DATE_UNREADABLE", "Invoice/PaymentDue/PaymentDueDate", "20260231"),
            Assert.Single(reading.Findings));
    }

    [Theory]
    [InlineData("SHIPPED", OrderStatusCode.Shipped)]
    [InlineData("Order In Progress", OrderStatusCode.Open)]
    [InlineData("order in progress", OrderStatusCode.Open)]
    [InlineData("SHIPPED WITH BILLING ERROR", OrderStatusCode.BillingError)]
    [InlineData("Vertically integrated", OrderStatusCode.Unknown)]
    public void A_status_is_mapped_and_its_text_kept(string code, OrderStatusCode expected)
    {
        string xml = Sample.Text("order-status.xml").Replace("PARTIALLY_SHIPPED", code, StringComparison.Ordinal);

        OrderStatus status = (OrderStatus)Sample.Reader.Read(Sample.Stream(xml)).Messages[0];

        Assert.Equal(expected, status.Status);
        Assert.Equal(code, status.StatusCode);
    }

    [Fact]
    public void A_mapping_file_gives_the_words_of_another_family()
    {
        // IM-XML says SHIPPED before it ships.
        WireProfile profile = WireProfiles.Load(
            "im-xml", """{ "extends": "c1", "codes": { "orderStatus": { "SHIPPED": "Released", "INVOICED": "Shipped" } } }""", null);

        OrderStatus status = (OrderStatus)new MessageReader(profile)
            .Read(new MemoryStream(Sample.Bytes("order-status.xml"))).Messages[0];

        Assert.Equal(OrderStatusCode.Released, status.Lines[0].Status);
    }

    [Fact]
    public void A_mapping_file_gives_other_roots_paths_and_decimals()
    {
        const string Kit = """
            {
              "extends": "c1", "namespaces": [], "decimal": "comma",
              "messages": { "invoice": { "elements": ["Rechnung"], "fields": { "invoiceNumber": "Nummer", "totalDue": "Summe/@Betrag" } } }
            }
            """;

        MessageReading reading = new MessageReader(WireProfiles.Load("kit", Kit, null))
            .Read(Sample.Stream("<Rechnung><Nummer>R-7</Nummer><Summe Betrag='1.234,50'/></Rechnung>"));

        Invoice invoice = (Invoice)reading.Messages[0];
        Assert.Equal("R-7", invoice.InvoiceNumber);
        Assert.Equal(1234.50m, invoice.Totals.Due);
    }

    [Theory]
    [InlineData("""{ "extends": "c1", "wrapers": [] }""", "wrapers")]
    [InlineData("""{ "extends": "c1", "messages": { "invoice": { "fields": { "kind": "A[Type=x]" } } } }""", "A[Type=x]")]
    [InlineData("""{ "extends": "c9" }""", "c9")]
    [InlineData("""[]""", "JSON object")]
    [InlineData("""{ "extends": "c1", "timeZone": "Europe/Atlantis" }""", "Atlantis")]
    public void A_wrong_mapping_file_is_refused_and_the_place_named(string json, string named)
    {
        FormatException exception = Assert.Throws<FormatException>(() => WireProfiles.Load("kit", json, null));

        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-10T10:40:11", "2026-03-10T09:40:11Z")]
    [InlineData("2026-07-10T10:40:11", "2026-07-10T08:40:11Z")]
    [InlineData("2026-03-10T10:40:11+05:00", "2026-03-10T05:40:11Z")]
    [InlineData("2026-10-25T02:30:00", "2026-10-25T01:30:00Z")]
    public void A_time_without_offset_is_local_to_the_profile(string text, string expected)
    {
        string xml = Sample.Text("order-response.xml").Replace("2026-03-10T10:40:11", text, StringComparison.Ordinal);

        DateTimeOffset? sent = Sample.Reader.Read(Sample.Stream(xml)).Messages[0].Origin.SentAt;

        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), sent);
    }

    [Fact]
    public void A_status_that_names_two_orders_gives_two_messages()
    {
        string xml = Sample.Text("order-status.xml").Replace(
            "</StatusDetails>",
            "</StatusDetails><StatusDetails><PurchaseOrderNumber>PX2</PurchaseOrderNumber></StatusDetails>",
            StringComparison.Ordinal);

        MessageReading reading = Sample.Reader.Read(Sample.Stream(xml));

        Assert.Equal(["PX26000187", "PX2"], reading.Messages.Select(message => message.Orders[0]));
    }

    [Fact]
    public void A_declared_encoding_is_believed_and_may_be_overruled()
    {
        byte[] latin = Encoding.Latin1.GetBytes(Sample.Text("order-response.xml"));
        WireProfile overruled = WireProfiles.Load("c1", """{ "readEncoding": "ISO-8859-1" }""", null);

        Assert.Equal(IssueCodes.XmlEncoding, Sample.Reader.Read(new MemoryStream(latin)).Fault?.Code);
        OrderResponse read = (OrderResponse)new MessageReader(overruled).Read(new MemoryStream(latin)).Messages[0];
        Assert.Equal("Article arrêté, remplacé par 7100487", read.Lines[4].Text);
    }

    [Fact]
    public void What_is_utf8_is_read_as_such_also_where_another_encoding_is_set()
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(Sample.Text("order-response.xml"));
        foreach (string set in new[] { "ISO-8859-1", "windows-1252" })
        {
            WireProfile profile = WireProfiles.Load("c1", $$"""{ "readEncoding": "{{set}}" }""", null);

            OrderResponse read = (OrderResponse)new MessageReader(profile).Read(new MemoryStream(utf8)).Messages[0];

            Assert.Equal("Article arrêté, remplacé par 7100487", read.Lines[4].Text);
        }
    }

    [Fact]
    public void Both_profiles_read_the_same_messages()
    {
        foreach (string name in new[] { "order-response.xml", "order-status.xml", "despatch-advice.xml", "invoice.xml" })
        {
            OrderMessage c1 = new MessageReader(Sample.C1).Read(new MemoryStream(Sample.Bytes(name))).Messages[0];
            OrderMessage genesis = new MessageReader(Sample.Genesis).Read(new MemoryStream(Sample.Bytes(name))).Messages[0];

            Assert.Equal(c1.Fingerprint(), genesis.Fingerprint());
        }
    }
}

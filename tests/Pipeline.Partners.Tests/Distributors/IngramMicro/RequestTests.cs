using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.Partners.Distributors.IngramMicro;
using Pipeline.Partners.Distributors.IngramMicro.Wire;

namespace Pipeline.Partners.Tests.Distributors.IngramMicro;

public sealed partial class RequestTests
{
    private static readonly PriceQuery[] SampleQueries =
    [
        new(ArticleKey.OfSku("7100231"), 2), new(ArticleKey.OfSku("7100487"), 5), new(ArticleKey.OfManufacturerPartNumber("KVS-1T-BK"), 4),
        new(ArticleKey.OfGtin("2007100720010"), 1), new(ArticleKey.OfSku("7109999"), 1),
    ];

    [Fact]
    public async Task An_order_is_sent_byte_for_byte_as_the_sample_says()
    {
        ScriptedService service = new ScriptedService().Answers(Sample.Bytes("order-create-ack.xml"));

        await service.Connect().CreateOrderAsync(SampleOrder.Create(), CancellationToken.None);

        string sent = Encoding.UTF8.GetString(service.Calls[0].Body);
        Assert.Equal(WithoutComment("order-create.xml"), Sample.Keep("order-create.c1.xml", sent));
        Assert.Contains("SOAPAction: \"urn:c1/OrderCreate\"", service.Calls[0].Headers, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/xml; charset=utf-8", service.Calls[0].Headers, StringComparison.Ordinal);
        Assert.StartsWith("POST https://services.example.invalid/xml\n", service.Calls[0].Headers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prices_are_asked_for_byte_for_byte_as_the_sample_says()
    {
        ScriptedService service = new ScriptedService().Answers(Sample.Bytes("pna-response.xml"));
        service.Settings.RetryPause = TimeSpan.Zero;

        await service.Connect().GetPriceAndAvailabilityAsync(SampleQueries, CancellationToken.None);

        string expected = WithoutComment("pna-request.xml").Replace("T09:12:04", "T09:15:00", StringComparison.Ordinal);
        Assert.Equal(expected, Sample.Keep("pna-request.c1.xml", Encoding.UTF8.GetString(service.Calls[0].Body)));
    }

    [Fact]
    public async Task The_other_profile_sends_the_same_content_without_envelope_in_its_own_namespaces_and_encoding()
    {
        ScriptedService service = new ScriptedService()
            .Answers(Sample.Bytes("order-create-ack.xml")).Answers(Sample.Bytes("pna-response.xml")).AnswersCode("20000", "No result");
        IngramMicroConnector connector = service.Connect(Sample.Genesis);

        await connector.CreateOrderAsync(SampleOrder.Create(), CancellationToken.None);
        await connector.GetPriceAndAvailabilityAsync(SampleQueries, CancellationToken.None);
        await connector.FindOrderAsync(PurchaseOrderNumber.Parse("PX26000187"), CancellationToken.None);

        string[] names = ["order-create.genesis.xml", "pna-request.genesis.xml", "order-inquiry.genesis.xml"];
        for (int call = 0; call < 3; call++)
        {
            string sent = Sample.Keep(names[call], Encoding.Latin1.GetString(service.Calls[call].Body));
            Assert.Equal(Sample.Expected(names[call]), sent);
            Assert.DoesNotContain("SOAPAction", service.Calls[call].Headers, StringComparison.Ordinal);
            Assert.Contains("charset=iso-8859-1", service.Calls[call].Headers, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_inquiry_names_the_order_and_asks_for_its_lines()
    {
        ScriptedService service = new ScriptedService().AnswersCode("20000", "No result");

        await service.Connect().FindOrderAsync(PurchaseOrderNumber.Parse("PX26000187"), CancellationToken.None);

        XDocument sent = XDocument.Parse(Encoding.UTF8.GetString(service.Calls[0].Body));
        XElement request = sent.Descendants().Single(element => element.Name.LocalName == "OrderStatusRequest");
        Assert.Equal("Y", request.Attribute("IncludeOrderDetails")?.Value);
        Assert.Equal("PX26000187", request.Value);
        Assert.Equal("urn:canonical:ingram-micro:eu:c1", request.Name.NamespaceName);
    }

    [Fact]
    public async Task Credentials_may_travel_in_the_envelope_header_instead_of_the_preamble()
    {
        WireProfile profile = WireProfiles.Load("c1", """{ "credentials": "usernameToken" }""", null);
        ScriptedService service = new ScriptedService().AnswersCode("20000", "No result");

        await service.Connect(profile).FindOrderAsync(PurchaseOrderNumber.Parse("PX1"), CancellationToken.None);

        XDocument sent = XDocument.Parse(Encoding.UTF8.GetString(service.Calls[0].Body));
        Assert.DoesNotContain(sent.Descendants(), element => element.Name.LocalName is "UserName" or "UserPassword");
        XElement token = sent.Descendants().Single(element => element.Name.LocalName == "UsernameToken");
        Assert.Equal(["FR_000000XM", "CHANGE-ME"], token.Elements().Select(element => element.Value));
    }

    [Fact]
    public void A_preview_holds_the_order_and_no_secret()
    {
        OrderPreview preview = new ScriptedService().Connect().PreviewOrder(SampleOrder.Create());

        string text = Encoding.UTF8.GetString(preview.Body.Span);
        Assert.Contains("<PurchaseOrderNumber>PX26000187</PurchaseOrderNumber>", text, StringComparison.Ordinal);
        Assert.Contains("<UserPassword>***</UserPassword>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("CHANGE-ME", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Markup_in_a_text_stays_text()
    {
        OrderCreate order = SampleOrder.To(SampleOrder.Create().ShipTo with { Name = "A & B <\"Ltd\">" });

        string sent = Encoding.UTF8.GetString(new ScriptedService().Connect().PreviewOrder(order).Body.Span);

        Assert.Equal("A & B <\"Ltd\">", XDocument.Parse(sent).Descendants().Single(element => element.Name.LocalName == "Name1").Value);
    }

    private static string WithoutComment(string name) => Comment().Replace(Sample.Text(name), string.Empty);

    [GeneratedRegex("<!--.*?-->\n", RegexOptions.Singleline, 1000)]
    private static partial Regex Comment();
}

using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Notifications;

/// <summary>What senders really do at the address: every one is told what to change, and what it sent is kept.</summary>
[Collection(StorageCollection.Name)]
public sealed class RealPushTests(StorageEmulator storage)
{
    [Theory]
    [InlineData("leading-newline.xml")]
    [InlineData("trailing-nul.xml")]
    [InlineData("trailing-ctrlz.xml")]
    [InlineData("double-bom.xml")]
    [InlineData("control-inside-0.xml")]
    [InlineData("control-inside-1.xml")]
    [InlineData("control-inside-2.xml")]
    [InlineData("control-inside-3.xml")]
    [InlineData("control-inside-4.xml")]
    [InlineData("control-inside-5.xml")]
    [InlineData("control-inside-soap12.xml")]
    [InlineData("xml11.xml")]
    public async Task Characters_that_xml_cannot_hold_are_refused_in_xml(string name)
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        byte[] body = Case(name);
        using HttpRequestMessage request = PushApp.Request(PushApp.Path, body);
        request.Headers.Add("SOAPAction", "\"\"");

        using HttpResponseMessage answer = await app.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(XDocument.Parse(await answer.Content.ReadAsStringAsync()).Descendants(), static element => element.Name.LocalName == "Fault");
        await KeptAsync(app, body);
    }

    [Fact]
    public async Task A_control_character_outside_soap_is_refused_as_a_problem()
    {
        await using PushApp app = await PushApp.StartAsync(storage);

        using HttpResponseMessage answer = await app.PushAsync(Case("control-inside-bare.xml"));

        _ = await ProblemAssert.IsAsync(answer, HttpStatusCode.BadRequest, "XML_NOT_WELL_FORMED");
    }

    [Theory]
    [InlineData("utf8-bytes.xml", "(XML declaration: utf-16, ")]
    [InlineData("ansi.xml", "(XML declaration: ansi, ")]
    [InlineData("bad-name.xml", "(XML declaration: utf8, ")]
    public async Task An_encoding_that_the_bytes_are_not_in_is_named(string name, string words)
    {
        await using PushApp app = await PushApp.StartAsync(storage);

        using HttpResponseMessage answer = await app.PushAsync(Case(name));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        JsonElement kept = await KeptAsync(app, Case(name));
        Assert.Equal("XML_ENCODING", kept.GetProperty("reasonCode").GetString());
        Assert.Contains(words, kept.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("form.txt", "application/x-www-form-urlencoded", "The body is application/x-www-form-urlencoded, not XML.")]
    [InlineData("multipart.txt", "multipart/form-data; boundary=----b1", "The body is multipart/form-data, not XML.")]
    [InlineData("mtom.txt", "multipart/related; boundary=----b1; type=\"application/xop+xml\"", "The body is multipart/related, not XML.")]
    public async Task A_form_is_called_a_form(string name, string contentType, string words)
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        using HttpRequestMessage request = PushApp.Request(PushApp.Path, Case(name));
        _ = request.Content!.Headers.Remove("Content-Type");
        _ = request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using HttpResponseMessage answer = await app.SendAsync(request);

        JsonElement problem = await ProblemAssert.IsAsync(answer, HttpStatusCode.BadRequest, "BODY_NOT_XML");
        Assert.Contains(words, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        _ = await KeptAsync(app, Case(name));
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("HEAD", "")]
    [InlineData("OPTIONS", "")]
    [InlineData("GET", "/secret")]
    [InlineData("HEAD", "/secret")]
    [InlineData("OPTIONS", "/secret")]
    [InlineData("GET", "?wsdl")]
    public async Task Whoever_looks_whether_somebody_is_there_is_told_to_post(string method, string rest)
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        using HttpRequestMessage request = new(new HttpMethod(method), new Uri(PushApp.Path + rest, UriKind.Relative));

        using HttpResponseMessage answer = await app.SendAsync(request);

        Assert.Equal((HttpStatusCode.MethodNotAllowed, "POST"), (answer.StatusCode, string.Join(',', answer.Content.Headers.Allow)));
        Assert.Empty(await app.ListAsync());
    }

    [Fact]
    public async Task Text_in_the_charset_of_the_header_is_read_in_it_when_the_message_is_handled()
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        string xml = Encoding.UTF8.GetString(PushApp.Sample("order-response.xml"));
        xml = xml[xml.IndexOf("?>", StringComparison.Ordinal)..][2..].Trim();
        using HttpRequestMessage request = PushApp.Request(PushApp.Path, Encoding.Latin1.GetBytes(xml.Replace("</PurchaseOrderNumber>", "</PurchaseOrderNumber><Text>\u00e9</Text>", StringComparison.Ordinal)));
        request.Content!.Headers.ContentType!.CharSet = "iso-8859-1";

        using HttpResponseMessage answer = await app.SendAsync(request);
        _ = await app.HandleAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("accepted", Assert.Single(await app.ListAsync()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task What_could_not_be_read_of_an_accepted_message_stands_with_it()
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        string id = await PushAsync(app, Response("3 dozen", "2026-03-10T10:00:00Z"));

        JsonElement message = await app.GetAsync(id);
        Assert.Equal(("accepted", "QUANTITY_UNREADABLE"), (message.GetProperty("state").GetString(), message.GetProperty("reasonCode").GetString()));
        Assert.Contains("'3 dozen'", message.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_versions_one_without_a_readable_time_waits_for_a_person_and_is_taken_when_asked()
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        _ = await PushAsync(app, Response("3", "2026-03-10T10:00:00Z"));
        string second = await PushAsync(app, Response("2", "tea time"));

        JsonElement parked = await app.GetAsync(second);
        using HttpResponseMessage asked = await app.App.PostAsync($"/api/notifications/{second}/replay");
        _ = await app.HandleAsync();

        Assert.Equal(("parked", "VERSION_UNKNOWN"), (parked.GetProperty("state").GetString(), parked.GetProperty("reasonCode").GetString()));
        Assert.Contains("'tea time'", parked.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal("accepted", (await app.GetAsync(second)).GetProperty("state").GetString());
    }

    private static string Response(string confirmed, string time)
    {
        string xml = Encoding.UTF8.GetString(PushApp.Sample("order-response.xml"));
        xml = Regex.Replace(xml, "(?<tag><ConfirmedQuantity[^>]*>)[^<]*<", $"${{tag}} {confirmed}<", RegexOptions.None, TimeSpan.FromSeconds(1));
        return Regex.Replace(xml, "<TimeStamp>[^<]*<", $"<TimeStamp>{time}<", RegexOptions.None, TimeSpan.FromSeconds(1));
    }

    /// <summary>Pushes a message, has it handled, and gives our id.</summary>
    private static async Task<string> PushAsync(PushApp app, string xml)
    {
        // Of two messages of one instant nobody can say which came first.
        app.App.Clock.Advance(TimeSpan.FromSeconds(1));
        using HttpResponseMessage answer = await app.PushAsync(xml);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Assert.Single(await app.HandleAsync());
    }

    private static byte[] Case(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Notifications", "cases", name));

    private static async Task<JsonElement> KeptAsync(PushApp app, byte[] body)
    {
        JsonElement kept = Assert.Single(await app.ListAsync("&state=quarantined"));
        Assert.Equal(body, await app.App.Http.GetByteArrayAsync(new Uri(kept.GetProperty("body").GetString()!, UriKind.Relative)));
        return kept;
    }
}

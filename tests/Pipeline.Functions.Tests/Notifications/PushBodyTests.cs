using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Pipeline.Functions.Tests.Support;
using Pipeline.TestSupport;

namespace Pipeline.Functions.Tests.Notifications;

/// <summary>What a body may be, and what is answered in which envelope.</summary>
[Collection(StorageCollection.Name)]
[SuppressMessage("Reliability", "CA2025", Justification = "The answer is read to its end before the connection goes.")]
public sealed class PushBodyTests(StorageEmulator storage)
{
    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    private static readonly XNamespace Ours = "urn:pipeline:notifications";

    [Theory]
    [InlineData("order-response.xml")]
    [InlineData("order-status.xml")]
    [InlineData("despatch-advice.xml")]
    [InlineData("invoice.xml")]
    public async Task A_soap_request_is_acknowledged_in_soap(string sample)
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        byte[] body = PushApp.Sample(sample);

        using HttpResponseMessage answer = await app.PushAsync(body);

        Assert.Equal((HttpStatusCode.OK, "text/xml"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        XElement receipt = Assert.Single(XDocument.Parse(await answer.Content.ReadAsStringAsync())
            .Root!.Element(Soap + "Body")!.Elements(Ours + "NotificationAcknowledgement"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(body)), receipt.Element(Ours + "Sha256")!.Value);
        Assert.Equal(body, await app.App.Http.GetByteArrayAsync(
            new Uri($"/api/notifications/{receipt.Element(Ours + "Id")!.Value}/body", UriKind.Relative)));
    }

    [Theory]
    [InlineData("<Root/>", "utf-8", "Root")]
    [InlineData("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><Société/>", "iso-8859-1", "Société")]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-16\"?><Société/>", "utf-16", "Société")]
    [InlineData("<?xml version=\"1.0\" encoding=\"windows-1252\"?><Prix>€</Prix>", "windows-1252", "Prix")]
    public async Task Bare_xml_in_any_encoding_is_answered_with_id_and_hash(string xml, string encoding, string root)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await using PushApp app = await PushApp.StartAsync(storage);
        var text = Encoding.GetEncoding(encoding);
        byte[] body = [.. text.GetPreamble(), .. text.GetBytes(xml)];

        using HttpResponseMessage answer = await app.PushAsync(body);

        JsonElement receipt = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(
            (HttpStatusCode.OK, Convert.ToHexStringLower(SHA256.HashData(body)), "2026-03-10T06:00:00Z"),
            (answer.StatusCode, receipt.GetProperty("sha256").GetString(), receipt.GetProperty("receivedAt").GetString()));
        JsonElement stored = await app.GetAsync(receipt.GetProperty("id").GetString()!);
        Assert.Equal(
            ("accepted", root, body.Length),
            (stored.GetProperty("state").GetString(), stored.GetProperty("root").GetString(), stored.GetProperty("sizeBytes").GetInt32()));
    }

    public static TheoryData<string, string> Unacceptable => new()
    {
        { "", "XML_EMPTY" },
        { "hello", "XML_NOT_WELL_FORMED" },
        { "{\"a\":1}", "XML_NOT_WELL_FORMED" },
        { "<a><b></a>", "XML_NOT_WELL_FORMED" },
        { "<a/><b/>", "XML_NOT_WELL_FORMED" },
        { "<?xml version=\"1.0\" encoding=\"no-such\"?><a/>", "XML_ENCODING" },
        { "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", "XML_DTD_FORBIDDEN" },
        { "<!DOCTYPE a [<!ENTITY l \"lol\"><!ENTITY m \"&l;&l;&l;&l;&l;&l;&l;&l;&l;&l;\">]><a>&m;&m;&m;</a>", "XML_DTD_FORBIDDEN" },
        { string.Concat(Enumerable.Repeat("<a>", 10_000)) + string.Concat(Enumerable.Repeat("</a>", 10_000)), "XML_TOO_DEEP" },
        { $"<a {string.Join(' ', Enumerable.Range(0, 40).Select(static n => $"a{n}='1'"))}/>", "XML_TOO_MANY_ELEMENTS" },
    };

    [Theory]
    [MemberData(nameof(Unacceptable))]
    public async Task A_body_that_is_no_acceptable_xml_is_refused_and_kept_in_quarantine(string body, string code)
    {
        await using PushApp app = await PushApp.StartAsync(storage);

        using HttpResponseMessage answer = await app.PushAsync(body);

        _ = await ProblemAssert.IsAsync(answer, HttpStatusCode.BadRequest, code);
        JsonElement kept = Assert.Single(await app.ListAsync("&state=quarantined"));
        Assert.Equal(code, kept.GetProperty("reasonCode").GetString());
        Assert.Equal(Encoding.UTF8.GetBytes(body), await app.App.Http.GetByteArrayAsync(
            new Uri(kept.GetProperty("body").GetString()!, UriKind.Relative)));
        Assert.Empty(await app.TakeAsync());
    }

    [Fact]
    public async Task A_broken_soap_request_is_answered_with_a_fault()
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        byte[] body = PushApp.Sample("invoice.xml")[..^40];

        using HttpResponseMessage answer = await app.PushAsync(body);

        XElement fault = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!.Element(Soap + "Body")!.Element(Soap + "Fault")!;
        Assert.Equal((HttpStatusCode.BadRequest, "soap:Client"), (answer.StatusCode, fault.Element("faultcode")!.Value));
        Assert.StartsWith("XML_NOT_WELL_FORMED: The XML is not well formed: ", fault.Element("faultstring")!.Value, StringComparison.Ordinal);
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(body)), fault.Descendants(Ours + "Sha256").Single().Value);
    }

    [Fact]
    public async Task Soap_1_2_is_answered_in_soap_1_2()
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        const string Envelope = "http://www.w3.org/2003/05/soap-envelope";
        using HttpRequestMessage good = PushApp.Request(PushApp.Path, Encoding.UTF8.GetBytes(
            $"<e:Envelope xmlns:e='{Envelope}'><e:Body><x/></e:Body></e:Envelope>"), "application/soap+xml");
        using HttpRequestMessage bad = PushApp.Request(PushApp.Path, "<"u8.ToArray(), "application/soap+xml");

        using HttpResponseMessage acknowledged = await app.SendAsync(good);
        using HttpResponseMessage refused = await app.SendAsync(bad);

        Assert.Equal("application/soap+xml", acknowledged.Content.Headers.ContentType!.MediaType);
        Assert.Contains($"<soap:Envelope xmlns:soap=\"{Envelope}\">", await acknowledged.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("<soap:Value>soap:Sender</soap:Value>", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_above_48_kib_comes_back_as_it_was()
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        string xml = $"<a>{string.Concat(Enumerable.Repeat("<b>text</b>", 30_000))}</a>";

        string id = await app.PushedAsync(xml);

        Assert.Equal(xml, await app.App.Http.GetStringAsync(new Uri($"/api/notifications/{id}/body", UriKind.Relative)));
    }

    [Fact]
    public async Task A_compressed_body_is_refused_and_kept_in_quarantine()
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        using HttpRequestMessage request = PushApp.Request(PushApp.Path, [0x1f, 0x8b]);
        request.Content!.Headers.ContentEncoding.Add("gzip");

        using HttpResponseMessage answer = await app.SendAsync(request);

        JsonElement problem = await ProblemAssert.IsAsync(answer, HttpStatusCode.UnsupportedMediaType, "ENCODING_UNSUPPORTED");
        Assert.Contains("Content-Encoding: gzip", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        JsonElement kept = Assert.Single(await app.ListAsync("&state=quarantined"));
        Assert.Equal([0x1f, 0x8b], await app.App.Http.GetByteArrayAsync(new Uri(kept.GetProperty("body").GetString()!, UriKind.Relative)));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("8bit")]
    [InlineData("identity")]
    [InlineData("text/xml")]
    public async Task A_content_encoding_that_is_no_compression_is_passed_over(string encoding)
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        using HttpRequestMessage request = PushApp.Request(PushApp.Path, "<a/>"u8.ToArray());
        _ = request.Content!.Headers.TryAddWithoutValidation("Content-Encoding", encoding);

        using HttpResponseMessage answer = await app.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData(10 * 1024 * 1024, HttpStatusCode.OK)]
    [InlineData((10 * 1024 * 1024) + 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task The_limit_is_ten_mebibytes(int size, HttpStatusCode expected)
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        byte[] body = new byte[size];
        body.AsSpan().Fill((byte)' ');
        "<a/>"u8.CopyTo(body);

        using HttpResponseMessage answer = await app.PushAsync(body);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected is HttpStatusCode.OK ? 1 : 0, (await app.ListAsync()).Count);
    }

    [Fact]
    public async Task A_gigabyte_in_chunks_is_refused_early_and_takes_no_memory()
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        using TcpClient client = await ConnectAsync(app, "Transfer-Encoding: chunked");
        NetworkStream stream = client.GetStream();
        byte[] chunk = [.. "100000\r\n"u8, .. new byte[0x100000], .. "\r\n"u8];
        long before = GC.GetTotalAllocatedBytes();
        Task<string> answer = ReadAsync(stream);

        int sent = 0;
        try
        {
            for (; sent < 1024 && !answer.IsCompleted; sent++)
            {
                await stream.WriteAsync(chunk);
            }
        }
        catch (IOException)
        {
            // The server has closed the connection, as it should.
        }

        Assert.DoesNotContain("HTTP/1.1 200", await answer, StringComparison.Ordinal);
        Assert.InRange(sent, 10, 200);
        Assert.Empty(await app.ListAsync());
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 128L * 1024 * 1024);
    }

    [Fact]
    public async Task A_declared_gigabyte_is_refused_by_the_host_before_it_is_read()
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        using TcpClient client = await ConnectAsync(app, "Content-Length: 1073741824");

        Assert.StartsWith("HTTP/1.1 500", await ReadAsync(client.GetStream()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_byte_a_second_is_cut_off()
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        using TcpClient client = await ConnectAsync(app, "Content-Length: 1000");
        NetworkStream stream = client.GetStream();
        Task<string> answer = ReadAsync(stream);
        int sent = 0;
        while (!answer.IsCompleted && sent < 60)
        {
            await stream.WriteAsync("<"u8.ToArray());
            sent++;
            _ = await Task.WhenAny(answer, Task.Delay(TimeSpan.FromSeconds(1)));
        }

        Assert.DoesNotContain("HTTP/1.1 200", await answer, StringComparison.Ordinal);
        Assert.InRange(sent, 1, 30);
        Assert.Empty(await app.ListAsync());
    }

    [Fact]
    public async Task A_body_that_has_not_arrived_after_25_seconds_is_refused()
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        int timers = app.App.Clock.TimersMade;
        using TcpClient client = await ConnectAsync(app, "Transfer-Encoding: chunked");
        await WaitFor.TrueAsync(() => app.App.Clock.TimersMade > timers);

        app.App.Clock.Advance(TimeSpan.FromSeconds(25));

        // The host does not take an answer while it has not sent the whole request: to its sender it is a failure.
        Assert.StartsWith("HTTP/1.1 500", await ReadAsync(client.GetStream()), StringComparison.Ordinal);
        Assert.Empty(await app.ListAsync());
    }

    private static async Task<TcpClient> ConnectAsync(PushApp app, string header)
    {
        Uri address = app.App.Http.BaseAddress!;
        TcpClient client = new();
        await client.ConnectAsync(address.Host, address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {PushApp.Path} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: text/xml\r\n{header}\r\n\r\n"));
        return client;
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        StringBuilder answer = new();
        byte[] block = new byte[4096];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(block)) > 0)
            {
                _ = answer.Append(Encoding.UTF8.GetString(block, 0, read));
            }
        }
        catch (IOException)
        {
            // Reset after the answer: what came before it counts.
        }

        return answer.ToString();
    }
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Azure.Data.Tables;
using Pipeline.Functions.Tests.Support;
using Pipeline.Storage;

namespace Pipeline.Functions.Tests.Notifications;

/// <summary>Who may push: each scheme right and wrong, and that nothing is stored of a stranger.</summary>
[Collection(StorageCollection.Name)]
public sealed class PushAuthenticationTests(StorageEmulator storage)
{
    private const string Xml = "<OrderResponse/>";
    private const string Key = "k3y-of-the-partner";

    [Theory]
    [InlineData("/k3y-of-the-partner", HttpStatusCode.OK)]
    [InlineData("/next-key", HttpStatusCode.OK)]
    [InlineData("/k3y-of-the-partne", HttpStatusCode.Unauthorized)]
    [InlineData("/K3Y-of-the-partner", HttpStatusCode.Unauthorized)]
    [InlineData("/k3y-of-the-partner%20", HttpStatusCode.Unauthorized)]
    [InlineData("", HttpStatusCode.Unauthorized)]
    public async Task The_key_in_the_path_must_be_one_of_the_two(string key, HttpStatusCode expected)
    {
        await using PushApp app = await PushApp.StartAsync(storage, ("Key", Key), ("KeyNext", "next-key"));

        using HttpResponseMessage answer = await app.SendAsync(PushApp.Request(PushApp.Path + key, Encoding.UTF8.GetBytes(Xml)));

        await AssertAsync(app, answer, expected);
    }

    [Theory]
    [InlineData("ingram:p4ss:word", HttpStatusCode.OK)]
    [InlineData("ingram:next", HttpStatusCode.OK)]
    [InlineData("ingram:p4ss", HttpStatusCode.Unauthorized)]
    [InlineData("other:p4ss:word", HttpStatusCode.Unauthorized)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task Name_and_password_must_fit(string? login, HttpStatusCode expected)
    {
        await using PushApp app = await PushApp.StartAsync(
            storage, ("BasicUserName", "ingram"), ("BasicPassword", "p4ss:word"), ("BasicPasswordNext", "next"));
        using HttpRequestMessage request = PushApp.Request(PushApp.Path, Encoding.UTF8.GetBytes(Xml));
        request.Headers.Authorization = login is null
            ? null
            : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(login)));

        using HttpResponseMessage answer = await app.SendAsync(request);

        await AssertAsync(app, answer, expected);
        Assert.Equal(expected is HttpStatusCode.Unauthorized, answer.Headers.WwwAuthenticate.Count == 1);
    }

    [Theory]
    [InlineData("X-Hub-Signature-256", "sha256=", "s3cret", HttpStatusCode.OK)]
    [InlineData("X-Signature", "", "s3cret", HttpStatusCode.OK)]
    [InlineData("X-Signature", "", "next", HttpStatusCode.OK)]
    [InlineData("X-Signature", "", "wrong", HttpStatusCode.Unauthorized)]
    [InlineData("X-Other", "", "s3cret", HttpStatusCode.Unauthorized)]
    public async Task The_signature_covers_the_bytes_of_the_body(string header, string prefix, string secret, HttpStatusCode expected)
    {
        await using PushApp app = await PushApp.StartAsync(storage, ("HmacSecret", "s3cret"), ("HmacSecretNext", "next"));
        byte[] body = PushApp.Sample("despatch-advice.xml");
        using HttpRequestMessage request = PushApp.Request(PushApp.Path, body);
        request.Headers.Add(header, prefix + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)));

        using HttpResponseMessage answer = await app.SendAsync(request);

        await AssertAsync(app, answer, expected);
    }

    [Fact]
    public async Task A_signature_of_other_bytes_is_refused()
    {
        await using PushApp app = await PushApp.StartAsync(storage, ("HmacSecret", "s3cret"));
        using HttpRequestMessage request = PushApp.Request(PushApp.Path, Encoding.UTF8.GetBytes(Xml + " "));
        request.Headers.Add("X-Signature", Convert.ToBase64String(HMACSHA256.HashData("s3cret"u8, Encoding.UTF8.GetBytes(Xml))));

        using HttpResponseMessage answer = await app.SendAsync(request);

        await AssertAsync(app, answer, HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("right", HttpStatusCode.OK)]
    [InlineData("other", HttpStatusCode.Unauthorized)]
    [InlineData("expired", HttpStatusCode.Unauthorized)]
    [InlineData("garbage", HttpStatusCode.Unauthorized)]
    [InlineData("none", HttpStatusCode.Unauthorized)]
    public async Task The_client_certificate_must_be_the_agreed_one_and_valid(string shown, HttpStatusCode expected)
    {
        using X509Certificate2 agreed = Certificate(shown == "expired" ? "2026-01-01" : "2027-01-01");
        using X509Certificate2 other = Certificate("2027-01-01");
        string thumbprint = Convert.ToHexString(SHA256.HashData(agreed.RawData));
        await using PushApp app = await PushApp.StartAsync(storage, ("CertificateThumbprint", thumbprint));
        using HttpRequestMessage request = PushApp.Request(PushApp.Path, Encoding.UTF8.GetBytes(Xml));
        if (shown != "none")
        {
            request.Headers.Add("X-ARR-ClientCert", shown switch
            {
                "other" => Convert.ToBase64String(other.RawData),
                "garbage" => "AAAA",
                _ => Convert.ToBase64String(agreed.RawData),
            });
        }

        using HttpResponseMessage answer = await app.SendAsync(request);

        await AssertAsync(app, answer, expected);
    }

    [Theory]
    [InlineData("127.0.0.7", null, HttpStatusCode.OK)]
    [InlineData("127.0.9.20", null, HttpStatusCode.OK)]
    [InlineData("127.0.0.7", "8.8.8.8", HttpStatusCode.OK)]
    [InlineData("127.0.0.8", null, HttpStatusCode.Unauthorized)]
    [InlineData("127.0.0.8", "127.0.0.7", HttpStatusCode.Unauthorized)]
    [InlineData("127.0.0.8", "127.0.0.7, 127.0.9.20", HttpStatusCode.Unauthorized)]
    [InlineData("127.0.0.8", "not-an-address", HttpStatusCode.Unauthorized)]
    public async Task The_address_that_is_connected_must_be_allowed_whatever_the_sender_says(string from, string? said, HttpStatusCode expected)
    {
        await using PushApp app = await PushApp.StartAsync(storage, ("AllowedAddresses", "127.0.0.7, 127.0.9.0/24,2001:db8::/32"));
        using HttpRequestMessage request = PushApp.Request(PushApp.Path, Encoding.UTF8.GetBytes(Xml));
        if (said is not null)
        {
            request.Headers.Add("X-Forwarded-For", said);
        }

        using HttpClient sender = new(new SocketsHttpHandler { ConnectCallback = (context, token) => ConnectAsync(IPAddress.Parse(from), context.DnsEndPoint, token) })
        {
            BaseAddress = app.App.Http.BaseAddress,
        };
        using HttpResponseMessage answer = await sender.SendAsync(request);

        await AssertAsync(app, answer, expected);
    }

    [Theory]
    [InlineData(true, true, HttpStatusCode.OK)]
    [InlineData(true, false, HttpStatusCode.Unauthorized)]
    [InlineData(false, true, HttpStatusCode.Unauthorized)]
    public async Task All_configured_schemes_must_hold(bool hasKey, bool hasLogin, HttpStatusCode expected)
    {
        await using PushApp app = await PushApp.StartAsync(
            storage, ("Key", Key), ("BasicUserName", "ingram"), ("BasicPassword", "p4ss"));
        using HttpRequestMessage request = PushApp.Request(PushApp.Path + (hasKey ? $"/{Key}" : ""), Encoding.UTF8.GetBytes(Xml));
        request.Headers.Authorization = hasLogin ? new AuthenticationHeaderValue("Basic", "aW5ncmFtOnA0c3M=") : null;

        using HttpResponseMessage answer = await app.SendAsync(request);

        await AssertAsync(app, answer, expected);
    }

    [Fact]
    public async Task A_partner_without_any_scheme_cannot_push_at_all()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);
        using HttpRequestMessage request = PushApp.Request(PushApp.Path, Encoding.UTF8.GetBytes(Xml));

        using HttpResponseMessage answer = await app.Http.SendAsync(request);

        _ = await ProblemAssert.IsAsync(answer, HttpStatusCode.Unauthorized, "NOT_AUTHENTICATED");
    }

    [Fact]
    public async Task An_unknown_name_is_not_found()
    {
        await using PushApp app = await PushApp.StartAsync(storage);

        using HttpResponseMessage answer = await app.SendAsync(PushApp.Request("/api/notifications/nobody", Encoding.UTF8.GetBytes(Xml)));

        _ = await ProblemAssert.IsAsync(answer, HttpStatusCode.NotFound, "SENDER_UNKNOWN");
    }

    private async Task AssertAsync(PushApp app, HttpResponseMessage answer, HttpStatusCode expected)
    {
        Assert.Equal(expected, answer.StatusCode);
        if (expected is HttpStatusCode.Unauthorized)
        {
            _ = await ProblemAssert.IsAsync(answer, HttpStatusCode.Unauthorized, "NOT_AUTHENTICATED");
            await AssertNothingStoredAsync();
        }

        Assert.Equal(expected is HttpStatusCode.OK ? 1 : 0, (await app.ListAsync()).Count);
    }

    private async Task AssertNothingStoredAsync()
    {
        TableServiceClient tables = new(storage.ConnectionString);
        List<string> names = [];
        await foreach (Azure.Data.Tables.Models.TableItem table in tables.QueryAsync())
        {
            names.Add(table.Name);
        }

        Assert.DoesNotContain(StorageNames.NotificationsTable, names);
    }

    private static X509Certificate2 Certificate(string until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=partner", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), DateTimeOffset.Parse(until + "Z", CultureInfo.InvariantCulture));
    }

    private static async ValueTask<Stream> ConnectAsync(IPAddress from, DnsEndPoint to, CancellationToken cancellationToken)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(IPAddress.Loopback, to.Port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}

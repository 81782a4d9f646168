using System.Security.Authentication;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Partners.Transport.Ftp;
using Pipeline.TestSupport;

namespace Pipeline.Partners.Tests.Transport;

[Collection(VsftpdTestGroup.Name)]
public sealed class FtpTlsTests(VsftpdFixture servers)
{
    [Theory]
    [InlineData("ftpes", SslProtocols.Tls12, "localhost")]
    [InlineData("ftpes", SslProtocols.Tls13, "localhost")]
    [InlineData("ftps", SslProtocols.Tls12, "127.0.0.1")]
    [InlineData("ftps", SslProtocols.Tls13, "127.0.0.1")]
    public async Task The_data_connection_resumes_the_session_of_the_control_connection(
        string scheme, SslProtocols protocol, string host)
    {
        using FeedFolder folder = new(servers[scheme]);
        byte[] bytes = FeedFolder.Bytes(300_000);
        folder.Put("PRICE.TXT", bytes);
        await using AsyncFtpClient client = Client(Config(scheme) with { Host = host, SslProtocols = protocol });

        await client.ConnectAsync(CancellationToken.None);
        byte[] whole = await ReadAsync(client, $"{Path.GetFileName(folder.Remote)}/PRICE.TXT", offset: 0);
        byte[] rest = await ReadAsync(client, $"{Path.GetFileName(folder.Remote)}/PRICE.TXT", offset: 299_990);

        Assert.Equal(bytes, whole);
        Assert.Equal(bytes[299_990..], rest);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Without_resumption_the_server_refuses_the_data_connection(SslProtocols protocol)
    {
        using FeedFolder folder = new(servers.Explicit);
        folder.Put("PRICE.TXT", FeedFolder.Bytes(300_000));
        await using AsyncFtpClient client = Client(
            Config("ftpes") with { SslProtocols = protocol, AllowTlsResume = false });
        await client.ConnectAsync(CancellationToken.None);

        FtpException refused = await Assert.ThrowsAsync<FtpException>(
            () => ReadAsync(client, $"{Path.GetFileName(folder.Remote)}/PRICE.TXT", offset: 0));

        Assert.Equal("FTP_TLS_REUSE", refused.Code);
        Assert.Equal(522, refused.Reply!.Code);
    }

    [Theory]
    [InlineData("ftpes")]
    [InlineData("ftps")]
    public async Task Parallel_downloads_from_one_server_do_not_mix_their_sessions(string scheme)
    {
        using FeedFolder folder = new(servers[scheme]);
        byte[] bytes = FeedFolder.Bytes(400_000);
        folder.Put("PRICE.TXT", bytes);
        IFeedSource source = FeedFolder.Source(folder.Options(scheme, "PRICE.TXT") with { MaxResumes = 0 });
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);

        DownloadedFile[] files = await Task.WhenAll(Enumerable.Range(0, 12).Select(
            number => source.DownloadAsync(probe!, $"{folder.Target}{number}", CancellationToken.None)));

        Assert.All(files, file => Assert.Equal(FeedFolder.Sha256(bytes), file.Sha256));
    }

    [Theory]
    [InlineData("ftpes")]
    [InlineData("ftps")]
    public async Task A_self_signed_certificate_without_pin_is_refused_and_shown(string scheme)
    {
        using FeedFolder folder = new(servers[scheme]);
        IFeedSource source = FeedFolder.Source(folder.Options(scheme, "PRICE.TXT") with { CertificateThumbprint = null });

        FeedTransportException refused = await Assert.ThrowsAsync<FeedTransportException>(
            () => source.ProbeAsync(CancellationToken.None));

        Assert.Equal("FTP_TLS_CERTIFICATE", refused.Code);
        Assert.False(refused.IsTransient);
        Assert.Contains(servers[scheme].CertificateThumbprint, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("is not for", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_certificate_than_the_pinned_one_is_refused()
    {
        using FeedFolder folder = new(servers.Explicit);
        string pin = new('a', 64);
        IFeedSource source = FeedFolder.Source(folder.Options("ftpes", "PRICE.TXT") with { CertificateThumbprint = pin });

        FeedTransportException refused = await Assert.ThrowsAsync<FeedTransportException>(
            () => source.ProbeAsync(CancellationToken.None));

        Assert.Equal("FTP_TLS_CERTIFICATE", refused.Code);
        Assert.Contains($"the pinned certificate is {pin}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_login_where_TLS_is_demanded_says_so()
    {
        using FeedFolder folder = new(servers.Explicit);

        FeedTransportException refused = await Assert.ThrowsAsync<FeedTransportException>(
            () => FeedFolder.Source(folder.Options("ftp", "PRICE.TXT")).ProbeAsync(CancellationToken.None));

        Assert.Equal("FTP_TLS_DEMANDED", refused.Code);
    }

    [Fact]
    public async Task A_server_without_TLS_is_never_used_in_clear()
    {
        using FeedFolder folder = new(servers.Plain);
        string before = servers.Plain.Log;

        FeedTransportException refused = await Assert.ThrowsAsync<FeedTransportException>(
            () => FeedFolder.Source(folder.Options("ftpes", "PRICE.TXT")).ProbeAsync(CancellationToken.None));

        Assert.Equal("FTP_TLS_REFUSED", refused.Code);
        Assert.DoesNotContain("\"PASS", servers.Plain.Log[before.Length..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Implicit_TLS_against_a_plain_port_fails_clearly()
    {
        using FeedFolder folder = new(servers.Plain);

        FeedTransportException refused = await Assert.ThrowsAsync<FeedTransportException>(
            () => FeedFolder.Source(folder.Options("ftps", "PRICE.TXT")).ProbeAsync(CancellationToken.None));

        Assert.Equal("FTP_TLS_FAILED", refused.Code);
    }

    [Fact]
    public async Task A_server_that_wants_the_data_handshake_before_its_reply_is_served()
    {
        await using ScriptedFtpServer server = new() { Certificate = TestCertificate.Create(), Data = [1, 2, 3] };
        await using AsyncFtpClient client = Client(new FtpConfig
        {
            Host = "127.0.0.1",
            Port = server.Port,
            EncryptionMode = FtpEncryptionMode.Implicit,
            CertificateThumbprint = TestCertificate.Thumbprint(server.Certificate),
            StallTimeout = TimeSpan.FromSeconds(20),
        });
        await client.ConnectAsync(CancellationToken.None);

        Assert.Equal([1, 2, 3], await ReadAsync(client, "PRICE.TXT", offset: 0));
    }

    private static AsyncFtpClient Client(FtpConfig config) => new(config, TimeProvider.System, NullLogger.Instance);

    private static async Task<byte[]> ReadAsync(AsyncFtpClient client, string path, long offset)
    {
        await using Stream stream = await client.OpenReadAsync(path, offset, CancellationToken.None);
        using MemoryStream bytes = new();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private FtpConfig Config(string scheme) => new()
    {
        Host = "localhost",
        Port = servers[scheme].Port,
        EncryptionMode = scheme == "ftps" ? FtpEncryptionMode.Implicit : FtpEncryptionMode.Explicit,
        UserName = servers[scheme].UserName,
        Password = servers[scheme].Password,
        CertificateThumbprint = servers[scheme].CertificateThumbprint,
        StallTimeout = TimeSpan.FromSeconds(20),
    };
}

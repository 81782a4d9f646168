using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Core.Feeds.Landing;
using Pipeline.TestSupport;

namespace Pipeline.Partners.Tests.Transport;

/// <summary>Who the server is, who we are, and what is said when either is wrong.</summary>
[Collection(OpenSshTestGroup.Name)]
public sealed class SftpLoginTests(OpenSshFixture fixture)
{
    private const string OtherFingerprint = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    [Theory]
    [InlineData("", "-t", "ed25519")]
    [InlineData("open sesame", "-t", "ed25519")]
    [InlineData("", "-t", "rsa", "-b", "2048", "-m", "PEM")]
    [InlineData("open sesame", "-t", "rsa", "-b", "2048", "-m", "PEM")]
    [InlineData("open sesame", "-t", "ecdsa", "-m", "PKCS8")]
    public async Task A_private_key_logs_in_with_its_passphrase(string passphrase, params string[] form)
    {
        using FeedFolder folder = new(fixture.Server);
        FeedSourceOptions options = WithFile(folder) with
        {
            PrivateKey = await fixture.Server.AllowKeyAsync(passphrase, form),
            Password = passphrase,
        };

        Assert.NotNull(await FeedFolder.Source(options).ProbeAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_private_key_may_be_stored_on_one_line_with_its_line_ends_written_out()
    {
        using FeedFolder folder = new(fixture.Server);
        string key = await fixture.Server.AllowKeyAsync("", "-t", "ed25519");
        FeedSourceOptions options = WithFile(folder) with { PrivateKey = key.Trim().ReplaceLineEndings("\\n"), Password = null };

        Assert.NotNull(await FeedFolder.Source(options).ProbeAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_fingerprint_may_be_written_without_its_prefix()
    {
        using FeedFolder folder = new(fixture.Server);
        FeedSourceOptions options = WithFile(folder) with { HostKeyFingerprint = $" {fixture.Server.HostKeyFingerprint["SHA256:".Length..]}= " };

        Assert.NotNull(await FeedFolder.Source(options).ProbeAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Without_a_fingerprint_no_server_is_trusted_and_the_one_it_showed_is_told()
    {
        using FeedFolder folder = new(fixture.Server);

        FeedTransportException refused = await RefusedAsync(WithFile(folder) with { HostKeyFingerprint = null });

        Assert.Equal("SFTP_HOST_KEY_UNKNOWN", refused.Code);
        Assert.False(refused.IsTransient);
        Assert.Contains($"it showed {fixture.Server.HostKeyFingerprint} (ssh-ed25519)", refused.Message, StringComparison.Ordinal);
        Assert.Contains("ssh-keygen -lf", refused.Remedy, StringComparison.Ordinal);
        Assert.Contains("set HostKeyFingerprint", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_host_key_is_refused_with_both_fingerprints_before_any_login()
    {
        await using OpenSshServer own = await OpenSshServer.StartAsync();
        using FeedFolder folder = new(own);

        FeedTransportException refused = await RefusedAsync(WithFile(folder) with { HostKeyFingerprint = OtherFingerprint });

        Assert.Equal("SFTP_HOST_KEY_CHANGED", refused.Code);
        Assert.False(refused.IsTransient);
        Assert.Contains(own.HostKeyFingerprint, refused.Message, StringComparison.Ordinal);
        Assert.Contains(OtherFingerprint, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(own.UserName, own.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_in_one_sentence_that_holds_no_secret_and_nothing_is_logged()
    {
        using FeedFolder folder = new(fixture.Server);
        RecordingLoggerFactory loggers = new();
        IFeedSource source = FeedFolder.Source(WithFile(folder) with { Password = "Wr0ng-and-secret" }, TimeProvider.System, loggers);

        FeedTransportException refused = await Assert.ThrowsAsync<FeedTransportException>(
            () => source.ProbeAsync(CancellationToken.None));

        Assert.Equal("SFTP_LOGIN_REFUSED", refused.Code);
        Assert.False(refused.IsTransient);
        Assert.StartsWith("The server refused the login by password", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(loggers.Lines.Append(refused.ToString()), line =>
            line.Contains("Wr0ng-and-secret", StringComparison.Ordinal) || line.Contains(fixture.Server.UserName, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_takes_passwords_only_as_answers_to_a_question_gets_one()
    {
        await using OpenSshServer own = await OpenSshServer.StartAsync(
            "UsePAM yes", "PasswordAuthentication no", "KbdInteractiveAuthentication yes");
        using FeedFolder folder = new(own);

        RemoteFile? probe = await FeedFolder.Source(WithFile(folder)).ProbeAsync(CancellationToken.None);
        FeedTransportException refused = await RefusedAsync(WithFile(folder) with { Password = "Wr0ng-and-secret" });

        Assert.Equal(10, probe!.Size);
        Assert.Equal("SFTP_LOGIN_REFUSED", refused.Code);
        Assert.DoesNotContain("Wr0ng-and-secret", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_the_server_does_not_know_is_refused()
    {
        await using OpenSshServer other = await OpenSshServer.StartAsync();
        using FeedFolder folder = new(fixture.Server);

        FeedTransportException refused = await RefusedAsync(
            WithFile(folder) with { PrivateKey = await other.AllowKeyAsync("", "-t", "ed25519"), Password = null });

        Assert.Equal("SFTP_LOGIN_REFUSED", refused.Code);
        Assert.StartsWith("The server refused the login by private key", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "is encrypted, and no passphrase is set", "-t", "ed25519")]
    [InlineData("wr0ng-phrase", "does not open with the passphrase that is set", "-t", "ed25519")]
    [InlineData(null, "is encrypted, and no passphrase is set", "-t", "rsa", "-b", "2048", "-m", "PEM")]
    [InlineData("wr0ng-phrase", "does not open with the passphrase that is set", "-t", "rsa", "-b", "2048", "-m", "PEM")]
    [InlineData(null, "is encrypted, and no passphrase is set", "-t", "ecdsa", "-m", "PKCS8")]
    [InlineData("wr0ng-phrase", "does not open with the passphrase that is set", "-t", "ecdsa", "-m", "PKCS8")]
    public async Task A_passphrase_that_is_missing_or_wrong_is_told_apart_from_a_refused_login(string? passphrase, string said, params string[] form)
    {
        using FeedFolder folder = new(fixture.Server);
        string key = await fixture.Server.AllowKeyAsync("open sesame", form);

        FeedTransportException refused = await RefusedAsync(WithFile(folder) with { PrivateKey = key, Password = passphrase });

        Assert.Equal("SFTP_KEY_PASSPHRASE", refused.Code);
        Assert.Equal($"The PrivateKey of the feed {said}.", refused.Message);
        Assert.False(refused.IsTransient);
        Assert.DoesNotContain("wr0ng-phrase", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hunter2")]
    [InlineData("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIhunter2")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nhunter2\n-----END OPENSSH PRIVATE KEY-----")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\naHVudGVyMg==\n-----END RSA PRIVATE KEY-----")]
    public async Task A_key_that_cannot_be_read_is_said_so_without_showing_it(string key)
    {
        using FeedFolder folder = new(fixture.Server);

        FeedTransportException refused = await RefusedAsync(WithFile(folder) with { PrivateKey = key });

        Assert.Equal("SFTP_KEY_UNREADABLE", refused.Code);
        Assert.Contains("-----BEGIN", refused.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_without_the_right_to_SFTP_is_said_so()
    {
        await using OpenSshServer own = await OpenSshServer.StartAsync("ForceCommand /bin/false");
        using FeedFolder folder = new(own);

        FeedTransportException refused = await RefusedAsync(WithFile(folder));

        Assert.Equal("SFTP_PROTOCOL", refused.Code);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_said_so_and_may_pass()
    {
        using FeedFolder folder = new(fixture.Server);
        using TcpListener free = new(IPAddress.Loopback, port: 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();

        FeedTransportException refused = await RefusedAsync(folder.Options("sftp", "PRICE.TXT", port));

        Assert.Equal("SFTP_UNREACHABLE", refused.Code);
        Assert.Contains($"127.0.0.1:{port}", refused.Message, StringComparison.Ordinal);
        Assert.True(refused.IsTransient);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", "SFTP_UNREACHABLE")]
    [InlineData("\0\0\0\0", "SFTP_PROTOCOL")]
    [InlineData("SSH-1.5-old\r\n", "SFTP_PROTOCOL")]
    public async Task A_server_that_is_none_of_SSH_is_said_so(string greeting, string code)
    {
        using FeedFolder folder = new(fixture.Server);
        using TcpListener other = new(IPAddress.Loopback, port: 0);
        other.Start();
        Task<FeedTransportException> refusal = RefusedAsync(folder.Options("sftp", "PRICE.TXT", ((IPEndPoint)other.LocalEndpoint).Port));
        using (TcpClient client = await other.AcceptTcpClientAsync())
        {
            NetworkStream stream = client.GetStream();
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(greeting));
            client.Client.Shutdown(SocketShutdown.Send);
            _ = await stream.ReadAsync(new byte[1000]);
        }

        Assert.Equal(code, (await refusal).Code);
    }

    [Fact]
    public async Task A_server_that_does_not_greet_is_given_up_when_the_stall_time_has_passed()
    {
        using FeedFolder folder = new(fixture.Server);
        using TcpListener silent = new(IPAddress.Loopback, port: 0);
        silent.Start();
        FakeTimeProvider clock = new(FeedFolder.Morning);
        IFeedSource source = FeedFolder.Source(
            folder.Options("sftp", "PRICE.TXT", ((IPEndPoint)silent.LocalEndpoint).Port), clock, NullLoggerFactory.Instance);

        Task<RemoteFile?> probe = source.ProbeAsync(CancellationToken.None);
        using TcpClient client = await silent.AcceptTcpClientAsync();
        clock.Advance(TimeSpan.FromSeconds(21));
        FeedTransportException refused = await Assert.ThrowsAsync<FeedTransportException>(() => probe);

        Assert.Equal("SFTP_STALLED", refused.Code);
        Assert.Contains("the connection and its login", refused.Message, StringComparison.Ordinal);
    }

    private static FeedSourceOptions WithFile(FeedFolder folder)
    {
        folder.Put("PRICE.TXT", FeedFolder.Bytes(10));
        return folder.Options("sftp", "PRICE.TXT");
    }

    private static Task<FeedTransportException> RefusedAsync(FeedSourceOptions options) =>
        Assert.ThrowsAsync<FeedTransportException>(() => FeedFolder.Source(options).ProbeAsync(CancellationToken.None));
}

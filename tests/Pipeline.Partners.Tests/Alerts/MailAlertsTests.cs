using System.Buffers;
using System.Net;
using System.Net.Sockets;
using MimeKit;
using Pipeline.Core.Alerts;
using Pipeline.Partners.Alerts;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Pipeline.Partners.Tests.Alerts;

public sealed class MailAlertsTests : IAsyncLifetime
{
    private readonly Inbox inbox = new();
    private readonly CancellationTokenSource stop = new();
    private Task serving = Task.CompletedTask;
    private int port;

    public Task InitializeAsync()
    {
        port = FreePort();
        ServiceProvider services = new();
        services.Add((IMessageStore)inbox);
        services.Add((IUserAuthenticatorFactory)inbox);
        ISmtpServerOptions options = new SmtpServerOptionsBuilder().ServerName("localhost")
            .Endpoint(endpoint => endpoint.Port(port).AllowUnsecureAuthentication().AuthenticationRequired()).Build();
        serving = new SmtpServer.SmtpServer(options, services).StartAsync(stop.Token);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await stop.CancelAsync();
        await serving;
        stop.Dispose();
    }

    [Fact]
    public async Task A_digest_is_a_mail_to_all_with_what_to_do_and_where_to_look()
    {
        await Mail().SendAsync(Digests.One, default);

        MimeMessage mail = Assert.Single(inbox.Mails);
        Assert.Equal("acme: Acme refuses our login", mail.Subject);
        Assert.Equal(["mia@example.com", "leo@example.com"], mail.To.Mailboxes.Select(static address => address.Address));
        Assert.Equal("pipeline@example.com", Assert.Single(mail.From.Mailboxes).Address);
        Assert.Equal("d1@pipeline.example.com", mail.MessageId);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Equal(
            """
            acme: Acme refuses our login
            Since 2026-03-10 06:00 UTC, 3 records (acme.price, acme.stock).
            What to do: Check the password.
            https://pipeline.example.com/ops/e/abc

            All that waits: https://pipeline.example.com/ops/errors
            """,
            mail.TextBody!.ReplaceLineEndings("\n").TrimEnd());
    }

    [Fact]
    public async Task What_a_partner_said_breaks_no_line_and_turns_no_direction()
    {
        AlertItem item = Digests.One.Items[0] with { Headline = "acme: a\r\nBcc: other@example.com\u202Eabc", Remedy = "x\u0007y" };

        await Mail().SendAsync(Digests.One with { Items = [item] }, default);

        MimeMessage mail = Assert.Single(inbox.Mails);
        Assert.Equal("acme: a  Bcc: other@example.comabc", mail.Subject);
        Assert.Empty(mail.Bcc);
        Assert.Contains("What to do: x y", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_says_that_it_is_one()
    {
        await Mail().SendAsync(Digests.One with { Items = [] }, default);

        Assert.StartsWith("This is a test", Assert.Single(inbox.Mails).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_refuses_the_login_or_is_not_there_fails_the_send()
    {
        await Assert.ThrowsAsync<MailKit.Security.AuthenticationException>(() => Mail("wrong").SendAsync(Digests.One, default));
        MailAlerts nowhere = new(new MailAlertOptions(new Uri($"smtp://127.0.0.1:{FreePort()}"), "a@example.com", "b@example.com"));
        await Assert.ThrowsAnyAsync<Exception>(() => nowhere.SendAsync(Digests.One, default));

        Assert.Empty(inbox.Mails);
    }

    private MailAlerts Mail(string password = "p%40ss") => new(
        new MailAlertOptions(new Uri($"smtp://mia:{password}@127.0.0.1:{port}"), "pipeline@example.com", "mia@example.com, leo@example.com"));

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Inbox : MessageStore, IUserAuthenticator, IUserAuthenticatorFactory
    {
        public List<MimeMessage> Mails { get; } = [];

        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            using MemoryStream bytes = new(buffer.ToArray());
            Mails.Add(await MimeMessage.LoadAsync(bytes, cancellationToken));
            return SmtpResponse.Ok;
        }

        public IUserAuthenticator CreateInstance(ISessionContext context) => this;

        public Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken) =>
            Task.FromResult((user, password) == ("mia", "p@ss"));
    }
}

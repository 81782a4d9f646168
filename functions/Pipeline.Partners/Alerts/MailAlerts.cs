using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Pipeline.Core.Alerts;

namespace Pipeline.Partners.Alerts;

/// <summary>Sends digests as mail, in plain text.</summary>
/// <remarks>
/// <c>smtps://</c> speaks TLS from the start, <c>smtp://</c> must offer STARTTLS, except on this machine. A repetition has the same
/// Message-ID, by which mail servers and readers know it.
/// </remarks>
/// <param name="options">Where from and where to.</param>
public sealed class MailAlerts(MailAlertOptions options) : IAlertChannel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public string Name => "mail";

    /// <inheritdoc/>
    public async Task SendAsync(AlertDigest digest, CancellationToken cancellationToken)
    {
        using MimeMessage message = new()
        {
            Subject = AlertText.Line(digest.Headline),
            Date = digest.At,
            MessageId = $"{digest.Id}@{digest.Page.Host}",
            Body = new TextPart("plain") { Text = AlertText.Of(digest) },
        };
        message.From.Add(MailboxAddress.Parse(options.From));
        message.To.AddRange(InternetAddressList.Parse(options.To));

        // Answers of absent people and other machines are not wanted.
        message.Headers.Add("Auto-Submitted", "auto-generated");

        using SmtpClient client = new() { Timeout = (int)Patience.TotalMilliseconds };
        SecureSocketOptions security = options.Server.Scheme == "smtps" ? SecureSocketOptions.SslOnConnect
            : options.Server.IsLoopback ? SecureSocketOptions.StartTlsWhenAvailable
            : SecureSocketOptions.StartTls;
        int port = options.Server.IsDefaultPort || options.Server.Port < 0 ? (options.Server.Scheme == "smtps" ? 465 : 587) : options.Server.Port;
        await client.ConnectAsync(options.Server.Host, port, security, cancellationToken);
        if (options.Server.UserInfo.Split(':', 2) is [{ Length: > 0 } user, var password])
        {
            await client.AuthenticateAsync(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password), cancellationToken);
        }

        _ = await client.SendAsync(message, cancellationToken);
        await client.DisconnectAsync(quit: true, CancellationToken.None);
    }
}

/// <summary>Where alerts are mailed from and to.</summary>
/// <param name="Server"><c>smtp://user:password@host:587</c> or <c>smtps://</c>; name and password percent-encoded, both may be absent.</param>
/// <param name="From">The sender's address.</param>
/// <param name="To">The receivers' addresses with commas between.</param>
public sealed record MailAlertOptions(Uri Server, string From, string To);

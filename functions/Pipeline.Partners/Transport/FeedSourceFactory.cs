using Microsoft.Extensions.Logging;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Partners.Transport.FileServers;
using Pipeline.Partners.Transport.Ftp;
using Pipeline.Partners.Transport.Http;
using Pipeline.Partners.Transport.Sftp;

namespace Pipeline.Partners.Transport;

/// <summary>Makes the source that fits an address: FTP, FTP over TLS, SFTP, or HTTPS.</summary>
/// <param name="timeProvider">The clock of deadlines and time-outs.</param>
/// <param name="loggerFactory">Loggers get FTP's commands and replies at level Debug, without credentials.</param>
public sealed class FeedSourceFactory(TimeProvider timeProvider, ILoggerFactory loggerFactory) : IFeedSourceFactory
{
    /// <inheritdoc/>
    public IFeedSource Create(FeedSourceOptions options)
    {
        Check(options);
        return options.Url.Scheme switch
        {
            "ftp" or "ftpes" or "ftps" => Ftp(options),
            "sftp" => Sftp(options),
            "https" => new HttpFeedSource(options, timeProvider),
            "http" when options.Url.IsLoopback => new HttpFeedSource(options, timeProvider),
            "http" => throw FeedErrors.UrlRefused(
                $"Clear-text HTTP to {options.Url.Host} is refused.", "Use https://; http:// is for this machine only."),
            string scheme => throw FeedErrors.UrlRefused(
                $"The scheme {scheme}:// is unknown.", "Use ftp://, ftpes://, ftps://, sftp:// or https://."),
        };
    }

    private FileServerFeedSource Ftp(FeedSourceOptions options)
    {
        ILogger logger = loggerFactory.CreateLogger<AsyncFtpClient>();
        return new(options, timeProvider, (left, token) => FtpFileConnection.OpenAsync(options, left, timeProvider, logger, token));
    }

    private FileServerFeedSource Sftp(FeedSourceOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.UserName)
            || (string.IsNullOrEmpty(options.Password) && string.IsNullOrWhiteSpace(options.PrivateKey)))
        {
            throw FeedErrors.SettingRefused(
                "SFTP knows no anonymous login, and the feed has no credentials.", "Set UserName, and Password or PrivateKey.");
        }

        HostKeyFingerprint? pin = PinOf(options);
        return new(options, timeProvider, (left, token) => SftpFileConnection.OpenAsync(options, pin, left, timeProvider, token));
    }

    private static HostKeyFingerprint? PinOf(FeedSourceOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.HostKeyFingerprint))
        {
            return null;
        }

        return HostKeyFingerprint.TryParse(options.HostKeyFingerprint, out HostKeyFingerprint pin)
            ? pin
            : throw FeedErrors.SettingRefused(
                $"'{options.HostKeyFingerprint}' is no SHA-256 fingerprint of a host key.",
                "Use what ssh-keygen -lf prints for the server's public key: SHA256: and 43 characters.");
    }

    private static void Check(FeedSourceOptions options)
    {
        if (!options.Url.IsAbsoluteUri)
        {
            throw FeedErrors.UrlRefused("The feed's address has no scheme.", "Write it as ftp://host/folder/PRICE.TXT.");
        }

        if (options.Url.UserInfo.Length > 0)
        {
            throw FeedErrors.UrlRefused(
                "The feed's address holds credentials.", "Put them into UserName and Password: addresses are logged.");
        }

        if (options.Deadline <= TimeSpan.Zero || options.StallTimeout <= TimeSpan.Zero || options.MaxBytes <= 0
            || options.MaxResumes < 0 || options.ResumeDelay < TimeSpan.Zero)
        {
            throw FeedErrors.SettingRefused(
                "A limit of the feed is not positive.", "Check Deadline, StallTimeout, MaxBytes, MaxResumes and ResumeDelay.");
        }

        try
        {
            ServerCertificateCheck.NormalizeThumbprint(options.CertificateThumbprint);
        }
        catch (FormatException exception)
        {
            throw FeedErrors.SettingRefused(
                exception.Message, "Use the SHA-256 of the certificate: openssl x509 -in cert.pem -noout -fingerprint -sha256.");
        }
    }
}

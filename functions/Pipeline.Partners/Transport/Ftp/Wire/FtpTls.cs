using System.Net.Security;
using System.Security.Authentication;

namespace Pipeline.Partners.Transport.Ftp.Wire;

/// <summary>TLS of one client: the same options for control and data connection, so that the session resumes.</summary>
internal sealed class FtpTls : IDisposable
{
    private readonly string host;
    private readonly FtpTlsName name;
    private readonly ServerCertificateCheck check;
    private readonly SslClientAuthenticationOptions options;

    public FtpTls(FtpConfig config)
    {
        host = config.Host;
        name = FtpTlsName.Lease(config.Host);
        check = new ServerCertificateCheck(
            config.Host, ServerCertificateCheck.NormalizeThumbprint(config.CertificateThumbprint));
        options = new SslClientAuthenticationOptions
        {
            TargetHost = name.Value,
            EnabledSslProtocols = config.SslProtocols,
            AllowTlsResume = config.AllowTlsResume,
            RemoteCertificateValidationCallback = check.Validate,
        };
    }

    /// <summary>Shakes hands over a connection.</summary>
    /// <param name="inner">The TCP stream, owned by the result.</param>
    /// <param name="what">"control connection" or "data connection", for messages.</param>
    /// <param name="cancellationToken">Stops the handshake.</param>
    public async Task<SslStream> AuthenticateAsync(Stream inner, string what, CancellationToken cancellationToken)
    {
        SslStream stream = new(inner, leaveInnerStreamOpen: false);
        try
        {
            await stream.AuthenticateAsClientAsync(options, cancellationToken);
            return stream;
        }
        catch (Exception exception)
        {
            await stream.DisposeAsync();
            throw exception switch
            {
                AuthenticationException when check.Refusal is { } refusal =>
                    FtpErrors.TlsCertificate(host, refusal, exception),
                AuthenticationException => FtpErrors.TlsFailed(what, isTransient: false, reply: null, exception),
                IOException when !cancellationToken.IsCancellationRequested =>
                    FtpErrors.TlsFailed(what, isTransient: true, reply: null, exception),
                _ => exception,
            };
        }
    }

    /// <inheritdoc/>
    public void Dispose() => name.Dispose();
}

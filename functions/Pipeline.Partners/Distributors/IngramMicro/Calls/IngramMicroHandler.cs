using System.Net.Security;
using System.Security.Authentication;
using Pipeline.Partners.Transport;

namespace Pipeline.Partners.Distributors.IngramMicro.Calls;

/// <summary>The HTTP handler for the gateway, with its TLS policy. Give it to the client factory as primary handler.</summary>
/// <remarks>Source: ingram-micro.md §4: the policy must be configurable, since the gateway is old.</remarks>
public static class IngramMicroHandler
{
    /// <summary>Makes a handler. The caller owns it.</summary>
    /// <exception cref="FormatException">A TLS setting is wrong; the message names it.</exception>
    public static SocketsHttpHandler Create(IngramMicroServices settings)
    {
        string host = settings.Endpoint().Host;
        ServerCertificateCheck check = new(host, ServerCertificateCheck.NormalizeThumbprint(settings.CertificateThumbprint));
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            SslOptions = new SslClientAuthenticationOptions
            {
                AllowRenegotiation = settings.AllowRenegotiation,
                EnabledSslProtocols = Protocols(settings.MinimumTls),
                RemoteCertificateValidationCallback = check.Validate,
            },
        };
    }

    private static SslProtocols Protocols(string minimum) => minimum switch
    {
        "1.2" => SslProtocols.Tls12 | SslProtocols.Tls13,
        "1.3" => SslProtocols.Tls13,
        "system" => SslProtocols.None,
        _ => throw new FormatException($"Services:MinimumTls is '{minimum}'; 1.2, 1.3 or system is expected."),
    };
}

using System.Net;

namespace Pipeline.Partners.Transport.Ftp.Wire;

/// <summary>The server name that one client puts into its TLS handshakes.</summary>
/// <remarks>
/// The runtime keeps one TLS session per exact server name for the whole process, and none for IP addresses. Two
/// clients of one server would therefore resume each other's sessions, which servers that demand session reuse
/// refuse. Names are compared without case by servers and certificates but with case by that cache: each client
/// that is open at the same time gets its own spelling, and an address gets a stand-in name.
/// </remarks>
internal sealed class FtpTlsName : IDisposable
{
    private const int MostVaried = 16;
    private static readonly Lock Gate = new();
    private static readonly HashSet<string> InUse = new(StringComparer.Ordinal);

    private readonly bool isLeased;

    private FtpTlsName(string value, bool isLeased)
    {
        Value = value;
        this.isLeased = isLeased;
    }

    /// <summary>The name for <see cref="System.Net.Security.SslClientAuthenticationOptions.TargetHost"/>.</summary>
    public string Value { get; }

    /// <summary>Takes the first spelling that no open client uses; shares one when all are taken.</summary>
    public static FtpTlsName Lease(string host)
    {
        string name = IPAddress.TryParse(host, out IPAddress? address)
            ? $"ip-{address.ToString().Replace('.', '-').Replace(':', '-').Replace('%', '-')}.invalid"
            : host.ToLowerInvariant();
        int letters = Math.Min(name.Count(char.IsAsciiLetterLower), MostVaried);
        lock (Gate)
        {
            for (int variant = 0; variant < 1 << letters; variant++)
            {
                string spelling = Spell(name, variant);
                if (InUse.Add(spelling))
                {
                    return new FtpTlsName(spelling, isLeased: true);
                }
            }
        }

        return new FtpTlsName(name, isLeased: false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (isLeased)
        {
            lock (Gate)
            {
                InUse.Remove(Value);
            }
        }
    }

    /// <summary>Raises the letters whose bit is set.</summary>
    private static string Spell(string name, int variant)
    {
        int letter = 0;
        return string.Concat(name.Select(character =>
            char.IsAsciiLetterLower(character) && ((variant >> letter++) & 1) == 1
                ? char.ToUpperInvariant(character)
                : character));
    }
}

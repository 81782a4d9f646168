using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Partners.Transport;
using Pipeline.TestSupport;

namespace Pipeline.Partners.Tests.Transport;

/// <summary>What a transport test needs: remote files under a folder of its own, a local folder, and a source.</summary>
internal sealed class FeedFolder : IDisposable
{
    public static readonly DateTimeOffset Morning = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo local = Directory.CreateTempSubdirectory("feed-");
    private readonly string name = Guid.NewGuid().ToString("N");
    private readonly FeedSourceOptions login;

    public FeedFolder(VsftpdServer server)
        : this(server.Home, new FeedSourceOptions
        {
            Url = new Uri($"ftp://127.0.0.1:{server.Port}"),
            UserName = server.UserName,
            Password = server.Password,
            CertificateThumbprint = server.CertificateThumbprint,
        })
    {
    }

    public FeedFolder(OpenSshServer server)
        : this(server.Home, new FeedSourceOptions
        {
            Url = new Uri($"sftp://127.0.0.1:{server.Port}"),
            UserName = server.UserName,
            Password = server.Password,
            HostKeyFingerprint = server.HostKeyFingerprint,
        })
    {
    }

    private FeedFolder(string home, FeedSourceOptions login)
    {
        this.login = login;
        Remote = Path.Combine(home, name);
        Directory.CreateDirectory(Remote);
    }

    public string Remote { get; }

    public string Target => Path.Combine(local.FullName, "feed.part");

    public IEnumerable<string> LocalFiles => local.EnumerateFiles().Select(file => file.Name);

    /// <summary>Pseudo-random bytes, the same for the same size.</summary>
    public static byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        new Random(17).NextBytes(bytes);
        return bytes;
    }

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public void Put(string fileName, byte[] bytes)
    {
        string path = Path.Combine(Remote, fileName);
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, Morning.UtcDateTime);
    }

    public FeedSourceOptions Options(string scheme, string escapedFileName, int? port = null) => login with
    {
        Url = new Uri($"{scheme}://127.0.0.1:{port ?? login.Url.Port}/{name}/{escapedFileName}"),
        CertificateThumbprint = scheme == "ftp" ? null : login.CertificateThumbprint,
        StallTimeout = TimeSpan.FromSeconds(20),
        ResumeDelay = TimeSpan.Zero,
    };

    public static IFeedSource Source(FeedSourceOptions options) =>
        new FeedSourceFactory(TimeProvider.System, NullLoggerFactory.Instance).Create(options);

    public static IFeedSource Source(FeedSourceOptions options, TimeProvider timeProvider, ILoggerFactory loggers) =>
        new FeedSourceFactory(timeProvider, loggers).Create(options);

    public void Dispose()
    {
        local.Delete(recursive: true);
        Directory.Delete(Remote, recursive: true);
    }
}

using System.Diagnostics;
using System.Globalization;

namespace Pipeline.TestSupport;

/// <summary>A real vsftpd on a free loopback port, with one login whose home is a temporary folder.</summary>
/// <remarks>
/// Needs root and Debian's package <c>vsftpd</c> (passwords are checked by PAM against a system user that lives as
/// long as the server). Data connections must resume the control connection's TLS session, as distributors demand.
/// </remarks>
public sealed class VsftpdServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/vsftpd";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vsftpd-");
    private LoginAccount? account;
    private LoopbackServer? server;

    private VsftpdServer()
    {
    }

    /// <summary>Port of the control connection on 127.0.0.1.</summary>
    public int Port => server!.Port;

    /// <summary>Folder that the login sees as its root; files put here can be fetched.</summary>
    public string Home => account!.Home;

    /// <summary>Login.</summary>
    public string UserName => account!.UserName;

    /// <summary>Its password, random.</summary>
    public string Password => account!.Password;

    /// <summary>SHA-256 of the self-signed certificate (for <c>localhost</c> and 127.0.0.1), lower-case hexadecimal.</summary>
    public string CertificateThumbprint { get; private set; } = "";

    /// <summary>The commands and replies so far, as the server logged them.</summary>
    public string Log => File.Exists(LogPath) ? File.ReadAllText(LogPath) : "";

    private string LogPath => Path.Combine(folder.FullName, "vsftpd.log");

    /// <summary>Starts a server.</summary>
    /// <param name="tls">Protection.</param>
    /// <param name="extraSettings">Further lines of vsftpd.conf.</param>
    /// <exception cref="InvalidOperationException">vsftpd is not installed, or the process is not root.</exception>
    public static async Task<VsftpdServer> StartAsync(VsftpdTls tls, params string[] extraSettings)
    {
        if (!File.Exists(Program))
        {
            throw new InvalidOperationException($"{Program} is missing: run ./test.sh, or apt-get install -y vsftpd.");
        }

        VsftpdServer started = new();
        try
        {
            started.account = await LoginAccount.CreateAsync(started.folder);
            started.server = await started.LaunchAsync(tls, extraSettings);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        if (account is not null)
        {
            await account.DisposeAsync();
        }

        folder.Delete(recursive: true);
    }

    private Task<LoopbackServer> LaunchAsync(VsftpdTls tls, string[] extraSettings)
    {
        string keyAndCertificate = Path.Combine(folder.FullName, "server.pem");
        CertificateThumbprint = TestCertificate.Write(keyAndCertificate);
        string chroot = folder.CreateSubdirectory("empty").FullName;
        string configuration = Path.Combine(folder.FullName, "vsftpd.conf");
        return LoopbackServer.StartAsync(
            port =>
            {
                File.WriteAllLines(
                    configuration,
                    [
                        "listen=YES", "listen_ipv6=NO", "background=NO", "listen_address=127.0.0.1",
                        string.Create(CultureInfo.InvariantCulture, $"listen_port={port}"),
                        "anonymous_enable=NO", "local_enable=YES", "write_enable=YES",
                        "chroot_local_user=YES", "allow_writeable_chroot=YES", $"secure_chroot_dir={chroot}",
                        "pam_service_name=vsftpd", "seccomp_sandbox=NO", "pasv_address=127.0.0.1",
                        "xferlog_enable=YES", "log_ftp_protocol=YES", $"vsftpd_log_file={LogPath}", "xferlog_std_format=NO",
                        $"ssl_enable={(tls == VsftpdTls.None ? "NO" : "YES")}",
                        $"implicit_ssl={(tls == VsftpdTls.Implicit ? "YES" : "NO")}",
                        "force_local_logins_ssl=YES", "force_local_data_ssl=YES", $"rsa_cert_file={keyAndCertificate}",
                        "ssl_tlsv1=YES", "require_ssl_reuse=YES", "ssl_ciphers=HIGH",
                        .. extraSettings,
                    ]);
                return new ProcessStartInfo(Program, [configuration]);
            },
            () => Log);
    }
}

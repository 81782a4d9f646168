using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Pipeline.TestSupport;

/// <summary>A real vsftpd on a free loopback port, with one login whose home is a temporary folder.</summary>
/// <remarks>
/// Needs root and Debian's package <c>vsftpd</c> (passwords are checked by PAM against a system user that lives as
/// long as the server). Data connections must resume the control connection's TLS session, as distributors demand.
/// </remarks>
public sealed class VsftpdServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/vsftpd";
    private static readonly SemaphoreSlim Accounts = new(1, 1);

    private readonly DirectoryInfo folder;
    private readonly EventHandler stopOnExit;
    private Process? process;
    private bool hasUser;

    private VsftpdServer()
    {
        folder = Directory.CreateTempSubdirectory("vsftpd-");
        Home = folder.CreateSubdirectory("home").FullName;
        UserName = "ftp" + RandomNumberGenerator.GetHexString(8, lowercase: true);
        Password = RandomNumberGenerator.GetHexString(24, lowercase: true);
        stopOnExit = (_, _) => process?.Kill();
        AppDomain.CurrentDomain.ProcessExit += stopOnExit;
    }

    /// <summary>Port of the control connection on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>Folder that the login sees as its root; files put here can be fetched.</summary>
    public string Home { get; }

    /// <summary>Login.</summary>
    public string UserName { get; }

    /// <summary>Its password, random.</summary>
    public string Password { get; }

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

        if (!Environment.IsPrivilegedProcess)
        {
            throw new InvalidOperationException("vsftpd must be started as root, and so must these tests.");
        }

        VsftpdServer server = new();
        try
        {
            await server.AddUserAsync();
            await server.LaunchAsync(tls, extraSettings);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= stopOnExit;
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        if (hasUser)
        {
            await RunAsync("userdel", input: null, "--force", UserName);
        }

        folder.Delete(recursive: true);
    }

    private async Task AddUserAsync()
    {
        if (!OperatingSystem.IsWindows())
        {
            // A new temporary folder is closed to others; the login must pass through it.
            File.SetUnixFileMode(
                folder.FullName, File.GetUnixFileMode(folder.FullName) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        await RunAsync("useradd", input: null, "--no-create-home", "--home-dir", Home, "--shell", "/bin/sh", UserName);
        hasUser = true;
        await RunAsync("chpasswd", $"{UserName}:{Password}\n");
    }

    private async Task LaunchAsync(VsftpdTls tls, string[] extraSettings)
    {
        string keyAndCertificate = Path.Combine(folder.FullName, "server.pem");
        CertificateThumbprint = TestCertificate.Write(keyAndCertificate);
        string chroot = folder.CreateSubdirectory("empty").FullName;
        string configuration = Path.Combine(folder.FullName, "vsftpd.conf");

        // A port that was free a moment ago may be taken by another test's process: choose again.
        for (int attempt = 1; ; attempt++)
        {
            Port = FreePort();
            await File.WriteAllLinesAsync(
                configuration,
                [
                    "listen=YES", "listen_ipv6=NO", "background=NO", "listen_address=127.0.0.1",
                    string.Create(CultureInfo.InvariantCulture, $"listen_port={Port}"),
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
            process = Process.Start(new ProcessStartInfo(Program, [configuration]) 
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            })
                ?? throw new InvalidOperationException("vsftpd did not start.");
            if (await IsListeningAsync())
            {
                return;
            }

            string said = await process.StandardOutput.ReadToEndAsync();
            if (attempt == 5)
            {
                throw new InvalidOperationException($"vsftpd does not start: {said.Trim()}");
            }

            process.Dispose();
        }
    }

    /// <summary>True when a connection is accepted, false when the process ended.</summary>
    private async Task<bool> IsListeningAsync()
    {
        while (true)
        {
            try
            {
                using TcpClient probe = new();
                await probe.ConnectAsync(IPAddress.Loopback, Port);
                return !process!.HasExited;
            }
            catch (SocketException) when (!process!.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20));
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Runs an account tool; they lock the account files, so one at a time and again when another process has the lock.</summary>
    private static async Task RunAsync(string program, string? input, params string[] arguments)
    {
        await Accounts.WaitAsync();
        try
        {
            for (int attempt = 1; ; attempt++)
            {
                ProcessStartInfo start = new($"/usr/sbin/{program}", arguments)
                {
                    UseShellExecute = false,
                    RedirectStandardInput = true,
                    RedirectStandardError = true,
                };
                using Process tool = Process.Start(start)!;
                await tool.StandardInput.WriteAsync(input);
                tool.StandardInput.Close();
                string said = await tool.StandardError.ReadToEndAsync();
                await tool.WaitForExitAsync();
                if (tool.ExitCode == 0)
                {
                    return;
                }

                if (attempt == 20 || !said.Contains("lock", StringComparison.OrdinalIgnoreCase))
                {
                    throw new InvalidOperationException($"{program} failed: {said.Trim()}");
                }

                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }
        finally
        {
            Accounts.Release();
        }
    }
}

using System.Diagnostics;
using System.Globalization;

namespace Pipeline.TestSupport;

/// <summary>A real OpenSSH server on a free loopback port that offers SFTP only, with one login whose home is a temporary folder.</summary>
/// <remarks>Needs root and Debian's package <c>openssh-server</c>; configuration, host key and user are its own and go with it.</remarks>
public sealed class OpenSshServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/sshd";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sshd-");
    private LoginAccount? account;
    private LoopbackServer? server;

    private OpenSshServer()
    {
    }

    /// <summary>Port on 127.0.0.1.</summary>
    public int Port => server!.Port;

    /// <summary>Folder that the login starts in; files put here can be fetched.</summary>
    public string Home => account!.Home;

    /// <summary>Login.</summary>
    public string UserName => account!.UserName;

    /// <summary>Its password, random.</summary>
    public string Password => account!.Password;

    /// <summary>Fingerprint of the host key as <c>ssh-keygen -lf</c> prints it.</summary>
    public string HostKeyFingerprint { get; private set; } = "";

    /// <summary>What the server has logged so far.</summary>
    public string Log => File.Exists(LogPath) ? File.ReadAllText(LogPath) : "";

    private string LogPath => Path.Combine(folder.FullName, "sshd.log");

    private string AuthorizedKeys => Path.Combine(folder.FullName, "authorized_keys");

    /// <summary>Starts a server.</summary>
    /// <param name="extraSettings">Lines of sshd_config that come before the usual ones, and so win.</param>
    /// <exception cref="InvalidOperationException">openssh-server is not installed, or the process is not root.</exception>
    public static async Task<OpenSshServer> StartAsync(params string[] extraSettings)
    {
        if (!File.Exists(Program))
        {
            throw new InvalidOperationException($"{Program} is missing: run ./test.sh, or apt-get install -y openssh-server.");
        }

        OpenSshServer started = new();
        try
        {
            started.account = await LoginAccount.CreateAsync(started.folder);
            started.server = await started.LaunchAsync(extraSettings);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a key pair and allows it to log in.</summary>
    /// <param name="passphrase">Passphrase of the private key; empty for none.</param>
    /// <param name="arguments">Further arguments of ssh-keygen: type and form.</param>
    /// <returns>The text of the private key.</returns>
    public async Task<string> AllowKeyAsync(string passphrase, params string[] arguments)
    {
        string path = Path.Combine(folder.FullName, Guid.NewGuid().ToString("N"));
        await KeygenAsync([.. arguments, "-q", "-N", passphrase, "-f", path]);
        await File.AppendAllTextAsync(AuthorizedKeys, await File.ReadAllTextAsync(path + ".pub"));
        return await File.ReadAllTextAsync(path);
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

    private static async Task<string> KeygenAsync(params string[] arguments)
    {
        using Process tool = Process.Start(new ProcessStartInfo("ssh-keygen", arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        string said = await tool.StandardOutput.ReadToEndAsync();
        await tool.WaitForExitAsync();
        return tool.ExitCode == 0 ? said : throw new InvalidOperationException($"ssh-keygen failed: {said}");
    }

    private async Task<LoopbackServer> LaunchAsync(string[] extraSettings)
    {
        string hostKey = Path.Combine(folder.FullName, "host_key");
        await KeygenAsync("-q", "-t", "ed25519", "-N", "", "-f", hostKey);
        HostKeyFingerprint = (await KeygenAsync("-l", "-f", hostKey)).Split(' ')[1];

        // Where sshd parts with its rights; the system makes it when it starts a server of its own.
        Directory.CreateDirectory("/run/sshd");
        string configuration = Path.Combine(folder.FullName, "sshd_config");
        return await LoopbackServer.StartAsync(
            port =>
            {
                File.WriteAllLines(
                    configuration,
                    [
                        .. extraSettings,
                        string.Create(CultureInfo.InvariantCulture, $"Port {port}"),
                        "ListenAddress 127.0.0.1", $"HostKey {hostKey}", "PidFile none", "StrictModes no", "UsePAM no",
                        "PasswordAuthentication yes", $"AuthorizedKeysFile {AuthorizedKeys}", $"AllowUsers {UserName}",
                        "MaxStartups 100", "LogLevel VERBOSE", "Subsystem sftp internal-sftp",
                    ]);
                return new ProcessStartInfo(Program, ["-D", "-f", configuration, "-E", LogPath]);
            },
            () => Log);
    }
}

using System.Diagnostics;
using System.Security.Cryptography;

namespace Pipeline.TestSupport;

/// <summary>A system user with a random password, for servers that check logins against the system. Needs root.</summary>
public sealed class LoginAccount : IAsyncDisposable
{
    private static readonly SemaphoreSlim Accounts = new(1, 1);

    private LoginAccount(string home)
    {
        Home = home;
        UserName = "ftp" + RandomNumberGenerator.GetHexString(8, lowercase: true);
        Password = RandomNumberGenerator.GetHexString(24, lowercase: true);
    }

    /// <summary>Home of the user.</summary>
    public string Home { get; }

    /// <summary>Login.</summary>
    public string UserName { get; }

    /// <summary>Its password.</summary>
    public string Password { get; }

    /// <summary>Creates the user, whose home is a new folder in the one given.</summary>
    /// <exception cref="InvalidOperationException">The process is not root, or an account tool fails.</exception>
    public static async Task<LoginAccount> CreateAsync(DirectoryInfo folder)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            throw new InvalidOperationException("The server's login is a system user, so these tests must run as root.");
        }

        if (!OperatingSystem.IsWindows())
        {
            // A new temporary folder is closed to others; the login must pass through it.
            File.SetUnixFileMode(
                folder.FullName, File.GetUnixFileMode(folder.FullName) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        LoginAccount account = new(folder.CreateSubdirectory("home").FullName);
        await RunAsync("useradd", input: null, "--no-create-home", "--home-dir", account.Home, "--shell", "/bin/sh", account.UserName);
        await RunAsync("chpasswd", $"{account.UserName}:{account.Password}\n");
        return account;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await RunAsync("userdel", input: null, "--force", UserName);

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

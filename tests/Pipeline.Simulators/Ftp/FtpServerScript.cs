using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Pipeline.Simulators.Ftp;

/// <summary>Where the FTP server's script is, with its packages installed.</summary>
internal static class FtpServerScript
{
    private static readonly string Relative = Path.Combine("tests", "Pipeline.Simulators", "ftp-server", "server.mjs");

    /// <summary>The script's path; installs its packages when they are missing, one process at a time.</summary>
    /// <exception cref="InvalidOperationException">The script is not above this program, or npm failed.</exception>
    public static async Task<string> FindAsync()
    {
        string script = FindInRepository();
        string folder = Path.GetDirectoryName(script)!;
        string installed = Path.Combine(folder, "node_modules", "ftp-srv", "package.json");
        if (!File.Exists(installed))
        {
            await using FileStream turn = await TakeTurnAsync(Path.Combine(folder, "npm.lock"));
            if (!File.Exists(installed))
            {
                await InstallAsync(folder);
            }
        }

        return script;
    }

    /// <summary>Starts a process.</summary>
    /// <exception cref="InvalidOperationException">The program is not installed.</exception>
    public static Process Launch(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException($"{start.FileName} is missing: install Node.js 20 or newer.", missing);
        }
    }

    private static async Task InstallAsync(string folder)
    {
        using Process npm = Launch(new("npm", ["ci", "--omit=dev"])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        Task<string> errors = npm.StandardError.ReadToEndAsync();
        _ = await npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException($"npm ci failed in {folder}: {await errors}");
        }
    }

    private static async Task<FileStream> TakeTurnAsync(string path)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    private static string FindInRepository([CallerFilePath] string source = "") =>
        Upwards(AppContext.BaseDirectory)
            .Concat(Upwards(Environment.CurrentDirectory))
            .Concat(Upwards(Path.GetDirectoryName(source)))
            .Select(folder => Path.Combine(folder, Relative))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"{Relative} is not in a folder above this program.");

    private static IEnumerable<string> Upwards(string? folder)
    {
        for (DirectoryInfo? at = folder is null ? null : new(folder); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }
}

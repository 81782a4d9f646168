using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Pipeline.TestSupport;

/// <summary>Where Azurite is on this machine.</summary>
internal static class AzuriteCommand
{
    private const string Variable = "PIPELINE_AZURITE";

    private static readonly string InPackage = Path.Combine("dist", "src", "azurite.js");

    private static readonly string Script = Path.Combine(".tools", "node_modules", "azurite", InPackage);

    /// <summary>The command without options.</summary>
    /// <exception cref="FileNotFoundException">Neither the variable nor the repository has it.</exception>
    public static ProcessStartInfo Find()
    {
        string? configured = Environment.GetEnvironmentVariable(Variable);
        string path = string.IsNullOrWhiteSpace(configured) ? FindInRepository() : configured;
        path = Directory.Exists(path) ? Path.Combine(path, InPackage) : path;
        return path.EndsWith(".js", StringComparison.OrdinalIgnoreCase)
            ? new ProcessStartInfo("node", [path])
            : new ProcessStartInfo(path);
    }

    private static string FindInRepository([CallerFilePath] string source = "") =>
        Upwards(AppContext.BaseDirectory)
            .Concat(Upwards(Environment.CurrentDirectory))
            .Concat(Upwards(Path.GetDirectoryName(source)))
            .Select(static folder => Path.Combine(folder, Script))
            .FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException(
            $"Azurite is not installed: run ./test.sh once, 'npm install azurite --prefix .tools', or set {Variable}.");

    private static IEnumerable<string> Upwards(string? folder)
    {
        for (DirectoryInfo? at = folder is null ? null : new(folder); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }
}

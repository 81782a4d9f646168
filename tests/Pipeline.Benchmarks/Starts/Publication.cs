using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Pipeline.Benchmarks.Starts;

/// <summary>Publishes a project of this repository into a folder of its own.</summary>
internal static class Publication
{
    /// <summary>Publishes in Release; returns the folder.</summary>
    /// <exception cref="InvalidOperationException">The publishing failed.</exception>
    public static async Task<string> MakeAsync(string project)
    {
        string folder = Path.Combine(Path.GetTempPath(), "pipeline-publish", Path.GetFileName(project));
        using Process publish = Process.Start(
            "dotnet", ["publish", Path.Combine(Root(), project), "-c", "Release", "-o", folder, "-v", "quiet", "--nologo"]);
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0
            ? folder
            : throw new InvalidOperationException($"Publishing {project} ended with code {publish.ExitCode}.");
    }

    private static string Root([CallerFilePath] string source = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", "..", ".."));
}

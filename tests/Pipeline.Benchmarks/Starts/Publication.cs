using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Pipeline.Benchmarks.Starts;

/// <summary>Publishes a project of this repository.</summary>
internal static class Publication
{
    /// <summary>Publishes in Release; returns the folder.</summary>
    /// <exception cref="InvalidOperationException">The publishing failed.</exception>
    public static async Task<string> MakeAsync(string project)
    {
        using Process publish = Process.Start(
            "dotnet", ["publish", Path.Combine(Root(), project), "-c", "Release", "-v", "quiet", "--nologo", "-p:PipelineAnalysis=light"]);
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0
            ? Path.Combine(Root(), "artifacts", "publish", Path.GetFileName(project), "release_linux-x64")
            : throw new InvalidOperationException($"Publishing {project} ended with code {publish.ExitCode}.");
    }

    private static string Root([CallerFilePath] string source = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", "..", ".."));
}

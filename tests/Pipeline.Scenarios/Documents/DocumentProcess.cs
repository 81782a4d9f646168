using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Pipeline.Scenarios.Documents;

/// <summary>A shell that runs what a document says, in the repository's folder, as a reader would.</summary>
internal sealed class DocumentProcess : IDisposable
{
    // A block fails with its first command that fails. An answer of 400 or more fails curl; -s and -S leave its progress out.
    private const string Preamble = """
        set -euo pipefail
        curl() { command curl --silent --show-error --fail-with-body --max-time 60 "$@"; }

        """;

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly ConcurrentQueue<string> errors = new();

    private DocumentProcess(string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", script])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Document.Root,
        };
        // What a developer's or a test's shell sets is none of the document's.
        foreach (string name in new[] { "ArtifactsPath", "PipelineAnalysis", "AzureWebJobsStorage" })
        {
            _ = start.Environment.Remove(name);
        }

        // No build server keeps the streams open when the script has ended.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, e) => Keep(output, e.Data);
        process.ErrorDataReceived += (_, e) => Keep(errors, e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it has printed.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>What it has complained about.</summary>
    public string Errors => string.Join('\n', errors);

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>Starts a script that goes on until it is stopped.</summary>
    public static DocumentProcess Start(string script) => new($"exec {script}");

    /// <summary>Runs commands to their end.</summary>
    /// <returns>The exit code, what was printed, and the complaints.</returns>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(string commands)
    {
        using var shell = new DocumentProcess(Preamble + commands);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await shell.process.WaitForExitAsync(limit.Token);
        return (shell.process.ExitCode, shell.Output, shell.Errors);
    }

    /// <summary>Ctrl-C for a script that was started; waits until it has put everything away.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        if (!process.HasExited)
        {
            using Process kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    /// <inheritdoc/>
    public void Dispose() => process.Dispose();

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }
}

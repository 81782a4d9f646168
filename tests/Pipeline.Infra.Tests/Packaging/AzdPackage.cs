using System.Diagnostics;
using Pipeline.Infra.Tests.Support;
using Pipeline.TestSupport;

namespace Pipeline.Infra.Tests.Packaging;

/// <summary>What <c>azd package</c> makes of the service: it publishes into a new folder and zips that.</summary>
/// <remarks>The command is azd's own for <c>language: dotnet</c> (functions-custom-handler.md §6.1).</remarks>
public sealed class AzdPackage : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly string folder = Directory.CreateTempSubdirectory("pipeline-azd-").FullName;
    private PackagedApp? package;

    /// <summary>The folder that was published.</summary>
    public string PublishFolder => folder;

    /// <summary>The package.</summary>
    public PackagedApp Package => package!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        var start = new ProcessStartInfo(
            "dotnet", ["publish", Repository.PathOf("functions/Pipeline.Functions/Pipeline.Functions.csproj"), "-c", "Release", "--output", folder])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What `dotnet test` tells its own MSBuild must not reach this one; a node that stays would hold the pipes open.
        foreach (string name in start.Environment.Keys.Where(static key => key.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            _ = start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["PipelineAnalysis"] = "light";
        using Process publish = Process.Start(start)!;
        Task<string> output = publish.StandardOutput.ReadToEndAsync();
        Task<string> errors = publish.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        await publish.WaitForExitAsync(limit.Token);
        Assert.True(publish.ExitCode == 0, await output + await errors);
        package = PackagedApp.Of(folder);
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        package?.Dispose();
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }
}

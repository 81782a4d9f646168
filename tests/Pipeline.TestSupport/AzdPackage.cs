using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace Pipeline.TestSupport;

/// <summary>What <c>azd package</c> makes of the function app: it publishes and zips the folder.</summary>
/// <remarks>
/// The command is the one that azd runs for <c>language: dotnet</c>. azd (cli/azd/pkg/rzip) puts
/// every file of the publish folder below the root of the ZIP, deflated, with its Unix mode in the upper half of the external
/// attributes. Whoever has just published
/// says so with <c>PIPELINE_PUBLISHED=1</c>; else it is done here.
/// </remarks>
public sealed class AzdPackage : IDisposable
{
    private const int RegularFile = 0x8000;
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly string directory = Directory.CreateTempSubdirectory("pipeline-azd-").FullName;

    private AzdPackage()
    {
        ZipPath = Path.Combine(directory, "package.zip");
    }

    /// <summary>The folder that was published.</summary>
    public string PublishFolder { get; } = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "publish", "Pipeline.Functions", "release_linux-x64"));

    /// <summary>The ZIP that azd would upload.</summary>
    public string ZipPath { get; }

    /// <summary>Publishes and zips.</summary>
    /// <exception cref="InvalidOperationException">The app cannot be published; the text is what the command printed.</exception>
    public static async Task<AzdPackage> MakeAsync()
    {
        var package = new AzdPackage();
        try
        {
            await using FileStream turn = await TurnAsync();
            if (Environment.GetEnvironmentVariable("PIPELINE_PUBLISHED") != "1")
            {
                await PublishAsync();
            }

            package.Zip();
            return package;
        }
        catch
        {
            package.Dispose();
            throw;
        }
    }

    /// <summary>Unpacks it as the platform does.</summary>
    public UnpackedPackage Unpack() => UnpackedPackage.Of(ZipPath);

    /// <summary>Unpacks a copy of it that has a fault.</summary>
    public UnpackedPackage UnpackWith(Action<ZipArchive> fault)
    {
        string faulty = Path.Combine(directory, $"{Guid.NewGuid():N}.zip");
        File.Copy(ZipPath, faulty);
        using (ZipArchive zip = ZipFile.Open(faulty, ZipArchiveMode.Update))
        {
            fault(zip);
        }

        return UnpackedPackage.Of(faulty);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(directory, recursive: true);

    /// <summary>One test process publishes at a time: they share the folder of intermediate files.</summary>
    private static Task<FileStream> TurnAsync() => WaitFor.ValueAsync(
        static () =>
        {
            try
            {
                string path = Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "publish.lock");
                return Task.FromResult<FileStream?>(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException)
            {
                return Task.FromResult<FileStream?>(null);
            }
        },
        Limit,
        "no other test publishes");

    private static async Task PublishAsync()
    {
        var start = new ProcessStartInfo("dotnet", ["publish", Project(), "-c", "Release"])
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
        if (publish.ExitCode != 0)
        {
            throw new InvalidOperationException($"The app cannot be published:\n{await output}{await errors}");
        }
    }

    private static string Project([CallerFilePath] string source = "") => Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(source)!, "..", "..", "functions", "Pipeline.Functions", "Pipeline.Functions.csproj"));

    private void Zip()
    {
        using ZipArchive zip = ZipFile.Open(ZipPath, ZipArchiveMode.Create);
        foreach (string file in Directory.GetFiles(PublishFolder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string name = Path.GetRelativePath(PublishFolder, file).Replace('\\', '/');
            ZipArchiveEntry entry = zip.CreateEntryFromFile(file, name, CompressionLevel.Optimal);
            UnixFileMode mode = OperatingSystem.IsWindows() ? Readable : File.GetUnixFileMode(file);
            entry.ExternalAttributes = (RegularFile | (int)mode) << 16;
        }
    }
}

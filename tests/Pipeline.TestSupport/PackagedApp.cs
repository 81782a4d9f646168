using System.IO.Compression;

namespace Pipeline.TestSupport;

/// <summary>The published app as Azure Functions gets it: zipped as azd zips it, then unpacked elsewhere.</summary>
/// <remarks>
/// azd (cli/azd/pkg/rzip) puts every file of the publish folder below the root of the ZIP, deflated, with its Unix mode in the
/// upper half of the external attributes. What runs from <see cref="Folder"/> has been through that.
/// </remarks>
public sealed class PackagedApp : IDisposable
{
    private const int RegularFile = 0x8000;
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly string directory = Directory.CreateTempSubdirectory("pipeline-package-").FullName;

    private PackagedApp()
    {
        ZipPath = Path.Combine(directory, "package.zip");
        Folder = Path.Combine(directory, "app");
    }

    /// <summary>The ZIP.</summary>
    public string ZipPath { get; }

    /// <summary>The unpacked folder; give it to the host.</summary>
    public string Folder { get; }

    /// <summary>Packs a publish folder and unpacks it again.</summary>
    public static PackagedApp Of(string publishFolder)
    {
        var package = new PackagedApp();
        using (ZipArchive zip = ZipFile.Open(package.ZipPath, ZipArchiveMode.Create))
        {
            foreach (string file in Directory.GetFiles(publishFolder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                string name = Path.GetRelativePath(publishFolder, file).Replace('\\', '/');
                ZipArchiveEntry entry = zip.CreateEntryFromFile(file, name, CompressionLevel.Optimal);
                UnixFileMode mode = OperatingSystem.IsWindows() ? Readable : File.GetUnixFileMode(file);
                entry.ExternalAttributes = (RegularFile | (int)mode) << 16;
            }
        }

        ZipFile.ExtractToDirectory(package.ZipPath, package.Folder);
        return package;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(directory, recursive: true);
}

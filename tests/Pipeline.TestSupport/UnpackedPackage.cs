using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Pipeline.TestSupport;

/// <summary>A package as Azure Functions runs it: unpacked with the modes that the ZIP says, and read-only.</summary>
/// <remarks>
/// The platform mounts it read-only. Here the write bits are taken away, which does not stop root;
/// so <see cref="Changes"/> tells what was written all the same.
/// </remarks>
public sealed class UnpackedPackage : IDisposable
{
    private const UnixFileMode Write = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private readonly Dictionary<string, string> unpacked;

    private UnpackedPackage(string folder)
    {
        Folder = folder;
        SetWritable(false);
        unpacked = Read();
    }

    /// <summary>The folder; give it to the host.</summary>
    public string Folder { get; }

    /// <summary>Unpacks a ZIP into a new temporary folder.</summary>
    public static UnpackedPackage Of(string zipPath)
    {
        string folder = Directory.CreateTempSubdirectory("pipeline-package-").FullName;
        ZipFile.ExtractToDirectory(zipPath, folder);
        return new UnpackedPackage(folder);
    }

    /// <summary>What has been added, removed or changed in content, mode or time since it was unpacked: relative paths in order.</summary>
    public IReadOnlyList<string> Changes()
    {
        Dictionary<string, string> now = Read();
        return
        [
            .. unpacked.Keys.Union(now.Keys, StringComparer.Ordinal)
                .Where(path => unpacked.GetValueOrDefault(path) != now.GetValueOrDefault(path))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        SetWritable(true);
        Directory.Delete(Folder, recursive: true);
    }

    private Dictionary<string, string> Read() => Entries().ToDictionary(
        entry => Path.GetRelativePath(Folder, entry.FullName),
        static entry => string.Create(CultureInfo.InvariantCulture, $"{Mode(entry)} {entry.LastWriteTimeUtc.Ticks} {Hash(entry)}"),
        StringComparer.Ordinal);

    private IEnumerable<FileSystemInfo> Entries()
    {
        var root = new DirectoryInfo(Folder);
        return root.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Prepend(root);
    }

    private static string Hash(FileSystemInfo entry)
    {
        if (entry is not FileInfo)
        {
            return "folder";
        }

        using FileStream content = File.OpenRead(entry.FullName);
        return Convert.ToHexString(SHA256.HashData(content));
    }

    private static int Mode(FileSystemInfo entry) => OperatingSystem.IsWindows() ? 0 : (int)entry.UnixFileMode;

    private void SetWritable(bool isWritable)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (FileSystemInfo entry in Entries())
        {
            entry.UnixFileMode = isWritable ? entry.UnixFileMode | UnixFileMode.UserWrite : entry.UnixFileMode & ~Write;
        }
    }
}

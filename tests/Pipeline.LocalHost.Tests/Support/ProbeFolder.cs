using System.Reflection;

namespace Pipeline.LocalHost.Tests.Support;

/// <summary>The published probe app and the host's executable.</summary>
internal static class ProbeFolder
{
    public static string Published { get; } = Metadata("ProbeAppFolder");

    public static string Host { get; } = Metadata("HostFile");

    /// <summary>A copy that a test may spoil.</summary>
    public static string Copy()
    {
        string target = Directory.CreateTempSubdirectory("probe-app-").FullName;
        foreach (string file in Directory.EnumerateFiles(Published, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(Published, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return target;
    }

    private static string Metadata(string key) => typeof(ProbeFolder).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}

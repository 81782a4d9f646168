using System.Reflection;

namespace Pipeline.Infra.Tests.Support;

/// <summary>The files of this repository.</summary>
internal static class Repository
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static data => data.Key == "RepositoryRoot").Value!;

    /// <summary>Path of a file.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>Text of a file.</summary>
    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>Relative paths of the files below a folder, with forward slashes, in order.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) =>
    [
        .. Directory.GetFiles(PathOf(folder), pattern, SearchOption.AllDirectories)
            .Select(static path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];
}

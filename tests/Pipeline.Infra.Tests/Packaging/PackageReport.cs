namespace Pipeline.Infra.Tests.Packaging;

/// <summary>What is worth reporting about the package: lines of <c>package.txt</c> in the folder of all builds; <c>test.sh</c> prints it.</summary>
internal static class PackageReport
{
    private static readonly string Path = System.IO.Path.GetFullPath(System.IO.Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "package.txt"));
    private static readonly Lock One = new();
    private static bool isBegun;

    /// <summary>Adds a line; the first one of a run begins the file anew.</summary>
    public static void Add(string line)
    {
        lock (One)
        {
            File.WriteAllText(Path, $"{(isBegun ? File.ReadAllText(Path) : string.Empty)}{line}\n");
            isBegun = true;
        }
    }
}

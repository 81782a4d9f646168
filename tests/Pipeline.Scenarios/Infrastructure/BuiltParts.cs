namespace Pipeline.Scenarios.Infrastructure;

/// <summary>Where the parts of the system that run as processes of their own were built.</summary>
internal static class BuiltParts
{
    // The test's own assembly lies at bin/Pipeline.Scenarios/{configuration}/ below the same folder.
    private static readonly string Artifacts =
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", ".."));

    /// <summary>The publish folder of the function app.</summary>
    public static string App { get; } = Existing(
        Path.Combine(Artifacts, "publish", "Pipeline.Functions", "release_linux-x64"),
        "dotnet publish functions/Pipeline.Functions -c Release");

    /// <summary>The local host.</summary>
    public static string LocalHost { get; } = Existing(
        Path.Combine(Artifacts, "bin", "Pipeline.LocalHost", "debug", "Pipeline.LocalHost"),
        "dotnet build functions/Pipeline.LocalHost");

    private static string Existing(string path, string command) => Path.Exists(path)
        ? path
        : throw new FileNotFoundException($"{path} is missing: run '{command}', or ./test.sh, which does.");
}

namespace Microsoft.Azure.Functions.Worker.Metadata;

/// <summary>Keeps one folder with a <c>function.json</c> for each function, and none for functions that are gone.</summary>
/// <remarks>Safe to repeat: files that are right already are left alone.</remarks>
internal static class FunctionJsonFolder
{
    private const string FileName = "function.json";

    /// <summary>Brings a folder up to date.</summary>
    public static void Write(string folder, IReadOnlyList<FunctionDescriptor> functions)
    {
        Directory.CreateDirectory(folder);
        foreach (FunctionDescriptor function in functions)
        {
            string file = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, function.Name)).FullName, FileName);
            string text = FunctionJson.Write(function);
            if (!File.Exists(file) || File.ReadAllText(file) != text)
            {
                File.WriteAllText(file, text);
            }
        }

        RemoveOthers(folder, functions.Select(function => function.Name).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>A function the host still reads about and the app no longer has would fail at every call.</summary>
    private static void RemoveOthers(string folder, HashSet<string> names)
    {
        foreach (string directory in Directory.GetDirectories(folder))
        {
            string[] entries = Directory.GetFileSystemEntries(directory);
            if (entries is [string only] && Path.GetFileName(only) == FileName && !names.Contains(Path.GetFileName(directory)))
            {
                File.Delete(only);
                Directory.Delete(directory);
            }
        }
    }
}

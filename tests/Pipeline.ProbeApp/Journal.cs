using System.Text;

namespace Pipeline.ProbeApp;

/// <summary>What the functions did, a line each, in the file <c>journal</c> of the folder PROBE_FOLDER: it outlives every kill.</summary>
internal static class Journal
{
    private static readonly Lock Gate = new();

    private static string Folder => Environment.GetEnvironmentVariable("PROBE_FOLDER") ?? Path.GetTempPath();

    public static void Write(string line)
    {
        lock (Gate)
        {
            using FileStream file = new(Path.Combine(Folder, "journal"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            file.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }
    }

    /// <summary>Whether the test has laid a file of this name into the folder.</summary>
    public static bool Has(string name) => File.Exists(Path.Combine(Folder, name));

    /// <summary>Blocks the thread until the file is laid, as a long computation would.</summary>
    public static void Block(string name) => SpinWait.SpinUntil(() => Has(name));

    /// <summary>Waits until the file is laid.</summary>
    public static async Task WaitForAsync(string name, CancellationToken cancellationToken)
    {
        while (!Has(name))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }
    }
}

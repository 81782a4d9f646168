using System.Diagnostics;

namespace Pipeline.Partners.Tests.Transport;

/// <summary>A file <c>catégorie.txt</c> named in Latin-1. The disk takes any bytes, .NET only UTF-8: the shell names it.</summary>
internal sealed class Latin1NamedFile : IAsyncDisposable
{
    private const string Name = "\"$(printf 'cat\\351gorie.txt')\"";
    private readonly string folder;

    private Latin1NamedFile(string folder) => this.folder = folder;

    public static async Task<Latin1NamedFile> WriteAsync(string folder)
    {
        await RunAsync(folder, $"printf latin-1 > {Name}");
        return new Latin1NamedFile(folder);
    }

    public async ValueTask DisposeAsync() => await RunAsync(folder, $"rm {Name}");

    private static async Task RunAsync(string folder, string command)
    {
        ProcessStartInfo start = new("/bin/sh", ["-c", command]) { UseShellExecute = false, WorkingDirectory = folder };
        using Process shell = Process.Start(start)!;
        await shell.WaitForExitAsync();
        Assert.Equal(0, shell.ExitCode);
    }
}

using System.Globalization;
using System.IO.Compression;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Packaging;

/// <summary>Packages with a planted fault do not get as far as an order, and the host says why.</summary>
[Collection(PackageCollection.Name)]
public sealed class FaultyPackageTests(PackageFixture fixture)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    [Theory]
    [InlineData("host.json", "holds no host.json")]
    [InlineData("worker.config.json", "worker.config.json is missing")]
    [InlineData("Azure.Storage.Blobs.dll", "Could not load file or assembly 'Azure.Storage.Blobs")]
    [InlineData(".azurefunctions/DurableTask.AzureStorage.dll", "Could not load file or assembly 'DurableTask.AzureStorage")]
    [InlineData(".azurefunctions/", "the folder .azurefunctions is missing")]
    public async Task A_package_that_lacks_a_file_or_the_hidden_folder_does_not_start(string path, string reason)
    {
        using UnpackedPackage package = fixture.Package.UnpackWith(zip =>
        {
            ZipArchiveEntry[] lacking = [.. zip.Entries.Where(entry => entry.FullName.StartsWith(path, StringComparison.Ordinal))];
            Assert.NotEmpty(lacking);
            Array.ForEach(lacking, static entry => entry.Delete());
        });
        HostConsole console = new();
        using HostProcess host = HostProcess.Start(
            [package.Folder, "--port", Ports.Free().ToString(CultureInfo.InvariantCulture), "--data", Path.Combine(fixture.Storage.Location, "host")],
            new Dictionary<string, string> { ["AzureWebJobsStorage"] = fixture.Storage.ConnectionString },
            console);

        await host.Ended.WaitAsync(Limit);

        Assert.Contains(reason, console.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_written_into_an_unpacked_package_is_seen()
    {
        using UnpackedPackage package = fixture.Package.Unpack();
        Assert.Empty(package.Changes());

        string file = Path.Combine(package.Folder, "host.json");
        SetMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.Equal(["host.json"], package.Changes());

        // Root is not stopped by a missing write bit; whoever is has nothing more to show.
        SetMode(package.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.WriteAllText(Path.Combine(package.Folder, "new.txt"), "new");
        File.Delete(Path.Combine(package.Folder, "extensions.json"));
        Assert.Equal([".", "extensions.json", "host.json", "new.txt"], package.Changes());
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}

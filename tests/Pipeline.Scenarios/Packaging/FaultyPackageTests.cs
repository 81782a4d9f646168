using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Packaging;

/// <summary>Packages with a planted fault do not pass what <see cref="PackageTests"/> demands.</summary>
public sealed class FaultyPackageTests(PackageFixture fixture) : IClassFixture<PackageFixture>
{
    // RegularFile, rw-r--r--: what a ZIP made without modes unpacks to.
    private const int WithoutExecuteBit = 0x81A4 << 16;

    [Theory]
    [InlineData("host.json", "The host has stopped.")]
    [InlineData("Pipeline.Functions", "No such file or directory")]
    [InlineData("Azure.Storage.Blobs.dll", "Could not load file or assembly 'Azure.Storage.Blobs")]
    [InlineData("PlaceOrder/function.json", "404")]
    [InlineData("OrderLifecycle/function.json", "the order is complete")]
    public async Task A_package_that_lacks_a_file_does_not_pass(string file, string reason)
    {
        using UnpackedPackage package = fixture.Package.UnpackWith(zip => zip.GetEntry(file)!.Delete());

        await AssertFailsAsync(package, reason);
    }

    [Fact]
    public async Task A_package_without_the_execute_bit_does_not_pass()
    {
        using UnpackedPackage package = fixture.Package.UnpackWith(
            static zip => zip.GetEntry("Pipeline.Functions")!.ExternalAttributes = WithoutExecuteBit);

        await AssertFailsAsync(package, "Permission denied");
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
        File.Delete(Path.Combine(package.Folder, "libcoreclr.so"));
        Assert.Equal([".", "host.json", "libcoreclr.so", "new.txt"], package.Changes());
    }

    private static async Task AssertFailsAsync(UnpackedPackage package, string reason)
    {
        Exception failure = await Assert.ThrowsAnyAsync<Exception>(() => PackagedOrder.RunAsync(package, TimeSpan.FromSeconds(15)));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}

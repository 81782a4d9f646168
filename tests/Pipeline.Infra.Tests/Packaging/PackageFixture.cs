using Pipeline.TestSupport;

namespace Pipeline.Infra.Tests.Packaging;

/// <summary>The package that azd would upload, and what the platform makes of it.</summary>
public sealed class PackageFixture : IAsyncLifetime
{
    private AzdPackage? package;
    private UnpackedPackage? unpacked;

    /// <summary>The folder that was published.</summary>
    public string PublishFolder => package!.PublishFolder;

    /// <summary>The ZIP.</summary>
    public string ZipPath => package!.ZipPath;

    /// <summary>The folder it was unpacked into.</summary>
    public string Folder => unpacked!.Folder;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        package = await AzdPackage.MakeAsync();
        unpacked = package.Unpack();
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        unpacked?.Dispose();
        package?.Dispose();
        return Task.CompletedTask;
    }
}

using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Packaging;

/// <summary>The package that azd would upload, and an emulator for what is started from it.</summary>
public sealed class PackageFixture : IAsyncLifetime
{
    private AzdPackage? package;
    private AzuriteServer? storage;

    /// <summary>The package.</summary>
    public AzdPackage Package => package!;

    /// <summary>The emulator.</summary>
    public AzuriteServer Storage => storage!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        storage = await AzuriteServer.StartAsync(CancellationToken.None);
        package = await AzdPackage.MakeAsync();
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        package?.Dispose();
        await storage!.DisposeAsync();
    }
}

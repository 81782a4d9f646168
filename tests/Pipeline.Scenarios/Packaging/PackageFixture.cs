using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Packaging;

/// <summary>The package that azd would upload, made once for a test class.</summary>
public sealed class PackageFixture : IAsyncLifetime
{
    private AzdPackage? package;

    /// <summary>The package.</summary>
    public AzdPackage Package => package!;

    /// <inheritdoc/>
    public async Task InitializeAsync() => package = await AzdPackage.MakeAsync();

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        package?.Dispose();
        return Task.CompletedTask;
    }
}

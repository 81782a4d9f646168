namespace Pipeline.Infra.Tests.Packaging;

/// <summary>The test classes that share one package, since making it takes a while.</summary>
[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackageFixture>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "package";
}

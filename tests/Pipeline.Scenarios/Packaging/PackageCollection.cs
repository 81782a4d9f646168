namespace Pipeline.Scenarios.Packaging;

/// <summary>Tests on one package, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackageFixture>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "package";
}

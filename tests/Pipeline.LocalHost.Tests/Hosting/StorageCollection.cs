namespace Pipeline.LocalHost.Tests.Hosting;

/// <summary>Tests that share one storage emulator.</summary>
[CollectionDefinition(Name)]
public sealed class StorageCollection : ICollectionFixture<AzuriteServer>
{
    public const string Name = "Storage";
}

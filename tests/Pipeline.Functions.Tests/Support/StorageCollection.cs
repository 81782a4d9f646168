namespace Pipeline.Functions.Tests.Support;

/// <summary>Tests that share one storage emulator; they run one after the other and begin with empty storage.</summary>
[CollectionDefinition(Name)]
public sealed class StorageCollection : ICollectionFixture<StorageEmulator>
{
    public const string Name = "storage";
}

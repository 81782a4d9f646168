namespace Pipeline.Faults.Storage;

[CollectionDefinition(Name)]
public sealed class StorageBackingsCollection : ICollectionFixture<StorageBackings>
{
    public const string Name = "backings";
}

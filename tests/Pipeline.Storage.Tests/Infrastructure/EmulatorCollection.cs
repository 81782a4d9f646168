namespace Pipeline.Storage.Tests.Infrastructure;

[CollectionDefinition(Name)]
public sealed class EmulatorCollection : ICollectionFixture<StorageEmulator>
{
    public const string Name = "emulator";
}

namespace Pipeline.Scenarios.Feeds;

/// <summary>Tests of feeds on one running system, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class FeedCollection : ICollectionFixture<FeedFixture>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "feeds";
}

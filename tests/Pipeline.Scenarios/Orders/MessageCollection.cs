namespace Pipeline.Scenarios.Orders;

/// <summary>Tests of messages and instances on another running system, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class MessageCollection : ICollectionFixture<OrderFixture>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "messages";
}

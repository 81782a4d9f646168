namespace Pipeline.Scenarios.Orders;

/// <summary>Tests of orders on one running system, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class OrderCollection : ICollectionFixture<OrderFixture>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "orders";
}

namespace Pipeline.Core.Orders.Sales;

/// <summary>Where a sales order came from.</summary>
/// <param name="Channel">The channel's code; <c>api</c> for an order placed by hand.</param>
/// <param name="Store">The configured account at the channel, or null.</param>
/// <param name="ExternalId">The channel's id of the order, or null.</param>
public sealed record OrderSource(string Channel, string? Store, string? ExternalId)
{
    /// <summary>Source of orders placed over the API; nobody has to be told about them.</summary>
    public static OrderSource Api { get; } = new("api", null, null);
}

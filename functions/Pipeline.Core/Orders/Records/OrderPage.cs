namespace Pipeline.Core.Orders.Records;

/// <summary>A page of orders.</summary>
/// <param name="Items">Latest first.</param>
/// <param name="Cursor">Where the next page begins; null after the last.</param>
public sealed record OrderPage(IReadOnlyList<OrderSummary> Items, string? Cursor);

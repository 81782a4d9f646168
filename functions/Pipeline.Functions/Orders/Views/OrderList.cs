using Pipeline.Core.Orders.Records;

namespace Pipeline.Functions.Orders.Views;

/// <summary>A page of orders.</summary>
/// <param name="Items">Latest first.</param>
/// <param name="Cursor">Where the next page begins; null after the last.</param>
public sealed record OrderList(IReadOnlyList<OrderSummary> Items, string? Cursor);

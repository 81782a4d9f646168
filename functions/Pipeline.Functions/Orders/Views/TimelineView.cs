using Pipeline.Core.Orders.Records;

namespace Pipeline.Functions.Orders.Views;

/// <summary>A page of an order's timeline.</summary>
/// <param name="Items">Oldest first.</param>
/// <param name="Cursor">Where the next page begins; null after the last.</param>
public sealed record TimelineView(IReadOnlyList<OrderEvent> Items, string? Cursor);

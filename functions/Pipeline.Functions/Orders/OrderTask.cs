namespace Pipeline.Functions.Orders;

/// <summary>Input of an activity of <see cref="OrderLifecycle"/>; small, since it is kept in the history.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">The purchase order it is about, or null.</param>
public sealed record OrderTask(string OrderId, string? Number);

namespace Pipeline.Core.Orders.Messages;

/// <summary>How to follow a carton.</summary>
/// <param name="Number">The carrier's number.</param>
/// <param name="Url">Page that shows where it is, as sent; or null.</param>
/// <param name="Carrier">The carrier's name or code, or null.</param>
public sealed record Tracking(string Number, string? Url, string? Carrier);

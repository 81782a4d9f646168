namespace Pipeline.Core.Orders.Messages;

/// <summary>Pieces of a line due on a day.</summary>
/// <param name="Quantity">Pieces.</param>
/// <param name="Date">Day, or null when not known yet.</param>
public sealed record ScheduledDelivery(int Quantity, DateOnly? Date);

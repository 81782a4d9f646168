namespace Pipeline.Functions.Orders.Views;

/// <summary>Pieces of a line in a shipment.</summary>
/// <param name="LineNumber">Our line number.</param>
/// <param name="Quantity">Pieces.</param>
/// <param name="SerialNumbers">Their serial numbers.</param>
public sealed record DeliveryLineView(int LineNumber, int Quantity, IReadOnlyList<string> SerialNumbers);

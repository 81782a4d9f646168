namespace Pipeline.Core.Orders.Progress;

/// <summary>Pieces of one line in a shipment.</summary>
/// <param name="LineNumber">Our line number.</param>
/// <param name="Quantity">Pieces over all cartons.</param>
/// <param name="SerialNumbers">Serial numbers over all cartons, in the order of the advice.</param>
public sealed record DeliveryLine(LineNumber LineNumber, int Quantity, IReadOnlyList<string> SerialNumbers);

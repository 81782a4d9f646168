namespace Pipeline.Simulators.IngramMicro.Services.Orders;

/// <summary>What of a line lies in one carton.</summary>
/// <param name="Line">The line.</param>
/// <param name="Quantity">Pieces.</param>
/// <param name="TrackingNumber">The carton's.</param>
/// <param name="SerialNumbers">One per piece, or none.</param>
internal sealed record ShippedLine(PlacedLine Line, int Quantity, string TrackingNumber, IReadOnlyList<string> SerialNumbers);

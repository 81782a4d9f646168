using Pipeline.Simulators.IngramMicro.Services.Orders;

namespace Pipeline.Simulators.IngramMicro.Services.Messages;

/// <summary>A line of an invoice; money without VAT, rate in percent.</summary>
internal sealed record InvoicedLine(PlacedLine Line, int Quantity, decimal UnitPrice, decimal Rate, IReadOnlyList<string> SerialNumbers)
{
    public decimal Amount => Quantity * UnitPrice;
}

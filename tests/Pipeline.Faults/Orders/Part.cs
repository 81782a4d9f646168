namespace Pipeline.Faults.Orders;

/// <summary>Some pieces of a line, as a message names them.</summary>
/// <param name="Line">The line.</param>
/// <param name="Quantity">How many.</param>
/// <param name="UnitPrice">Net price per piece.</param>
public sealed record Part(BoughtLine Line, int Quantity, decimal UnitPrice)
{
    /// <summary>At the price of the line.</summary>
    public Part(BoughtLine line, int quantity)
        : this(line, quantity, line.UnitPrice)
    {
    }

    /// <summary>Sum of parts.</summary>
    public static decimal Net(IEnumerable<Part> parts) => parts.Sum(static part => part.UnitPrice * part.Quantity);
}

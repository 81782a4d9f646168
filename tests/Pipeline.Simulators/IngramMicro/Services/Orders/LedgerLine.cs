namespace Pipeline.Simulators.IngramMicro.Services.Orders;

/// <summary>A line of a purchase: pieces asked for and how far they are; price net of VAT in euro.</summary>
/// <param name="CustomerLineNumber">The reseller's number.</param>
/// <param name="Sku">The article that is delivered, without leading zeros.</param>
/// <param name="Status">LC, LB or LR; empty before the decision.</param>
/// <param name="ReasonCode">Why it was rejected, or null.</param>
/// <param name="Requested">Pieces asked for.</param>
/// <param name="Confirmed">Pieces confirmed at once.</param>
/// <param name="BackOrdered">Pieces to come.</param>
/// <param name="Shipped">Pieces shipped.</param>
/// <param name="Invoiced">Pieces invoiced.</param>
/// <param name="UnitPrice">Confirmed price.</param>
public sealed record LedgerLine(
    string CustomerLineNumber, string Sku, string Status, string? ReasonCode, int Requested, int Confirmed, int BackOrdered, int Shipped,
    int Invoiced, decimal UnitPrice);

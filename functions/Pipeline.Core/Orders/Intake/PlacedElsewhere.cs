namespace Pipeline.Core.Orders.Intake;

/// <summary>Says that an order was placed by other means and is only to be followed.</summary>
/// <param name="Distributor">Where it was placed.</param>
/// <param name="PurchaseOrderNumber">The number it was placed under.</param>
/// <param name="DistributorOrderNumber">The distributor's number of it, or null when it is not known yet.</param>
public sealed record PlacedElsewhere(
    string Distributor, PurchaseOrderNumber PurchaseOrderNumber, string? DistributorOrderNumber)
{
    /// <summary>The numbers that messages about the order may carry.</summary>
    public IReadOnlyList<string> Numbers() => DistributorOrderNumber is { } number
        ? [PurchaseOrderNumber.Value, number]
        : [PurchaseOrderNumber.Value];
}

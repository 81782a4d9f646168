namespace Pipeline.Simulators.IngramMicro.Services.Orders;

/// <summary>A purchase order number and how often goods were bought under it.</summary>
/// <param name="PurchaseOrderNumber">The reseller's number.</param>
/// <param name="TimesBought">1 is right; 2 and more is money spent twice.</param>
/// <param name="Purchases">The purchases, oldest first.</param>
public sealed record LedgerEntry(string PurchaseOrderNumber, int TimesBought, IReadOnlyList<LedgerPurchase> Purchases);

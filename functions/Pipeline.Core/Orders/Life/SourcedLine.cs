using Pipeline.Core.Orders.Purchasing;

namespace Pipeline.Core.Orders.Life;

/// <summary>A line with the distributor that is to bring it.</summary>
/// <param name="Distributor">Code of the distributor.</param>
/// <param name="Currency">Currency of the catalogue's price; empty when the catalogue does not say, then the price check does.</param>
/// <param name="Line">The line as it will be ordered, at the catalogue's price.</param>
internal sealed record SourcedLine(string Distributor, string Currency, PurchaseOrderLine Line);

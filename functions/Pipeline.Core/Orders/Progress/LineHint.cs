using Pipeline.Core.Catalog;

namespace Pipeline.Core.Orders.Progress;

/// <summary>What a message line says about the line it belongs to.</summary>
/// <param name="LineNumber">Our number, or null.</param>
/// <param name="DistributorLineNumber">The distributor's number, or null.</param>
/// <param name="DistributorOrders">The distributor's orders it may belong to; empty when the message names none.</param>
/// <param name="Sku">The article, or null.</param>
/// <param name="Quantity">Pieces.</param>
/// <param name="IsStrict">Whether another article means another order (an invoice for several orders).</param>
internal sealed record LineHint(
    LineNumber? LineNumber, DistributorLineNumber? DistributorLineNumber, IReadOnlyList<string> DistributorOrders,
    DistributorSku? Sku, int Quantity, bool IsStrict);

using Pipeline.Core.Catalog;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;

namespace Pipeline.Core.Orders.Intake;

/// <summary>Makes the first record of an order.</summary>
internal sealed class NewOrder(ICatalogStore catalog, IntakeTerms terms)
{
    public async Task<OrderRecord> MakeAsync(
        string orderId, OrderRequest request, DateTimeOffset now, CancellationToken cancellationToken) => new()
        {
            Order = new SalesOrder
            {
                OrderId = orderId,
                Source = request.Source,
                ShipTo = request.ShipTo,
                RequestedDeliveryDate = request.RequestedDeliveryDate,
                ShipComplete = request.ShipComplete,
                EndUserReference = request.EndUserReference,
                Lines = request.Lines,
                IsSourcing = request.PlacedElsewhere is not null,
                PurchaseOrders = request.PlacedElsewhere is { } elsewhere
                    ? [await TakeOverAsync(request, elsewhere, cancellationToken)]
                    : [],
            },
            ReceivedAt = now,
            ChangedAt = now,
            EventCount = 1,
            IsTest = request.IsTest || (terms.IsTest && request.PlacedElsewhere is null),
            ArePricesChecked = request.PlacedElsewhere is not null,
            ReviewDueAt = now,
        };

    public static OrderEvent FirstEvent(OrderRequest request, DateTimeOffset now)
    {
        string lines = request.Lines.Count == 1 ? "1 line" : $"{request.Lines.Count} lines";
        return new OrderEvent(1, now, OrderSteps.Received, request.PlacedElsewhere is { } elsewhere
            ? $"Taken over with {lines}: placed at {elsewhere.Distributor} as {elsewhere.PurchaseOrderNumber} by other means."
            : $"Received from {request.Source.Channel} with {lines}.");
    }

    private async Task<PurchaseOrder> TakeOverAsync(
        OrderRequest request, PlacedElsewhere elsewhere, CancellationToken cancellationToken)
    {
        string currency = terms.Currencies[elsewhere.Distributor];
        List<PurchaseOrderLine> lines = [];
        foreach (SalesOrderLine line in request.Lines)
        {
            lines.Add(new PurchaseOrderLine
            {
                LineNumber = line.LineNumber,
                Sku = DistributorSku.Parse(line.Sku!),
                Quantity = line.Quantity,
                UnitPrice = line.MaxUnitPrice ?? await CatalogPriceAsync(elsewhere.Distributor, line.Sku!, currency, cancellationToken),
                SpecialBidNumber = line.SpecialBidNumber,
            });
        }

        return new PurchaseOrder
        {
            Number = elsewhere.PurchaseOrderNumber,
            Distributor = elsewhere.Distributor,
            Currency = currency,
            Lines = lines,
            Phase = PurchasePhase.Acknowledged,
            GivenDistributorOrderNumber = elsewhere.DistributorOrderNumber,
        };
    }

    /// <summary>The catalogue's price, or 0 when it has none: the confirmed price takes its place as soon as it is known.</summary>
    private async Task<decimal> CatalogPriceAsync(
        string distributor, string sku, string currency, CancellationToken cancellationToken) =>
        await catalog.FindAsync(distributor, sku, cancellationToken) is { Price: { Price: { } price } facts } && facts.Currency == currency
            ? price
            : 0;
}

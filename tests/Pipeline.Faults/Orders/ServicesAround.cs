using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;

namespace Pipeline.Faults.Orders;

/// <summary>A distributor's services around others, in which a mutant changes one thing.</summary>
public abstract class ServicesAround(IDistributorService services) : IDistributorService
{
    /// <inheritdoc />
    public string Distributor => services.Distributor;

    /// <inheritdoc />
    public bool TakesDashes => services.TakesDashes;

    /// <inheritdoc />
    public Task<PriceAnswers> GetPriceAndAvailabilityAsync(IReadOnlyList<PriceQuery> items, CancellationToken cancellationToken) =>
        services.GetPriceAndAvailabilityAsync(items, cancellationToken);

    /// <inheritdoc />
    public virtual Task<OrderPlacement> CreateOrderAsync(OrderCreate order, CancellationToken cancellationToken) =>
        services.CreateOrderAsync(order, cancellationToken);

    /// <inheritdoc />
    public OrderPreview PreviewOrder(OrderCreate order) => services.PreviewOrder(order);

    /// <inheritdoc />
    public virtual Task<OrderSearch> FindOrderAsync(PurchaseOrderNumber number, CancellationToken cancellationToken) =>
        services.FindOrderAsync(number, cancellationToken);
}

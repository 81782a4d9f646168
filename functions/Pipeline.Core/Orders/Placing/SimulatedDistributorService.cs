using Pipeline.Core.Exchanges;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Prices;

namespace Pipeline.Core.Orders.Placing;

/// <summary>Test mode of a distributor's services: reads as always, records what it would write, sends nothing.</summary>
/// <param name="services">The real services; <see cref="CreateOrderAsync"/> of theirs is never called.</param>
/// <param name="log">Keeps the Order Create that would have been sent.</param>
/// <param name="clock">Time of the record.</param>
public sealed class SimulatedDistributorService(IDistributorService services, IExchangeLog log, TimeProvider clock) : IDistributorService
{
    /// <inheritdoc/>
    public string Distributor => services.Distributor;

    /// <inheritdoc/>
    public bool IsTestEnvironment => services.IsTestEnvironment;

    /// <inheritdoc/>
    public bool TakesDashes => services.TakesDashes;

    /// <inheritdoc/>
    public Issue? RefuseShipTo(DeliveryAddress shipTo) => services.RefuseShipTo(shipTo);

    /// <inheritdoc/>
    public Task<PriceAnswers> GetPriceAndAvailabilityAsync(
        IReadOnlyList<PriceQuery> items, CancellationToken cancellationToken) =>
        services.GetPriceAndAvailabilityAsync(items, cancellationToken);

    /// <summary>Records the Order Create, masked, as an exchange of direction <see cref="ExchangeDirection.WouldSend"/>.</summary>
    /// <returns>
    /// <see cref="PlacementOutcome.Simulated"/> with the exchange, or <see cref="PlacementOutcome.Refused"/> with each breach
    /// of a limit, as the real services would.
    /// </returns>
    /// <remarks>May be repeated: nothing is ordered, a second record is kept.</remarks>
    public async Task<OrderPlacement> CreateOrderAsync(OrderCreate order, CancellationToken cancellationToken)
    {
        OrderPreview preview = services.PreviewOrder(order);
        if (preview.Breaches is [{ } first, ..])
        {
            return new OrderPlacement
            {
                Outcome = PlacementOutcome.Refused,
                Problem = new CallIssue(first, null),
                Breaches = preview.Breaches,
            };
        }

        DateTimeOffset now = clock.GetUtcNow();
        Exchange exchange = new()
        {
            Id = Guid.CreateVersion7(now).ToString("N"),
            Direction = ExchangeDirection.WouldSend,
            Partner = Distributor,
            Operation = "orderCreate",
            Subject = order.PurchaseOrderNumber.Value,
            Target = "test mode: not sent",
            StartedAt = now,
            Duration = TimeSpan.Zero,
            Request = preview.Body,
        };
        await log.RecordAsync(exchange, cancellationToken);
        return new OrderPlacement { Outcome = PlacementOutcome.Simulated, ExchangeId = exchange.Id };
    }

    /// <inheritdoc/>
    public OrderPreview PreviewOrder(OrderCreate order) => services.PreviewOrder(order);

    /// <inheritdoc/>
    public Task<OrderSearch> FindOrderAsync(PurchaseOrderNumber number, CancellationToken cancellationToken) =>
        services.FindOrderAsync(number, cancellationToken);
}

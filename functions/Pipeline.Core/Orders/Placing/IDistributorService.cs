using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Prices;

namespace Pipeline.Core.Orders.Placing;

/// <summary>A distributor's live services, whatever its wire format.</summary>
/// <remarks>
/// Business refusals, time-outs and unreadable answers are results. Exceptions: cancellation by the caller, and settings
/// that cannot work.
/// </remarks>
public interface IDistributorService
{
    /// <summary>The distributor's code, for example <c>acme</c>.</summary>
    string Distributor { get; }

    /// <summary>Whether it speaks with the distributor's test environment, which delivers nothing.</summary>
    bool IsTestEnvironment => false;

    /// <summary>Whether its orders may have a number with a dash; else letters and digits alone.</summary>
    bool TakesDashes => true;

    /// <summary>Why the distributor delivers nothing to an address, for example <c>SHIP_TO_NOT_SERVED</c>; null when it does.</summary>
    Issue? RefuseShipTo(DeliveryAddress shipTo) => null;

    /// <summary>Asks for live prices and stock.</summary>
    /// <param name="items">Any number; sent in chunks that the distributor accepts.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>One answer per item in the order asked; answers may be up to 60 seconds old.</returns>
    /// <remarks>No side effect: may be repeated, and repeats itself through short faults.</remarks>
    Task<PriceAnswers> GetPriceAndAvailabilityAsync(IReadOnlyList<PriceQuery> items, CancellationToken cancellationToken);

    /// <summary>Sends one Order Create, once.</summary>
    /// <param name="order">The order; its number must be stored before the call.</param>
    /// <param name="cancellationToken">Ends the wait; the outcome is then unknown.</param>
    /// <remarks>
    /// <b>Never repeats by itself.</b> After <see cref="PlacementOutcome.Unknown"/>, or a crash, ask with
    /// <see cref="FindOrderAsync"/> first; if it must be sent again, send it with the same number.
    /// </remarks>
    Task<OrderPlacement> CreateOrderAsync(OrderCreate order, CancellationToken cancellationToken);

    /// <summary>The Order Create as it would be sent, secrets masked; nothing is sent (test mode, order state <c>simulated</c>).</summary>
    /// <returns>Refused with breaches, or acknowledged with <see cref="OrderPlacement.Acknowledgement"/> null, and the body.</returns>
    OrderPreview PreviewOrder(OrderCreate order);

    /// <summary>Asks what the distributor holds under our number.</summary>
    /// <remarks>No side effect: may be repeated, and repeats itself through short faults.</remarks>
    Task<OrderSearch> FindOrderAsync(PurchaseOrderNumber number, CancellationToken cancellationToken);

    /// <summary>Cancels what the distributor holds under our number, where it documents that; asked for once.</summary>
    /// <remarks>
    /// <b>Never repeats by itself</b>, but may be called again: what is cancelled stays so. By default it is not offered, and a
    /// person has to cancel there.
    /// </remarks>
    Task<OrderCancellation> CancelOrderAsync(PurchaseOrderNumber number, CancellationToken cancellationToken) =>
        Task.FromResult(new OrderCancellation { Outcome = CancellationOutcome.NotOffered });
}

/// <summary>An Order Create that is not sent.</summary>
/// <param name="Body">The bytes as they would go out with secrets masked; empty when there are breaches.</param>
/// <param name="Breaches">Each limit the order breaks; empty when it could be sent.</param>
public sealed record OrderPreview(ReadOnlyMemory<byte> Body, IReadOnlyList<Issue> Breaches);

using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Purchasing;

namespace Pipeline.Core.Orders.Following;

/// <summary>Asks a distributor that pushes nothing how an order stands: beside its <see cref="IDistributorService"/>, by the same class.</summary>
public interface IOrderFollowing
{
    /// <summary>Asks for status, shipments, invoices and serial numbers, as far as they can be had by now.</summary>
    /// <param name="order">The order as it is known; what it has already need not be asked for again.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <remarks>No side effect: may be repeated, and repeats itself through short faults. Time-outs and refusals are results.</remarks>
    Task<FollowAnswer> FollowAsync(PurchaseOrder order, CancellationToken cancellationToken);
}

/// <summary>How an order stands at a distributor.</summary>
public sealed record FollowAnswer
{
    /// <summary>What it says, to be merged like pushed messages; each dated, since the later answer counts.</summary>
    public IReadOnlyList<FollowedMessage> Messages { get; init; } = [];

    /// <summary>Whether it is invoiced: the schedule begins anew then.</summary>
    public bool IsInvoiced { get; init; }

    /// <summary>Whether nothing more is to be learnt.</summary>
    public bool IsOver { get; init; }

    /// <summary>Why something could not be asked, or null; what was answered counts all the same.</summary>
    public CallIssue? Problem { get; init; }
}

/// <summary>A message out of an answer.</summary>
/// <param name="Message">What it says.</param>
/// <param name="ExchangeId">The recorded exchange, or null.</param>
public sealed record FollowedMessage(OrderMessage Message, string? ExchangeId);

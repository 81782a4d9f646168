using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Placing;

namespace Pipeline.Core.Distributors;

/// <summary>Asks a distributor something that costs nothing and changes nothing: for an order that nobody has placed.</summary>
public sealed class ConnectionTest(DistributorCatalog distributors)
{
    /// <summary>The number that is asked for. It is none that <see cref="PurchaseOrderNumber.Derive"/> gives.</summary>
    public static PurchaseOrderNumber Number { get; } = new("CONNECTIONTEST");

    /// <summary>Asks.</summary>
    /// <returns>Null when there is no such distributor.</returns>
    public async Task<ConnectionTestResult?> RunAsync(string distributor, CancellationToken cancellationToken)
    {
        if (distributors.Find(distributor) is not { } found)
        {
            return null;
        }

        if (found.MissingServices is { } missing)
        {
            return new ConnectionTestResult(ConnectionOutcome.NotConfigured, new Issue(IssueCodes.FlowNotConfigured, null, null).With("reason", missing), null);
        }

        OrderSearch search = await found.Services().FindOrderAsync(Number, cancellationToken);
        return search.Outcome is SearchOutcome.Unknown
            ? new ConnectionTestResult(ConnectionOutcome.NotReached, search.Problem?.Issue, search.ExchangeId ?? search.Problem?.ExchangeId)
            : new ConnectionTestResult(ConnectionOutcome.Reached, null, search.ExchangeId);
    }
}

/// <summary>What a test of a connection found.</summary>
/// <param name="Outcome">Whether the distributor answers.</param>
/// <param name="Problem">Why not; null when it does.</param>
/// <param name="ExchangeId">The recorded exchange, or null when nothing was sent.</param>
public sealed record ConnectionTestResult(ConnectionOutcome Outcome, Issue? Problem, string? ExchangeId);

/// <summary>Whether a distributor answers.</summary>
public enum ConnectionOutcome
{
    /// <summary>It understood the question and answered it.</summary>
    Reached,

    /// <summary>No answer, or one that says that it lets us ask nothing.</summary>
    NotReached,

    /// <summary>A setting is missing: nobody was asked.</summary>
    NotConfigured,
}

using Pipeline.Core.Orders;
using Pipeline.Partners.Distributors.Intcomex.Answers;
using Pipeline.Partners.Distributors.Intcomex.Calls;

namespace Pipeline.Partners.Distributors.Intcomex.Orders;

/// <summary>Finds an order by our number.</summary>
/// <param name="client">The services.</param>
/// <param name="zone">Time zone of the account: Intcomex's days are days there.</param>
/// <param name="clock">Which day it is.</param>
internal sealed class OrderLookup(IwsClient client, TimeZoneInfo zone, TimeProvider clock)
{
    /// <summary>Asks by our number; it may also be Intcomex's number of somebody else's order, so the list of these days is looked through too.</summary>
    public async Task<IwsResult<IwsOrder>> FindAsync(PurchaseOrderNumber number, CancellationToken cancellationToken)
    {
        IwsResult<IwsOrder> asked = await client.GetOrderAsync(number.Value, number.Value, cancellationToken);
        if (asked.Failure is { Code: not IwsCodes.OrderUnknown } || (asked.Value is { } found && IsOurs(found, number)))
        {
            return asked;
        }

        DateOnly today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        IwsResult<IReadOnlyList<IwsOrder>> listed =
            await client.GetOrdersAsync(today.AddDays(-1), today.AddDays(1), number.Value, cancellationToken);
        return listed.Value?.FirstOrDefault(order => IsOurs(order, number)) is { } ours
            ? new IwsResult<IwsOrder>(ours, null, listed.ExchangeId)
            : new IwsResult<IwsOrder>(null, listed.Failure ?? asked.Failure, listed.ExchangeId);
    }

    /// <summary>Whether an order bears our number.</summary>
    public static bool IsOurs(IwsOrder order, PurchaseOrderNumber number) =>
        string.Equals(order.CustomerOrderNumber, number.Value, StringComparison.OrdinalIgnoreCase);
}

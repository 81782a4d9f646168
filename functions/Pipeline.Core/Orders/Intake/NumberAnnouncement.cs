using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Intake;

/// <summary>Tells everybody that an order has numbers: stores them, then brings the messages that waited for one of them.</summary>
/// <remarks>In this sequence a message that arrives in between is either joined at once or released.</remarks>
public sealed class NumberAnnouncement(IOrderNumberStore numbers, ParkedMessageRelease parked)
{
    /// <summary>Stores numbers of an order and releases parked messages. May be repeated, and cut at any point.</summary>
    /// <returns>Numbers that another order has already; they stay there, and no message is released for them.</returns>
    public async Task<IReadOnlyList<string>> StoreAsync(
        string orderId, string distributor, IReadOnlyCollection<string> learned, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> taken = await numbers.ClaimAsync(distributor, learned, orderId, cancellationToken);
        string[] own = [.. learned.Except(taken, StringComparer.OrdinalIgnoreCase)];
        if (own.Length > 0)
        {
            _ = await parked.ReleaseAsync(distributor, own, cancellationToken);
        }

        return taken;
    }
}

using Pipeline.Core.Exchanges;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Erasure;

/// <summary>Erases the body of a pushed message as soon as it is applied, when its order has been erased.</summary>
/// <remarks>
/// Call it after a message is settled, and again whenever the message is delivered again: so a crash between settling and
/// erasing is made up for, and so is the entry in the wire log that a handling of long ago has written once more.
/// </remarks>
public sealed class LateErasure(
    IMessageInbox inbox,
    IMessageErasure notificationErasure,
    IExchangeErasure exchangeErasure,
    IOrderNumberStore numbers,
    IOrderStore orders,
    TimeProvider clock)
{
    /// <summary>Erases what is due. A parked message waits for another order: it keeps its body until it has been applied.</summary>
    /// <returns>Whether the message has no body any more.</returns>
    public async Task<bool> FollowAsync(PushedMessage handled, CancellationToken cancellationToken)
    {
        if (handled.BodyErasedAt is { } before)
        {
            _ = await exchangeErasure.EraseAsync(handled.Id, before, cancellationToken);
            return true;
        }

        if (handled is not { HandledAt: not null, State: MessageState.Accepted or MessageState.Duplicate }
            || !await IsDueAsync(handled, cancellationToken))
        {
            return false;
        }

        DateTimeOffset now = clock.GetUtcNow();
        _ = await exchangeErasure.EraseAsync(handled.Id, now, cancellationToken);
        return await notificationErasure.EraseAsync(handled.Id, now, cancellationToken);
    }

    private async Task<bool> IsDueAsync(PushedMessage handled, CancellationToken cancellationToken)
    {
        if (handled.DuplicateOf is { } first && await inbox.FindAsync(first, cancellationToken) is { BodyErasedAt: not null })
        {
            return true;
        }

        foreach (string number in handled.Orders)
        {
            if (await numbers.FindAsync(handled.Distributor, number, cancellationToken) is { } orderId
                && await orders.FindAsync(orderId, cancellationToken) is { Record.ErasureBegunAt: not null })
            {
                return true;
            }
        }

        return false;
    }
}

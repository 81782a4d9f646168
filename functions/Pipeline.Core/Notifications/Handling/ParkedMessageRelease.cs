using Pipeline.Core.Notifications.Inbox;

namespace Pipeline.Core.Notifications.Handling;

/// <summary>Brings parked messages to the orders they waited for.</summary>
public sealed class ParkedMessageRelease(IMessageInbox inbox, IMessageQueue queue)
{
    /// <summary>An order has learnt numbers: messages that wait for one of them are handled again.</summary>
    /// <remarks>Call it after the numbers are stored. May be repeated.</remarks>
    /// <param name="distributor">Whose order it is.</param>
    /// <param name="numbers">Its purchase order number and the distributor's numbers.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many messages were taken up.</returns>
    public async Task<int> ReleaseAsync(
        string distributor, IReadOnlyCollection<string> numbers, CancellationToken cancellationToken)
    {
        string[] ids =
        [
            .. (await inbox.ListParkedAsync(cancellationToken))
                .Where(parked => parked.Distributor == distributor && parked.Numbers.Intersect(numbers, StringComparer.OrdinalIgnoreCase).Any())
                .Select(static parked => parked.Id),
        ];
        foreach (string[] some in ids.Chunk(MessageRequest.IdLimit))
        {
            await queue.SendAsync(new MessageRequest(some, Again: true), cancellationToken);
        }

        return ids.Length;
    }
}

using Pipeline.Core.Notifications.Inbox;

namespace Pipeline.Core.Notifications.Handling;

/// <summary>Takes up messages that were stored but never handled: the process ended, or the queue refused.</summary>
public sealed class MessageSweep(IMessageInbox inbox, IMessageQueue queue, TimeProvider clock)
{
    private const int Limit = 1000;

    /// <summary>How long a message may wait while no request does.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>How long it may wait while requests do, so that a backlog does not multiply.</summary>
    private static readonly TimeSpan BusyPatience = TimeSpan.FromMinutes(15);

    /// <summary>Announces what waits too long.</summary>
    /// <returns>How many messages were announced again.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        TimeSpan patience = await queue.IsEmptyAsync(cancellationToken) ? Patience : BusyPatience;
        IReadOnlyList<string> waiting =
            await inbox.ListWaitingAsync(clock.GetUtcNow() - patience, Limit, cancellationToken);
        foreach (string[] ids in waiting.Chunk(MessageRequest.IdLimit))
        {
            await queue.SendAsync(new MessageRequest(ids), cancellationToken);
        }

        return waiting.Count;
    }
}

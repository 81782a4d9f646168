using Pipeline.Core.Notifications.Inbox;

namespace Pipeline.Core.Notifications.Handling;

/// <summary>Handles the messages of a period again, for example of the day on which a defect was deployed.</summary>
public sealed class MessageReplay(IMessageInbox inbox, IMessageQueue queue)
{
    private const int PageSize = 500;

    /// <summary>Requests that every message of a period is handled again. What was merged already stays as it is.</summary>
    /// <param name="from">Received at or after it, UTC.</param>
    /// <param name="to">Received before it, UTC.</param>
    /// <param name="distributor">Only pushed by this one, or null.</param>
    /// <param name="cancellationToken">Gives up; some messages may have been requested. May be repeated.</param>
    /// <returns>How many messages were requested, and how many cannot be.</returns>
    public async Task<MessageReplayCount> ReplayAsync(
        DateTimeOffset from, DateTimeOffset to, string? distributor, CancellationToken cancellationToken)
    {
        int count = 0;
        int erased = 0;
        string? cursor = null;
        do
        {
            Page<PushedMessage> page = await inbox.ListAsync(new MessageFilter(null, distributor), PageSize, cursor, cancellationToken);
            PushedMessage[] wanted = [.. page.Items.Where(item => item.ReceivedAt >= from && item.ReceivedAt < to)];
            string[] ids = [.. wanted.Where(static item => item.BodyErasedAt is null).Select(static item => item.Id)];
            foreach (string[] some in ids.Chunk(MessageRequest.IdLimit))
            {
                await queue.SendAsync(new MessageRequest(some, Again: true), cancellationToken);
            }

            count += ids.Length;
            erased += wanted.Length - ids.Length;
            cursor = page.Items.Count > 0 && page.Items[^1].ReceivedAt < from ? null : page.Cursor;
        }
        while (cursor is not null);
        return new MessageReplayCount(count, erased);
    }

    /// <summary>Requests that the parked messages of one cause are handled again; what arrives later is left alone.</summary>
    /// <param name="reason">Code of the cause.</param>
    /// <param name="before">Received before it, UTC.</param>
    /// <param name="distributor">Only pushed by this one, or null.</param>
    /// <param name="cancellationToken">Gives up; some messages may have been requested. May be repeated.</param>
    /// <returns>How many messages were requested, and how many cannot be.</returns>
    public async Task<MessageReplayCount> ReplayCauseAsync(string reason, DateTimeOffset before, string? distributor, CancellationToken cancellationToken)
    {
        int count = 0;
        int erased = 0;
        string? cursor = null;
        do
        {
            Page<PushedMessage> page = await inbox.ListAsync(
                new MessageFilter(MessageState.Parked, distributor, Reason: reason, To: before), PageSize, cursor, cancellationToken);
            string[] ids = [.. page.Items.Where(static item => item.BodyErasedAt is null).Select(static item => item.Id)];
            foreach (string[] some in ids.Chunk(MessageRequest.IdLimit))
            {
                await queue.SendAsync(new MessageRequest(some, Again: true), cancellationToken);
            }

            count += ids.Length;
            erased += page.Items.Count - ids.Length;
            cursor = page.Cursor;
        }
        while (cursor is not null);
        return new MessageReplayCount(count, erased);
    }
}

/// <summary>What a replay came to.</summary>
/// <param name="Requested">Messages that are handled again.</param>
/// <param name="Erased">Messages that cannot be: their bodies were erased because they held personal data.</param>
public sealed record MessageReplayCount(int Requested, int Erased);

using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Inbox;

namespace Pipeline.Core.ErrorGroups.Sources;

/// <summary>Keeps pushed messages, and reports each that cannot be used or can again.</summary>
/// <remarks>One that waits for its order is reported by the sweep, once it has waited too long.</remarks>
public sealed class WatchedInbox(IMessageInbox inner, IErrorReporter reporter, IErrorNotes notes, MessagePatience patience, TimeProvider clock) : IMessageInbox
{
    /// <inheritdoc/>
    public async Task AddAsync(PushedMessage notification, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (notification.State is not MessageState.Quarantined)
        {
            await inner.AddAsync(notification, body, cancellationToken);
            return;
        }

        ErrorNote note = await notes.AddAsync(SubjectOf(notification), cancellationToken);
        await inner.AddAsync(notification, body, cancellationToken);
        await TellAsync(notification, note);
    }

    /// <inheritdoc/>
    public async Task<bool> SettleAsync(PushedMessage notification, DateTimeOffset? handledBefore, CancellationToken cancellationToken)
    {
        // What is handled for the first time, and well, was never reported.
        if (handledBefore is null && notification.State is not (MessageState.Quarantined or MessageState.Parked))
        {
            return await inner.SettleAsync(notification, handledBefore, cancellationToken);
        }

        ErrorNote note = await notes.AddAsync(SubjectOf(notification), cancellationToken);
        bool isSettled = await inner.SettleAsync(notification, handledBefore, cancellationToken);
        if (isSettled)
        {
            await TellAsync(notification, note);
        }

        return isSettled;
    }

    /// <inheritdoc/>
    public Task<PushedMessage?> FindAsync(string id, CancellationToken cancellationToken) => inner.FindAsync(id, cancellationToken);

    /// <inheritdoc/>
    public Task<StoredMessage?> OpenAsync(string id, bool isExpectedToWait, CancellationToken cancellationToken) =>
        inner.OpenAsync(id, isExpectedToWait, cancellationToken);

    /// <inheritdoc/>
    public Task<byte[]?> ReadBodyAsync(string id, CancellationToken cancellationToken) => inner.ReadBodyAsync(id, cancellationToken);

    /// <inheritdoc/>
    public Task AwaitOrdersAsync(PushedMessage notification, IReadOnlyList<string> numbers, CancellationToken cancellationToken) =>
        inner.AwaitOrdersAsync(notification, numbers, cancellationToken);

    /// <inheritdoc/>
    public Task EndWaitingAsync(PushedMessage handled, CancellationToken cancellationToken) => inner.EndWaitingAsync(handled, cancellationToken);

    /// <inheritdoc/>
    public Task<Page<PushedMessage>> ListAsync(MessageFilter filter, int limit, string? cursor, CancellationToken cancellationToken) =>
        inner.ListAsync(filter, limit, cursor, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListWaitingAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken) =>
        inner.ListWaitingAsync(since, limit, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ParkedMessage>> ListParkedAsync(CancellationToken cancellationToken) => inner.ListParkedAsync(cancellationToken);

    private static ErrorSubject SubjectOf(PushedMessage message) => new(ErrorSubject.Message, message.Id);

    private async Task TellAsync(PushedMessage message, ErrorNote note)
    {
        await reporter.ReportAsync(RecordFindings.Of(message, clock.GetUtcNow(), patience.UnknownOrder), CancellationToken.None);
        await notes.RemoveAsync(note, CancellationToken.None);
    }
}

/// <summary>How long messages wait before a person is told.</summary>
/// <param name="UnknownOrder">For an order that nobody knows.</param>
public sealed record MessagePatience(TimeSpan UnknownOrder);

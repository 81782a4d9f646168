namespace Pipeline.Core.Notifications.Inbox;

/// <summary>Keeps pushed messages with their bodies.</summary>
public interface IMessageInbox
{
    /// <summary>Stores a message. When this returns, it survives the loss of the process.</summary>
    /// <remarks>
    /// A message in the state accepted waits for its turn and is announced on the queue; if that fails,
    /// <see cref="ListWaitingAsync"/> finds it. May be repeated with the same id.
    /// </remarks>
    Task AddAsync(PushedMessage notification, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);

    /// <summary>The message, or null.</summary>
    Task<PushedMessage?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>The message and its body in one reading, or null.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="isExpectedToWait">
    /// Whether it probably waits for its turn still: saves a look, but what a crash has left between settling and the end of
    /// waiting is shown as waiting. <see cref="SettleAsync"/> finds that out.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<StoredMessage?> OpenAsync(string id, bool isExpectedToWait, CancellationToken cancellationToken);

    /// <summary>The body as received, or null when the message or its body is not there.</summary>
    Task<byte[]?> ReadBodyAsync(string id, CancellationToken cancellationToken);

    /// <summary>Makes a message findable by orders that learn one of the numbers. May be repeated.</summary>
    /// <remarks>
    /// Look at the orders once more afterwards, and only then settle: an order that learnt its number in between has asked
    /// for what waits before it could find this message.
    /// </remarks>
    Task AwaitOrdersAsync(PushedMessage notification, IReadOnlyList<string> numbers, CancellationToken cancellationToken);

    /// <summary>
    /// Records what became of a message, so that it waits no longer; unless somebody else has done so since it was read.
    /// May be repeated.
    /// </summary>
    /// <remarks>
    /// One that is handled for the first time is not expected to wait for an order too: where
    /// <see cref="AwaitOrdersAsync"/> was called, call <see cref="EndWaitingAsync"/> afterwards. A pointer that a crash
    /// leaves brings the message up again, which ends that.
    /// </remarks>
    /// <param name="notification">The message in its new state.</param>
    /// <param name="handledBefore">Its <see cref="PushedMessage.HandledAt"/> when it was read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when somebody else was quicker: nothing is recorded; read the message again.</returns>
    /// <exception cref="KeyNotFoundException">There is no such message.</exception>
    Task<bool> SettleAsync(PushedMessage notification, DateTimeOffset? handledBefore, CancellationToken cancellationToken);

    /// <summary>Ends the waiting of a message that is handled: its settling broke off half way. May be repeated.</summary>
    /// <remarks>One that is parked for an order goes on waiting for that.</remarks>
    Task EndWaitingAsync(PushedMessage handled, CancellationToken cancellationToken);

    /// <summary>A page of messages, latest first.</summary>
    /// <exception cref="FormatException">The cursor is not from this list.</exception>
    Task<Page<PushedMessage>> ListAsync(
        MessageFilter filter, int limit, string? cursor, CancellationToken cancellationToken);

    /// <summary>Ids of messages that have waited for their turn since a time or longer, oldest first.</summary>
    Task<IReadOnlyList<string>> ListWaitingAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken);

    /// <summary>The messages that wait for an order.</summary>
    Task<IReadOnlyList<ParkedMessage>> ListParkedAsync(CancellationToken cancellationToken);
}

/// <summary>A pushed message with its body.</summary>
/// <param name="Notification">The message.</param>
/// <param name="Body">The body as received; null when it is not there any more.</param>
public sealed record StoredMessage(PushedMessage Notification, byte[]? Body);

/// <summary>Which messages a list shows; absent members exclude nothing.</summary>
/// <param name="State">Only in this state.</param>
/// <param name="Distributor">Only pushed by this one.</param>
/// <param name="Root">Only of this kind: name of the element that tells it.</param>
/// <param name="Reason">Only parked or quarantined with this code.</param>
/// <param name="From">Only arrived at or after it, UTC.</param>
/// <param name="To">Only arrived before it, UTC.</param>
/// <remarks>
/// Kind and reason are looked for in bounded steps: a page may hold less than asked for, also nothing, and have a cursor all the
/// same.
/// </remarks>
public sealed record MessageFilter(
    MessageState? State, string? Distributor, string? Root = null, string? Reason = null, DateTimeOffset? From = null, DateTimeOffset? To = null)
{
    /// <summary>Whether rows are looked at that the list then leaves out.</summary>
    public bool IsSifting => Root is not null || Reason is not null;

    /// <summary>Whether a message is one of those, as far as kind and reason decide.</summary>
    public bool Includes(PushedMessage message) =>
        (Root is null || message.Root == Root) && (Reason is null || message.ReasonCode == Reason);
}

/// <summary>A message that waits for its order.</summary>
/// <param name="Id">Id of the message.</param>
/// <param name="Distributor">Who pushed it.</param>
/// <param name="Numbers">Order numbers it may be joined by.</param>
public sealed record ParkedMessage(string Id, string Distributor, IReadOnlyList<string> Numbers)
{
    /// <summary>When it had arrived whole, UTC; if that is long ago, a person should look.</summary>
    public DateTimeOffset ReceivedAt { get; init; }
}

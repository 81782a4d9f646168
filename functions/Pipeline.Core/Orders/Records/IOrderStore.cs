namespace Pipeline.Core.Orders.Records;

/// <summary>Keeps orders: a current record and an append-only list of events, changed together or not at all.</summary>
public interface IOrderStore
{
    /// <summary>Reads an order; null when there is none.</summary>
    Task<StoredOrder?> FindAsync(string orderId, CancellationToken cancellationToken);

    /// <summary>Stores a new order with its first events.</summary>
    /// <returns>False when the id is taken: nothing was changed.</returns>
    /// <remarks>When it returns true the order is listed as open, so that the sweep finds it whatever happens next.</remarks>
    Task<bool> TryAddAsync(OrderRecord record, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken);

    /// <summary>Replaces the record and appends events, if nobody has changed the order since it was read.</summary>
    /// <param name="before">As read.</param>
    /// <param name="after">The new record; its event count covers the events.</param>
    /// <param name="events">New events, numbered on from the count of <paramref name="before"/>; may be empty.</param>
    /// <param name="cancellationToken">Gives up; the change may have been made.</param>
    /// <returns>The order with its new version, or null when somebody else was faster: nothing was changed.</returns>
    /// <remarks>
    /// An order that has ended leaves the list of open orders; one that comes alive again joins it before the change. After an
    /// error the change may have been made: read and decide again.
    /// </remarks>
    Task<StoredOrder?> TryReplaceAsync(
        StoredOrder before, OrderRecord after, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken);

    /// <summary>A page of orders, latest first.</summary>
    /// <exception cref="FormatException">The cursor is not from this list.</exception>
    Task<Page<OrderSummary>> ListAsync(OrderFilter filter, int limit, string? cursor, CancellationToken cancellationToken);

    /// <summary>A page of events, oldest first; empty when there is no such order.</summary>
    /// <exception cref="FormatException">The cursor is not from this list.</exception>
    Task<Page<OrderEvent>> ListEventsAsync(string orderId, int limit, string? cursor, CancellationToken cancellationToken);

    /// <summary>The orders that have not ended and whose review is due, see <see cref="OrderRecord.ReviewDueAt"/>.</summary>
    /// <param name="now">Orders due at or before it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <remarks>Mends the list of open orders where a crash left it behind the records.</remarks>
    Task<IReadOnlyList<string>> ListDueAsync(DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>A record and the version it was read at.</summary>
/// <param name="Record">The record.</param>
/// <param name="Version">Opaque; changes with every write.</param>
public sealed record StoredOrder(OrderRecord Record, string Version)
{
    /// <summary>Trace context of whoever changed it last; null without tracing.</summary>
    public string? Trace { get; init; }
}

/// <summary>Which orders to list; null means any.</summary>
/// <param name="State">Only in this state.</param>
/// <param name="Channel">Only from this channel.</param>
/// <param name="HasAlarm">Only with (true) or without (false) a standing alarm.</param>
/// <param name="ReceivedSince">Only received at or after it, UTC.</param>
/// <param name="ReceivedBefore">Only received before it, UTC.</param>
/// <param name="NeedsPerson">Only those that are blocked or have a standing alarm, when true.</param>
/// <param name="Distributor">Only with a purchase order for it.</param>
/// <param name="Reason">Only with this code in what blocks them or among their standing alarms.</param>
/// <remarks>
/// Distributor and reason are looked for in bounded steps: a page may hold less than asked for, also nothing, and have a cursor
/// all the same.
/// </remarks>
public sealed record OrderFilter(
    OrderState? State = null, string? Channel = null, bool? HasAlarm = null, DateTimeOffset? ReceivedSince = null,
    DateTimeOffset? ReceivedBefore = null, bool NeedsPerson = false, string? Distributor = null, string? Reason = null)
{
    /// <summary>Whether an order is one of those, as far as distributor and reason decide.</summary>
    public bool Includes(OrderSummary order) =>
        (Distributor is null || order.Distributors?.Contains(Distributor) is true)
        && (Reason is null || order.AlarmCodes.Contains(Reason) || order.Obstacles?.Any(issue => issue.Code == Reason) is true);
}

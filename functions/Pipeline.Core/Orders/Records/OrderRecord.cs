using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Sales;
using Pipeline.Core.Orders.Selling;

namespace Pipeline.Core.Orders.Records;

/// <summary>The stored truth about one sales order. The orchestration only decides what comes next from it.</summary>
public sealed record OrderRecord
{
    /// <summary>The order, its purchase orders and the latest version of every document.</summary>
    public required SalesOrder Order { get; init; }

    /// <summary>When it came in, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it last changed, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Events written so far; the next has this number plus one.</summary>
    public int EventCount { get; init; }

    /// <summary>Whether writing to distributors is replaced by recording what would be sent.</summary>
    public bool IsTest { get; init; }

    /// <summary>What was done to place each purchase order.</summary>
    public IReadOnlyList<PurchaseAttempt> Attempts { get; init; } = [];

    /// <summary>Alarms raised, those cleared included.</summary>
    public IReadOnlyList<OrderAlarm> Alarms { get; init; } = [];

    /// <summary>Whether prices and stock have been checked since the distributors were last chosen.</summary>
    public bool ArePricesChecked { get; init; }

    /// <summary>Whether a person has accepted what the price check found (release).</summary>
    public bool IsReleased { get; init; }

    /// <summary>
    /// By when somebody will have looked at the order again, UTC. If that time has passed, its orchestration is not alive and
    /// the sweep takes the order up. Null once nothing more is to be done.
    /// </summary>
    public DateTimeOffset? ReviewDueAt { get; init; }

    /// <summary>When the removal of its personal data began, UTC, or null; what is received about it from then on is not kept.</summary>
    public DateTimeOffset? ErasureBegunAt { get; init; }

    /// <summary>When the removal of its personal data was complete, UTC, or null.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>Its channel's part; null of an order that came from none.</summary>
    public ChannelPart? Channel { get; init; }

    /// <summary>What its channel has to be told, or has been, in the order in which it became due.</summary>
    public IReadOnlyList<ChannelReport> Reports { get; init; } = [];

    /// <summary>Where it stands in one word; worked out from every document of every purchase order at each call.</summary>
    public OrderState State => Order.State();

    /// <summary>
    /// Whether nothing more is expected, and its channel has not to be told anything; late messages are merged all the same.
    /// Costs as much as <see cref="State"/>: ask once, and after what costs nothing.
    /// </summary>
    public bool IsEnded => State is OrderState.Complete or OrderState.Rejected or OrderState.Cancelled or OrderState.Simulated
        && !Reports.Any(static report => report.State == ReportState.Sending
            || (report.State == ReportState.Due && report.Kind is (ReportKind.Acceptance or ReportKind.Cancellation or ReportKind.Refund)));
}

/// <summary>What was done to place one purchase order; the intent of that effect.</summary>
public sealed record PurchaseAttempt
{
    /// <summary>The purchase order.</summary>
    public required PurchaseOrderNumber Number { get; init; }

    /// <summary>Times that Order Create was about to be sent; stored before each.</summary>
    public int Sends { get; init; }

    /// <summary>Time of the latest intent to send, UTC; null while there was none.</summary>
    public DateTimeOffset? SendingAt { get; init; }

    /// <summary>Whether the answer to it was that the distributor is still at work on the number.</summary>
    public bool IsBusy { get; init; }

    /// <summary>Time the distributor's receipt, or a proof that it has the order, was stored, UTC.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Time the distributor was last asked what it holds under the number, UTC.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>Not to be sent or asked about before, UTC; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Start of the hold that lasts now, UTC; null when there is none.</summary>
    public DateTimeOffset? HeldSince { get; init; }

    /// <summary>The pause that led to <see cref="NotBefore"/>; doubled by the next failure, null after a success.</summary>
    public TimeSpan? Pause { get; init; }

    /// <summary>
    /// Since when nobody knows whether the distributor has the order, UTC; null when it is known. Kept while the order is sent
    /// again, so that a distributor that never answers is noticed.
    /// </summary>
    public DateTimeOffset? UnknownSince { get; init; }

    /// <summary>Time at which the distributor was about to be asked to cancel, UTC; stored before it is asked.</summary>
    public DateTimeOffset? CancelSentAt { get; init; }

    /// <summary>Time of what it answered to that, UTC, be it unclear; then it is not asked again.</summary>
    public DateTimeOffset? CancelAnsweredAt { get; init; }
}

/// <summary>Something about an order that has lasted too long or went wrong, and that a person should look at.</summary>
/// <param name="Code">Code of the issue.</param>
/// <param name="Subject">What it is about, for example a purchase order number; together with the code its key.</param>
/// <param name="Text">Plain sentences with the remedy.</param>
/// <param name="RaisedAt">When it was raised, UTC.</param>
/// <param name="ClearedAt">When its cause went away, UTC; null while it stands.</param>
public sealed record OrderAlarm(string Code, string Subject, string Text, DateTimeOffset RaisedAt, DateTimeOffset? ClearedAt)
{
    /// <summary>Code and values; null of an alarm that an earlier build raised.</summary>
    public Issue? Issue { get; init; }

    /// <summary>Plain sentences with the remedy; stored for earlier builds alone, where there is an <see cref="Issue"/>.</summary>
    public string Text { get => Issue?.Sentence ?? field; init; } = Text;
}

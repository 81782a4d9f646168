using Pipeline.Core.Orders.Sales;

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

    /// <summary>Where it stands in one word.</summary>
    public OrderState State => Order.State();

    /// <summary>Whether nothing more is expected; late messages are merged all the same.</summary>
    public bool IsEnded => State is OrderState.Complete or OrderState.Rejected or OrderState.Cancelled or OrderState.Simulated;
}

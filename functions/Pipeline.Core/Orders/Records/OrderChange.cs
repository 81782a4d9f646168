namespace Pipeline.Core.Orders.Records;

/// <summary>A decided change of an order: the record as it should be, and what to write into the timeline.</summary>
public sealed class OrderChange
{
    private readonly List<OrderEvent> events = [];

    /// <summary>Begins a change.</summary>
    /// <param name="before">The record as read.</param>
    /// <param name="now">Time of the change, UTC.</param>
    public OrderChange(OrderRecord before, DateTimeOffset now)
    {
        Now = now;
        Before = before;
        Record = before;
    }

    /// <summary>Time of the change, UTC.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The record as read.</summary>
    public OrderRecord Before { get; }

    /// <summary>The record as it should be; set it with <c>with</c> expressions.</summary>
    public OrderRecord Record { get; set; }

    /// <summary>New events.</summary>
    public IReadOnlyList<OrderEvent> Events => events;

    /// <summary>Whether there is anything to write.</summary>
    public bool HasChanged => events.Count > 0 || !ReferenceEquals(Before, Record);

    /// <summary>Writes an entry into the timeline.</summary>
    /// <param name="step">One of <see cref="OrderSteps"/>.</param>
    /// <param name="summary">A plain sentence; no personal data and no secret.</param>
    /// <param name="exchangeId">The raw exchange it rests on, or null.</param>
    /// <param name="code">Code of a refusal, issue or alarm, or null.</param>
    public void Note(string step, string summary, string? exchangeId = null, string? code = null) =>
        events.Add(new OrderEvent(Before.EventCount + events.Count + 1, Now, step, summary, exchangeId, code));

    /// <summary>The record to store: counted, stamped, and with the end noted when this change brings it.</summary>
    public OrderRecord Complete()
    {
        bool isEnded = Record.IsEnded;
        if (isEnded && !Before.IsEnded)
        {
            string state = Record.State.ToString();
            Note(OrderSteps.Ended, $"The order is {char.ToLowerInvariant(state[0])}{state[1..]}.");
        }

        return Record with
        {
            EventCount = Before.EventCount + events.Count,
            ChangedAt = Now,
            ReviewDueAt = isEnded ? null : Record.ReviewDueAt,
        };
    }
}

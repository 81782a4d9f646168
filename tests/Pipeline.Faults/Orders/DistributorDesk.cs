using Pipeline.Core.Errors;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Placing;
using Pipeline.Faults.Notifications;
using Pipeline.Faults.Worlds;

namespace Pipeline.Faults.Orders;

/// <summary>The distributor, outside of the app: buys each Order Create that arrives, a repeated number too, and sends its messages.</summary>
/// <param name="world">The world.</param>
/// <param name="day">How it behaves.</param>
/// <param name="post">Brings its messages.</param>
public sealed class DistributorDesk(World world, OrderDay day, MessagePost post)
{
    private readonly List<Bought> bought = [];
    private readonly HashSet<string> cancelled = new(StringComparer.Ordinal);
    private readonly HashSet<string> answeredLate = new(StringComparer.Ordinal);
    private readonly Fulfilment fulfilment = new(world, day, post);

    /// <summary>Its time zone, in which messages write times.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>Every purchase, oldest first.</summary>
    public IReadOnlyList<Bought> Bought => bought;

    /// <summary>Whether it has nothing more to do.</summary>
    public bool IsDone => fulfilment.IsDone && post.IsDone;

    private bool IsClosed => day.IsClosed(world.Simulation.Now - Time.Simulation.Start);

    /// <summary>An Order Create arrives.</summary>
    public OrderPlacement Take(OrderCreate order)
    {
        CustomerOrder customer = day.Orders.Single(candidate => candidate.Reference == order.EndUserReference);
        if (IsClosed)
        {
            return Answer(PlacementOutcome.NotSent, Problem("20005", "Closed."));
        }

        if (customer.Fate is OrderFate.Refused || (customer.Fate is OrderFate.Misconfigured && !IsMended(customer)))
        {
            return Answer(
                PlacementOutcome.Refused, Problem(customer.Fate is OrderFate.Refused ? "20009" : "20002", "No.", IssueSeverity.Error));
        }

        Bought entry = new(order, customer, bought.Count + 1, world.Simulation.Now);
        bought.Add(entry);
        fulfilment.Begin(entry);
        if (cancelled.Contains(customer.Reference))
        {
            fulfilment.Cancel(entry);
        }

        return customer.IsAnswerLost && answeredLate.Add(customer.Reference)
            ? Answer(PlacementOutcome.Unknown, Problem("CALL_TIMED_OUT", "No answer."))
            : Answer(PlacementOutcome.Acknowledged, null) with
            {
                Acknowledgement = new OrderAcknowledgement { ReturnCode = "00000", PurchaseOrderNumber = entry.Number },
            };
    }

    /// <summary>A person calls and cancels an order, now or when it comes in; what has been shipped stays shipped.</summary>
    public void Cancel(string reference)
    {
        if (cancelled.Add(reference))
        {
            bought.FindAll(entry => entry.Customer.Reference == reference).ForEach(fulfilment.Cancel);
        }
    }

    /// <summary>An inquiry arrives.</summary>
    public OrderSearch Find(PurchaseOrderNumber number)
    {
        Bought[] found = [.. bought.Where(entry => entry.Number == number.Value && entry.Status != "VOIDED" && entry.At + entry.Customer.InquiryLag <= world.Simulation.Now)];
        return (IsClosed, found.Length) switch
        {
            (true, _) => new OrderSearch { Outcome = SearchOutcome.Unknown, Problem = Problem("20005", "Closed.") },
            (_, 0) => new OrderSearch { Outcome = SearchOutcome.NotFound },
            _ => new OrderSearch { Outcome = SearchOutcome.Found, Orders = [.. found.SelectMany(Snapshot)] },
        };
    }

    /// <summary>A fault in the distributor's words; one that may pass, unless said otherwise.</summary>
    internal static CallIssue Problem(string code, string text, string severity = IssueSeverity.Retry) =>
        new(new Issue(code, null, null) { SaidCause = text, SaidSeverity = severity }, null);

    private static OrderPlacement Answer(PlacementOutcome outcome, CallIssue? problem) => new() { Outcome = outcome, Problem = problem };

    private IEnumerable<OrderStatus> Snapshot(Bought entry) => PushEntrance.Readers.For(PushEntrance.Distributor)!
        .Read(new MemoryStream(DistributorMessages.Status(entry, world.Simulation.Now).Body)).Messages.Cast<OrderStatus>();

    private bool IsMended(CustomerOrder customer) => world.Simulation.Now - Time.Simulation.Start >= customer.MendedAt;
}

using Pipeline.Core.Errors;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Messages;
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
    private readonly HashSet<string> answeredLate = new(StringComparer.Ordinal);
    private int underWay;

    /// <summary>Its time zone, in which messages write times.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>Every purchase, oldest first.</summary>
    public IReadOnlyList<Bought> Bought => bought;

    /// <summary>Whether it has nothing more to do.</summary>
    public bool IsDone => underWay == 0 && post.IsDone;

    private bool IsClosed => day.IsClosed(world.Simulation.Now - Time.Simulation.Start);

    /// <summary>An Order Create arrives.</summary>
    public OrderPlacement Take(OrderCreate order)
    {
        CustomerOrder customer = day.Orders.Single(candidate => candidate.Reference == order.EndUserReference);
        if (IsClosed)
        {
            return Answer(PlacementOutcome.NotSent, Problem("20005", "Closed."));
        }

        if (customer.Fate is OrderFate.Refused or OrderFate.Misconfigured)
        {
            return Answer(
                PlacementOutcome.Refused, new CallProblem(customer.Fate is OrderFate.Refused ? "20009" : "20002", "No.", FaultSeverity.Error, null));
        }

        Bought entry = new(order, customer, bought.Count + 1, world.Simulation.Now);
        bought.Add(entry);
        underWay++;
        Later(1, 20, () => Respond(entry));
        return customer.IsAnswerLost && answeredLate.Add(customer.Reference)
            ? Answer(PlacementOutcome.Unknown, Problem("CALL_TIMED_OUT", "No answer."))
            : Answer(PlacementOutcome.Acknowledged, null) with
            {
                Acknowledgement = new OrderAcknowledgement { ReturnCode = "00000", PurchaseOrderNumber = entry.Number },
            };
    }

    /// <summary>An inquiry arrives.</summary>
    public OrderSearch Find(PurchaseOrderNumber number)
    {
        Bought[] found = [.. bought.Where(entry => entry.Number == number.Value && entry.At + entry.Customer.InquiryLag <= world.Simulation.Now)];
        return (IsClosed, found.Length) switch
        {
            (true, _) => new OrderSearch { Outcome = SearchOutcome.Unknown, Problem = Problem("20005", "Closed.") },
            (_, 0) => new OrderSearch { Outcome = SearchOutcome.NotFound },
            _ => new OrderSearch { Outcome = SearchOutcome.Found, Orders = [.. found.SelectMany(Snapshot)] },
        };
    }

    /// <summary>A fault that may pass.</summary>
    internal static CallProblem Problem(string code, string text) => new(code, text, FaultSeverity.Retry, null);

    private static OrderPlacement Answer(PlacementOutcome outcome, CallProblem? problem) => new() { Outcome = outcome, Problem = problem };

    private static IEnumerable<OrderStatus> Snapshot(Bought entry) => PushEntrance.Readers.For(PushEntrance.Distributor)!
        .Read(new MemoryStream(DistributorMessages.Status(entry).Body)).Messages.Cast<OrderStatus>();

    private void Respond(Bought entry)
    {
        if (!entry.Customer.IsResponseDropped)
        {
            post.Send(DistributorMessages.Response(entry), mayDrop: false);
        }

        if (entry.Customer.Fate is OrderFate.Rejected)
        {
            underWay--;
            return;
        }

        Tell(entry, "RELEASED");
        List<List<(BoughtLine Line, int Quantity)>> waves = Waves(entry);
        Later(2, 15, () => Ship(entry, waves));
    }

    private static List<List<(BoughtLine Line, int Quantity)>> Waves(Bought entry)
    {
        int first = entry.Customer.Fate is OrderFate.Split ? 1 : int.MaxValue;
        List<List<(BoughtLine Line, int Quantity)>> waves =
        [
            [.. entry.Lines.Select(line => (line, Math.Min(line.Confirmed, first)))],
            [.. entry.Lines.Select(line => (line, line.Confirmed - Math.Min(line.Confirmed, first)))],
            [.. entry.Lines.Select(static line => (line, line.BackOrdered))],
        ];
        waves.ForEach(static wave => wave.RemoveAll(static part => part.Quantity == 0));
        waves.RemoveAll(static wave => wave.Count == 0);
        return waves;
    }

    private void Ship(Bought entry, List<List<(BoughtLine Line, int Quantity)>> waves)
    {
        List<(BoughtLine Line, int Quantity)> wave = waves[0];
        waves.RemoveAt(0);
        wave.ForEach(static part => part.Line.Shipped += part.Quantity);
        string advice = entry.NextAdvice();
        post.Send(DistributorMessages.Advice(entry, advice, wave), mayDrop: false);
        Tell(entry, entry.Lines.All(static line => line.Shipped >= line.Due) ? "SHIPPED" : "PARTIALLY_SHIPPED");
        Later(1, 10, () =>
        {
            wave.ForEach(static part => part.Line.Invoiced += part.Quantity);
            post.Send(DistributorMessages.Invoice(entry, entry.NextInvoice(), advice, wave), mayDrop: false);
            Tell(entry, "INVOICED");
            if (waves.Count > 0)
            {
                Later(2, 20, () => Ship(entry, waves));
            }
            else
            {
                underWay--;
            }
        });
    }

    private void Tell(Bought entry, string status)
    {
        entry.Change(status, world.Simulation.Now);
        post.Send(DistributorMessages.Status(entry), mayDrop: true);
    }

    private void Later(double least, double most, Action work) =>
        world.Simulation.After(world.Simulation.Between(day.Pace * least, day.Pace * most), work);
}

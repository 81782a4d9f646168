using Pipeline.Core.Errors;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Placing;
using Pipeline.Faults.Orders;
using Pipeline.Faults.Worlds;

namespace Pipeline.Faults.Sourcing;

/// <summary>A distributor, outside of the app: buys each Order Create that it does not refuse, a repeated number too, and answers by message.</summary>
/// <param name="world">The world.</param>
/// <param name="day">How it treats orders, and what it has.</param>
/// <param name="code">Its code.</param>
/// <param name="tell">Brings a message until an order has taken it.</param>
public sealed class SourcingDesk(World world, SourcingDay day, string code, Action<string, OrderMessage> tell)
{
    private readonly List<TakenOrder> taken = [];
    private readonly HashSet<string> struck = new(StringComparer.Ordinal);
    private bool isPaid;

    /// <summary>Its code.</summary>
    public string Code => code;

    /// <summary>What it bought, oldest first.</summary>
    public IReadOnlyList<TakenOrder> Taken => taken;

    /// <summary>Order Creates that arrived, by the customer's reference.</summary>
    public List<(string Reference, string Number)> Arrived { get; } = [];

    /// <summary>Pieces that are not sold.</summary>
    public int Left => day.Stock[code] - taken.Where(static order => !order.IsRejected).Sum(static order => order.Quantity);

    /// <summary>Somebody pays what is due.</summary>
    public void Pay() => isPaid = true;

    /// <summary>An Order Create arrives.</summary>
    public OrderPlacement Take(OrderCreate order)
    {
        SourcingOrder customer = day.Orders.Single(candidate => candidate.Reference == order.EndUserReference);
        SourcingFate fate = customer.Fates[code];
        if (fate is SourcingFate.Unheard && struck.Add(customer.Reference))
        {
            return Unclear();
        }

        Arrived.Add((customer.Reference, order.PurchaseOrderNumber.Value));
        if (fate is SourcingFate.Refused || (fate is SourcingFate.Credit && !isPaid))
        {
            return new OrderPlacement
            {
                Outcome = PlacementOutcome.Refused,
                Problem = DistributorDesk.Problem(fate is SourcingFate.Credit ? IssueCodes.Credit : "SOLD_OUT", "No.", IssueSeverity.Error),
            };
        }

        TakenOrder entry = new(
            order.PurchaseOrderNumber.Value, customer.Reference, $"{code}-{taken.Count + 1}", order.Lines.Sum(static line => line.Quantity), fate is SourcingFate.Rejected);
        taken.Add(entry);
        world.Simulation.After(world.Simulation.Between(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(40)), () => tell(code, Response(entry)));
        return fate is SourcingFate.AnswerLost && struck.Add(customer.Reference)
            ? Unclear()
            : new OrderPlacement
            {
                Outcome = PlacementOutcome.Acknowledged,
                Acknowledgement = new OrderAcknowledgement { ReturnCode = "00000", PurchaseOrderNumber = entry.Number },
            };
    }

    /// <summary>An inquiry arrives.</summary>
    public OrderSearch Find(PurchaseOrderNumber number) => taken.Find(order => order.Number == number.Value) is { } found
        ? new OrderSearch
        {
            Outcome = SearchOutcome.Found,
            Orders =
            [
                new OrderStatus
                {
                    Origin = new MessageOrigin { SentAt = world.Simulation.Now }, ChangedAt = world.Simulation.Now, PurchaseOrderNumber = found.Number,
                    DistributorOrderNumber = found.DistributorNumber, Status = OrderStatusCode.Open,
                },
            ],
        }
        : new OrderSearch { Outcome = SearchOutcome.NotFound };

    private static OrderPlacement Unclear() => new()
    {
        Outcome = PlacementOutcome.Unknown, Problem = DistributorDesk.Problem("CALL_TIMED_OUT", "No answer."),
    };

    private OrderResponse Response(TakenOrder order) => new()
    {
        Origin = new MessageOrigin { SentAt = world.Simulation.Now },
        PurchaseOrderNumber = order.Number,
        DistributorOrderNumber = order.DistributorNumber,
        Status = ResponseStatus.Accepted,
        Lines =
        [
            new OrderResponseLine
            {
                LineNumber = new LineNumber(1), Status = order.IsRejected ? ResponseLineStatus.Rejected : ResponseLineStatus.Confirmed,
                Requested = order.Quantity, Confirmed = order.IsRejected ? 0 : order.Quantity,
            },
        ],
    };
}

/// <summary>What a distributor bought.</summary>
/// <param name="Number">Our number.</param>
/// <param name="Reference">The customer's.</param>
/// <param name="DistributorNumber">The distributor's.</param>
/// <param name="Quantity">Pieces.</param>
/// <param name="IsRejected">Whether it says afterwards that it brings none.</param>
public sealed record TakenOrder(string Number, string Reference, string DistributorNumber, int Quantity, bool IsRejected);

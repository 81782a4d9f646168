using System.Globalization;

namespace Pipeline.Faults.Orders;

/// <summary>What customers order on a day and how the distributor behaves; made from a seed, or small by hand.</summary>
/// <param name="Orders">The orders.</param>
/// <param name="Pace">The unit of the distributor's delays.</param>
public sealed record OrderDay(IReadOnlyList<CustomerOrder> Orders, TimeSpan Pace)
{
    /// <summary>Times from the start between which the distributor's services are closed (its code 20005).</summary>
    public IReadOnlyList<(TimeSpan From, TimeSpan To)> Outages { get; init; } = [];

    /// <summary>Whether only the last snapshot of a purchase is sent: more of one kind only make more points.</summary>
    public bool IsTerse { get; init; }

    /// <summary>What operators do.</summary>
    public IReadOnlyList<OperatorCommand> Commands { get; init; } = [];

    /// <summary>Share of pushes that come twice, of answers not heard, of snapshots dropped, of first deliveries cut short.</summary>
    public double Disorder { get; init; }

    /// <summary>Share of activities that run twice at the same time.</summary>
    public double DoubledActivities { get; init; }

    /// <summary>Whether orchestrations outlive a kill.</summary>
    public bool InstancesOutlive { get; init; }

    /// <summary>One order of two lines, shipped in two parts with an invoice each: meets each kind of message and each step, for crash points.</summary>
    public static OrderDay Small() => new(
        [new CustomerOrder("R1", TimeSpan.FromSeconds(1), OrderFate.Split, [2, 1])],
        TimeSpan.FromSeconds(2))
    {
        IsTerse = true,
    };

    /// <summary>
    /// One order that a clerk lets go at its price, whose Order Create is never answered, and whose invoice is corrected there and
    /// back: what the small day does not meet.
    /// </summary>
    public static OrderDay Contested() => Small() with
    {
        Orders = [new CustomerOrder("R1", TimeSpan.FromSeconds(1), OrderFate.TooDear, [2, 1]) { IsAnswerLost = true, Slip = OrderSlip.InvoiceThereAndBack }],
        Commands = [new OperatorCommand("clerk-R1-1", OperatorStep.Release, "R1", TimeSpan.FromSeconds(30))],
    };

    /// <summary>A day from a seed.</summary>
    public static OrderDay From(int seed)
    {
        Random dice = new(seed);
        List<CustomerOrder> orders = [];
        for (int number = 1, count = dice.Next(1, 4); number <= count; number++)
        {
            OrderFate fate = dice.Next(4) == 0
                ? (OrderFate)dice.Next((int)OrderFate.Rejected, (int)OrderFate.Unlisted + 1)
                : (OrderFate)dice.Next((int)OrderFate.Rejected);
            TimeSpan at = TimeSpan.FromSeconds(dice.NextDouble() * 120);
            orders.Add(new CustomerOrder(
                string.Create(CultureInfo.InvariantCulture, $"R{number}"), at, fate, [dice.Next(2, 6), dice.Next(1, 4)])
            {
                AgainAt = dice.Next(3) == 0 ? at + TimeSpan.FromSeconds(dice.NextDouble() * 40) : null,
                IsAnswerLost = dice.Next(6) == 0,
                InquiryLag = dice.Next(3) == 0 ? TimeSpan.FromMinutes(dice.NextDouble() * 12) : TimeSpan.Zero,
                // Only a response says that a line is rejected.
                IsResponseDropped = dice.Next(6) == 0 && fate is not (OrderFate.Rejected or OrderFate.LineRejected),
                Slip = dice.Next(2) == 0 ? (OrderSlip)dice.Next((int)OrderSlip.CreditTooMany + 1) : OrderSlip.None,
                MendedAt = dice.Next(2) == 0 ? TimeSpan.FromMinutes(dice.NextDouble() * 10) : null,
            });
        }

        double closes = dice.NextDouble() * 300;
        return new OrderDay(orders, TimeSpan.FromSeconds(20 + dice.Next(40)))
        {
            Outages = dice.Next(3) == 0 ? [(TimeSpan.FromSeconds(closes), TimeSpan.FromSeconds(closes + 300))] : [],
            Disorder = 0.1,
            DoubledActivities = 0.1,
            InstancesOutlive = dice.Next(2) == 0,
            Commands = [.. orders.SelectMany(order => CommandsOf(order, dice))],
        };
    }

    /// <summary>Half of them come while the order is on its way to the distributor, the others at any time.</summary>
    private static IEnumerable<OperatorCommand> CommandsOf(CustomerOrder order, Random dice)
    {
        int count = order.IsForPerson || dice.Next(3) == 0 ? dice.Next(1, 4) : 0;
        for (int number = 1; number <= count; number++)
        {
            OperatorStep step = order.IsForPerson && dice.Next(3) > 0
                ? (order.Fate is OrderFate.TooDear ? OperatorStep.Release : OperatorStep.Retry)
                : (OperatorStep)dice.Next((int)OperatorStep.RemovePersonalData + 1);
            yield return new OperatorCommand(
                string.Create(CultureInfo.InvariantCulture, $"clerk-{order.Reference}-{number}"), step, order.Reference,
                order.At + TimeSpan.FromSeconds(dice.NextDouble() * (dice.Next(2) == 0 ? 60 : 1800)))
            {
                AgainAfter = dice.Next(2) == 0 ? TimeSpan.FromSeconds(dice.NextDouble() * 300) : null,
            };
        }
    }

    /// <summary>Whether the distributor's services are closed.</summary>
    public bool IsClosed(TimeSpan at) => Outages.Any(outage => at >= outage.From && at < outage.To);
}

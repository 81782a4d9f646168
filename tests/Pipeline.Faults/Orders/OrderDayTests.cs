using Pipeline.Faults.Faults;
using Pipeline.Faults.Worlds;
using Pipeline.TestSupport;

namespace Pipeline.Faults.Orders;

/// <summary>Days of orders with everything going wrong at once.</summary>
public sealed class OrderDayTests
{
    private const int QuietAfter = 1500;

    [Fact]
    public async Task Order_days_with_outages_lost_answers_disorder_throttling_and_kills_end_with_each_order_bought_once()
    {
        SeedReport report = await Seeds.RunAsync(
            Seeds.Chosen(100),
            static seed => new RandomFaults(seed, Weather.Bad, QuietAfter),
            static seed => new OrderWorkload(OrderDay.From(seed), OrderMutation.None));

        TestReport.Write($"Order days: {report}");
        Assert.True(report.Red.Count == 0, Seeds.Shown(report.Red));
    }

    [Fact]
    public async Task A_correction_back_to_what_an_invoice_said_first_counts()
    {
        OrderDay small = OrderDay.Small();
        OrderDay day = small with { Orders = [small.Orders[0] with { Slip = OrderSlip.InvoiceThereAndBack }] };

        RunReport run = await World.RunAsync(1, new NoFaults(), new OrderWorkload(day, OrderMutation.None));

        Assert.Empty(run.Ledger.Red);
        Assert.Equal(2, run.Ledger.Counts["invoices"]);
    }

    /// <summary>Two messages of an order handled at the same time: the later judgement was stored first, and the earlier one stayed.</summary>
    [Fact]
    public async Task An_invoice_is_judged_by_all_that_is_known()
    {
        RunReport run = await World.RunAsync(
            534, new RandomFaults(534, Weather.Bad, QuietAfter), new OrderWorkload(OrderDay.From(534), OrderMutation.None));

        Assert.Empty(run.Ledger.Red);
    }

    [Fact]
    public async Task The_same_seed_of_orders_takes_the_same_way()
    {
        RunReport first = await RunAsync();
        RunReport second = await RunAsync();

        Assert.Equal(first.Calls, second.Calls);
        Assert.Equal(first.Lasted, second.Lasted);

        static Task<RunReport> RunAsync() => World.RunAsync(
            7, new RandomFaults(7, Weather.Bad, QuietAfter), new OrderWorkload(OrderDay.From(7), OrderMutation.None));
    }
}

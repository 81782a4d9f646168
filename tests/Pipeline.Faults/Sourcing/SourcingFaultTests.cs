using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sourcing;
using Pipeline.Faults.Faults;
using Pipeline.Faults.Orders;
using Pipeline.Faults.Points;
using Pipeline.Faults.Worlds;
using Pipeline.TestSupport;

namespace Pipeline.Faults.Sourcing;

/// <summary>Two distributors, two currencies, and everything that can befall an order between choice, promise, placing and the next choice.</summary>
public sealed class SourcingFaultTests
{
    private const int QuietAfter = 1500;
    private const int MostSeeds = 100;

    private static readonly Dictionary<string, OrderMutation> Mutants = new(StringComparer.Ordinal)
    {
        ["promises are not kept"] = new() { Promises = static _ => new NoPromises() },
        ["a promise overwrites those of others"] = new() { Promises = static promises => new BlindPromises(promises) },
        ["what is refused is asked of nobody else"] = new() { Store = static (store, _) => new NoOthersStore(store) },
        ["an Order Create is repeated by itself"] = new() { Services = static services => new EagerServices(services) },
    };

    public static TheoryData<string> Names => [.. Mutants.Keys];

    [Fact]
    public async Task No_cut_at_any_call_buys_twice_loses_a_line_or_sells_a_piece_twice()
    {
        PointReport report = await CrashPoints.TryAllAsync(() => new SourcingWorkload(SourcingDay.Small(), OrderMutation.None), 1, CrashPoints.Cuts);

        TestReport.Write($"Crash points of two distributors with fall-back: {report.Calls.Count} calls x 3 cuts = {report.Runs} runs, {report.Red.Count} red");
        Assert.True(report.Red.Count == 0, Seeds.Shown(report.Red));
        Assert.InRange(report.Calls.Count, 100, 2000);
    }

    [Fact]
    public async Task No_loss_of_any_call_or_its_answer_buys_twice_loses_a_line_or_sells_a_piece_twice()
    {
        PointReport report = await CrashPoints.TryAllAsync(
            () => new SourcingWorkload(SourcingDay.Small(), OrderMutation.None), 1, [Fault.RequestLost, Fault.AnswerLost]);

        TestReport.Write($"Failure points of two distributors with fall-back: {report.Calls.Count} calls x 2 losses = {report.Runs} runs, {report.Red.Count} red");
        Assert.True(report.Red.Count == 0, Seeds.Shown(report.Red));
    }

    [Fact]
    public async Task Sourcing_days_with_two_distributors_stale_rates_short_stock_lost_answers_and_kills_buy_each_order_once()
    {
        SeedReport report = await Seeds.RunAsync(
            Seeds.Chosen(100),
            static seed => new RandomFaults(seed, Weather.Bad, QuietAfter),
            static seed => new SourcingWorkload(SourcingDay.From(seed), OrderMutation.None));

        TestReport.Write($"Sourcing days: {report}");
        Assert.True(report.Red.Count == 0, Seeds.Shown(report.Red));
    }

    [Fact]
    public async Task The_small_day_falls_back_and_waits_for_the_clerk()
    {
        RunReport run = await World.RunAsync(1, new NoFaults(), new SourcingWorkload(SourcingDay.Small(), OrderMutation.None));

        Assert.Empty(run.Ledger.Red);
        Assert.Equal((2, 2), (run.Ledger.Counts["Confirmed"], run.Ledger.Counts["fallen back"]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Sourcing_broken_on_purpose_turns_the_ledger_red(string mutant)
    {
        int seed = 0;
        RunReport run;
        do
        {
            seed++;
            run = await World.RunAsync(
                seed, new RandomFaults(seed, Weather.Bad, QuietAfter), new SourcingWorkload(SourcingDay.From(seed), Mutants[mutant]));
        }
        while (run.Ledger.IsGreen && seed < MostSeeds);

        TestReport.Write($"Sourcing mutant \"{mutant}\": {(run.Ledger.IsGreen ? "NOT SEEN" : $"red at seed {seed}: {run.Ledger.Red[0]}")}");
        Assert.False(run.Ledger.IsGreen, $"{MostSeeds} days did not notice that {mutant}.");
    }

    private sealed class NoPromises : IPromiseStore
    {
        public Task<StoredPromises> FindAsync(string distributor, string sku, CancellationToken cancellationToken) =>
            Task.FromResult(new StoredPromises([], null));

        public IAsyncEnumerable<(string Sku, StoredPromises Stored)> ListAsync(string distributor, CancellationToken cancellationToken) =>
            AsyncEnumerable.Empty<(string Sku, StoredPromises Stored)>();

        public Task<bool> TryReplaceAsync(
            string distributor, string sku, StoredPromises before, IReadOnlyList<Promise> after, CancellationToken cancellationToken) => Task.FromResult(true);
    }

    /// <summary>Replaces whatever is there now.</summary>
    private sealed class BlindPromises(IPromiseStore promises) : IPromiseStore
    {
        public Task<StoredPromises> FindAsync(string distributor, string sku, CancellationToken cancellationToken) =>
            promises.FindAsync(distributor, sku, cancellationToken);

        public IAsyncEnumerable<(string Sku, StoredPromises Stored)> ListAsync(string distributor, CancellationToken cancellationToken) =>
            promises.ListAsync(distributor, cancellationToken);

        public async Task<bool> TryReplaceAsync(
            string distributor, string sku, StoredPromises before, IReadOnlyList<Promise> after, CancellationToken cancellationToken) =>
            await promises.TryReplaceAsync(distributor, sku, await promises.FindAsync(distributor, sku, cancellationToken), [after[^1]], cancellationToken);
    }

    private sealed class NoOthersStore(IOrderStore store) : StoreAround(store)
    {
        public override Task<StoredOrder?> TryReplaceAsync(
            StoredOrder before, OrderRecord after, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken) => base.TryReplaceAsync(
            before,
            after with { Order = after.Order with { PurchaseOrders = [.. after.Order.PurchaseOrders.Select(Alone)] } },
            events,
            cancellationToken);

        private static PurchaseOrder Alone(PurchaseOrder order) => order with { Lines = [.. order.Lines.Select(static line => line with { HasOthers = false })] };
    }

    /// <summary>Repeats by itself what brought no clear answer.</summary>
    private sealed class EagerServices(IDistributorService services) : ServicesAround(services)
    {
        public override async Task<OrderPlacement> CreateOrderAsync(OrderCreate order, CancellationToken cancellationToken)
        {
            OrderPlacement first = await base.CreateOrderAsync(order, cancellationToken);
            return first.Outcome == PlacementOutcome.Unknown ? await base.CreateOrderAsync(order, cancellationToken) : first;
        }
    }
}

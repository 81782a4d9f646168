using System.Diagnostics;
using System.Globalization;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.Simulators.IngramMicro.Services.Orders;
using Pipeline.Simulators.IngramMicro.Services.Pushes;
using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Orders;

/// <summary>App and local host killed at random moments while orders run and their messages are pushed.</summary>
/// <remarks>
/// <c>PIPELINE_KILLS</c>, <c>PIPELINE_KILL_ORDERS</c> and <c>PIPELINE_SEED</c> change the number of kills, of orders, and the
/// moments.
/// </remarks>
public sealed class OrderKillTests
{
    private static readonly int Kills = Setting("PIPELINE_KILLS", 8);
    private static readonly int Orders = Setting("PIPELINE_KILL_ORDERS", 60);
    private static readonly int Seed = Setting("PIPELINE_SEED", 1);

    [Fact]
    public async Task Every_order_ends_none_is_bought_twice_and_no_acknowledged_message_is_missing()
    {
        await using OrderSystem system = await OrderSystem.StartAsync("c1", OrderSystem.Soon);
        await using var sweeps = FrequentSweeps.Start(system.Pipeline, "SweepOrders", "SweepNotifications");
        var clock = Stopwatch.StartNew();
        Task<int> killing = KillAsync(system);
        string[] ids = new string[Orders];
        await Parallel.ForEachAsync(Enumerable.Range(0, Orders), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (order, _) =>
            ids[order] = await PlaceAsync(system, order));

        int hosts = await killing;
        _ = await system.UntilAllAsync(ids, "complete", TimeSpan.FromMinutes(20));
        await WaitFor.TrueAsync(
            () => Task.FromResult(Pushes(system).All(push => push.State == PushState.Delivered)),
            TimeSpan.FromMinutes(5),
            "every message is delivered");

        Assert.Equal(Orders, ids.Distinct().Count());
        IReadOnlyList<LedgerEntry> ledger = system.Ingram.Ledger.Orders;
        Assert.Equal(Orders, ledger.Count);
        Assert.All(ledger, entry => Assert.Equal(1, entry.TimesBought));
        int acknowledged = 0;
        foreach (LedgerEntry entry in ledger)
        {
            acknowledged += await system.AssertKeptAsync(entry, TimeSpan.FromMinutes(5));
        }

        Report(hosts, acknowledged, clock.Elapsed);
    }

    private static async Task<string> PlaceAsync(OrderSystem system, int order)
    {
        string key = string.Create(CultureInfo.InvariantCulture, $"order-{order}");
        while (true)
        {
            try
            {
                // Whoever hears nothing asks again with the same key, as a caller should.
                return (string)(await system.PlaceOrRepeatAsync(key, ("7100231", 1 + (order % 3)), ("7100552", 1)))["orderId"]!;
            }
            catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException)
            {
                await Task.Delay(100);
            }
        }
    }

    private static async Task<int> KillAsync(OrderSystem system)
    {
        var random = new Random(Seed);
        int hosts = 0;
        for (int kills = 0; kills < Kills;)
        {
            await Task.Delay(random.Next(300, 2500));
            if (random.Next(4) == 0)
            {
                await system.Pipeline.KillHostAsync();
                hosts++;
                kills++;
            }
            else if (system.Pipeline.KillWorker())
            {
                kills++;
            }
        }

        return hosts;
    }

    private static List<PushRecord> Pushes(OrderSystem system) =>
        [.. system.Ingram.Ledger.Orders.SelectMany(entry => entry.Purchases).SelectMany(purchase => purchase.Messages)];

    private static void Report(int hosts, int acknowledged, TimeSpan elapsed) => TestReport.Write(
        string.Create(
            CultureInfo.InvariantCulture,
            $"kills: {Kills} by SIGKILL, {hosts} of them of the host (seed {Seed}); {Orders} orders ended, each bought once; {acknowledged} acknowledged messages all there; {elapsed.TotalSeconds:F0} s"));

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : usual;
}

using System.Diagnostics;
using System.Globalization;
using Pipeline.Benchmarks.Pushes;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.Scenarios.Orders;
using Pipeline.Simulators.IngramMicro.Services;
using Pipeline.Simulators.IngramMicro.Services.Orders;
using Pipeline.TestSupport;

namespace Pipeline.Benchmarks.Orders;

/// <summary>
/// P8, the rush: orders posted all at once, until the last of them has been placed at the distributor. Beside it as many
/// one-row upserts on the same emulator as those orders cost operations (<see cref="OrderCost"/>).
/// </summary>
/// <remarks>Needs the published app, the local host and vsftpd, as the scenarios do (./test.sh builds and installs them).</remarks>
internal static class OrderRush
{
    private const int DefaultOrders = 200;
    private const int OperationsOfPlacing = 45;
    private const int Callers = 32;
    private const double TargetSeconds = 60;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    /// <summary>Runs the figure; 1 when it is missed.</summary>
    /// <param name="args">Orders.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        int orders = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultOrders;
        await using OrderSystem system = await OrderSystem.StartAsync(
            "c1",
            (PipelineSystem.HostJson + "logging__logLevel__Function", "Warning"),
            (PipelineSystem.HostJson + "logging__logLevel__Host.Triggers.DurableTask", "Warning"));

        // The distributor takes its time, as it does: nothing is told while orders are placed.
        system.Ingram.Delays = ServiceDelays.Each(TimeSpan.FromHours(1));
        _ = await system.PlaceAsync("warm-up", ("7100231", 2), ("7100552", 1));
        await WaitFor.TrueAsync(() => system.Ingram.Ledger.Orders.Count == 1, Limit, "the first order is placed");

        long began = Stopwatch.GetTimestamp();
        _ = await Task.WhenAll(Enumerable.Range(0, orders).Select(
            order => system.PlaceAsync(string.Create(CultureInfo.InvariantCulture, $"rush-{order}"), ("7100231", 2), ("7100552", 1))));
        double accepted = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await WaitFor.TrueAsync(() => system.Ingram.Ledger.Orders.Count == orders + 1, Limit, "all orders are placed");
        double placed = Stopwatch.GetElapsedTime(began).TotalSeconds;
        IReadOnlyList<LedgerEntry> ledger = system.Ingram.Ledger.Orders;
        int twice = ledger.Count(static entry => entry.TimesBought > 1);

        UpsertedRows rows = await UpsertedRows.CreateAsync(system.Pipeline.Storage.ConnectionString);
        int left = orders * OperationsOfPlacing;
        began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await rows.UpsertAsync();
            }
        }));
        double rival = Stopwatch.GetElapsedTime(began).TotalSeconds;
        bool isReached = placed <= TargetSeconds && twice == 0;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"P8 rush: {orders} orders accepted after {accepted:F1} s, all placed after {placed:F1} s, {twice} bought twice; {orders * OperationsOfPlacing} upserts {rival:F1} s, {placed / rival:F1} times; limit {TargetSeconds:F0} s: {(isReached ? "reached" : "MISSED")}"));
        return isReached ? 0 : 1;
    }
}

using System.Diagnostics;
using System.Globalization;
using Pipeline.Scenarios.Orders;
using Pipeline.TestSupport;

namespace Pipeline.Benchmarks.Orders;

/// <summary>
/// P8: operations on storage that an order costs, from the request that places it to its invoice, by what they are and whose;
/// counted before the emulator. What an idle system does in the same time is taken off; looks into empty queues and leases
/// are told apart.
/// </summary>
/// <remarks>Needs the published app, the local host and vsftpd, as the scenarios do (./test.sh builds and installs them).</remarks>
internal static class OrderCost
{
    private const int DefaultOrders = 3;
    private const double Target = 150;
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);

    /// <summary>Runs the figure; 1 when it is missed.</summary>
    /// <param name="args">Orders, one after the other; <c>--resources</c>: list by table, queue and container.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        bool byResource = args.Contains("--resources", StringComparer.Ordinal);
        int orders = args.Where(static argument => !argument.StartsWith('-'))
            .Select(static argument => int.Parse(argument, CultureInfo.InvariantCulture)).FirstOrDefault(DefaultOrders);
        await using AzuriteServer azurite = await AzuriteServer.StartAsync(CancellationToken.None);
        await using CountedStorage storage = await CountedStorage.StartAsync(azurite);
        await using OrderSystem system = await OrderSystem.StartAsync("c1", ("AzureWebJobsStorage", storage.ConnectionString));
        OrderSteps steps = new(system, storage);

        // The first order makes tables, queues and containers.
        await steps.LiveAsync("first", static _ => { });
        _ = storage.Take();
        await Task.Delay(Idle, TimeProvider.System);
        StorageCount idle = new(storage.Take(), Idle);
        StorageCount[] counts = [.. OrderSteps.Names.Select(static _ => new StorageCount())];
        for (int order = 0; order < orders; order++)
        {
            long began = Stopwatch.GetTimestamp();
            await steps.LiveAsync($"counted-{order}", step =>
            {
                counts[step].Add(storage.Take(), Stopwatch.GetElapsedTime(began));
                began = Stopwatch.GetTimestamp();
            });
        }

        double total = new CostTable(counts, idle, orders).Print(byResource);
        await steps.LookAsync("looked-at");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"besides: a look at an order that waits on, {storage.Take().Count(static operation => !operation.IsUpkeep)} operations with its signal"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"P8: {total:F0} operations an order, limit {Target:F0}: {(total <= Target ? "reached" : "MISSED")}"));
        return total <= Target ? 0 : 1;
    }
}

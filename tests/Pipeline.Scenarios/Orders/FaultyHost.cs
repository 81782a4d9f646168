using System.Text.Json.Nodes;
using Pipeline.Simulators.IngramMicro.Services.Orders;
using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Orders;

/// <summary>Orders on a host that fails on purpose.</summary>
internal static class FaultyHost
{
    /// <summary>Settings with which what has died is taken up within minutes.</summary>
    public static readonly (string Name, string Value)[] Soon = [("Orders__AskAgainMinutes", "1"), ("Orders__ReviewMarginMinutes", "1")];

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(6);

    /// <summary>Lets orders run while each of the faults strikes once; returns what host and app have printed.</summary>
    public static async Task<string> RunAsync(int orders, string[] faults)
    {
        await using OrderSystem system = await OrderSystem.StartAsync("c1", Soon);
        await system.Pipeline.KillHostAsync([.. faults.SelectMany(static fault => new[] { "--fault", fault }), "--function-timeout", "00:00:15"]);

        await FollowAsync(system, await PlaceAsync(system, orders));

        string log = system.Pipeline.Log;
        Assert.Equal(faults.Length, Count(log, "Fault on purpose"));
        TestReport.Write($"host faults: {string.Join(", ", faults)}; {orders} orders ended, each bought once");
        return log;
    }

    /// <summary>Places orders, each again until it is answered.</summary>
    public static async Task<string[]> PlaceAsync(OrderSystem system, int orders)
    {
        string[] ids = new string[orders];
        for (int order = 0; order < orders; order++)
        {
            while (ids[order] is null)
            {
                try
                {
                    ids[order] = (string)(await system.PlaceOrRepeatAsync($"order-{order}", ("7100231", 1), ("7100552", 1)))["orderId"]!;
                }
                catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException)
                {
                    await Task.Delay(100);
                }
            }
        }

        return ids;
    }

    /// <summary>Waits until every order has ended; each was bought once.</summary>
    public static async Task FollowAsync(OrderSystem system, string[] ids)
    {
        JsonNode[] ended = await system.UntilAllAsync(ids, "complete", Limit);

        Assert.Equal(ids, ended.Select(static order => (string?)order["orderId"]));
        IReadOnlyList<LedgerEntry> ledger = system.Ingram.Ledger.Orders;
        Assert.Equal(ids.Length, ledger.Count);
        Assert.All(ledger, static entry => Assert.Equal(1, entry.TimesBought));
    }

    /// <summary>How often a text holds another.</summary>
    public static int Count(string text, string part) => text.Split(part).Length - 1;
}

using System.Text.Json.Nodes;
using Pipeline.Scenarios.Orders;
using Pipeline.Simulators.IngramMicro.Services.Orders;
using Pipeline.Simulators.IngramMicro.Services.Pushes;
using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Packaging;

/// <summary>What a working package must do: start as the platform starts it, carry an order to its end, and stay as it was.</summary>
internal static class PackagedOrder
{
    private const string Executable = "Pipeline.Functions";

    /// <summary>Runs it all from a package.</summary>
    /// <param name="package">The package.</param>
    /// <param name="limit">How long the order may take.</param>
    public static async Task RunAsync(UnpackedPackage package, TimeSpan limit)
    {
        // The local host would repair a missing execute bit; the platform cannot, where the package is read-only.
        _ = await StartAsync(package);
        await using (OrderSystem system = await OrderSystem.StartFromAsync(package.Folder, "c1"))
        {
            JsonNode placed = await system.PlaceAsync("from-the-package", ("7100231", 2), ("7100552", 1));
            JsonNode order = await system.UntilToldAsync(placed, limit);

            Assert.Equal(
                ["1 7100231 invoiced 2 2 2", "2 7100552 invoiced 1 1 1"],
                order["lines"]!.AsArray().Select(line =>
                    $"{line!["lineNumber"]} {line["sku"]} {line["state"]} {line["confirmed"]} {line["shipped"]} {line["invoiced"]}"));
            LedgerEntry bought = Assert.Single(system.Ingram.Ledger.Orders);
            Assert.Equal(1, bought.TimesBought);
            Assert.All(Assert.Single(bought.Purchases).Messages, static message => Assert.Equal(PushState.Delivered, message.State));
        }

        Assert.Empty(package.Changes());
    }

    /// <summary>Starts the app alone; returns the milliseconds from the start of the process to the first healthy answer.</summary>
    public static Task<double> StartAsync(UnpackedPackage package) => new StartedProcess(
        Path.Combine(package.Folder, Executable),
        new Dictionary<string, string> { ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true" },
        static () => new HttpRequestMessage(HttpMethod.Get, new Uri("/api/health", UriKind.Relative))).MeasureAsync();
}

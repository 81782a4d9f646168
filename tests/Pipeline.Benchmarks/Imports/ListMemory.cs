using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Pipeline.Benchmarks.Feeds;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.Simulators.Intcomex;
using Pipeline.Simulators.Intcomex.Products;

namespace Pipeline.Benchmarks.Imports;

/// <summary>
/// P3, lists of a service: growth of the published app's working set while Intcomex's list of 100,000 products comes in as one
/// answer, from the service to the catalogue's tables. The largest working set counts, less the growth by a list of a
/// hundred products in an app as fresh: what a first import loads of code is not the list's. Both are shown.
/// </summary>
/// <remarks>Needs the published app and the local host, as the scenarios do (./test.sh builds both).</remarks>
internal static class ListMemory
{
    private const int DefaultProducts = 100_000;
    private const int FewProducts = 100;
    private const double TargetMegabytes = 64;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    /// <summary>Runs the figure; 1 when it is missed.</summary>
    /// <param name="args">Products; then the feeds, <c>catalog</c> alone by default.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        int products = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultProducts;
        string[] feeds = args.Length > 1 ? args[1..] : ["catalog"];
        await using IntcomexSimulator few = await StartAsync(FewProducts);
        await using IntcomexSimulator many = await StartAsync(products);
        const string services = "Distributors__Intcomex__Services__";
        (string, string)[] settings = [(services + "ApiKey", new IntcomexOptions().ApiKey), (services + "AccessKey", new IntcomexOptions().AccessKey)];
        double fresh;
        await using (PipelineSystem system = await PipelineSystem.StartAsync([(services + "Url", few.Url.ToString()), .. settings]))
        {
            fresh = await GrowthAsync(system, feeds);
        }

        await using (PipelineSystem system = await PipelineSystem.StartAsync([(services + "Url", many.Url.ToString()), .. settings]))
        {
            double whole = await GrowthAsync(system, feeds);
            double growth = whole - fresh;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"P3 lists: {products} products grew a fresh app by {whole:F0} MB, {FewProducts} by {fresh:F0} MB; the difference is {growth:F0} MB, target {TargetMegabytes:F0}: {(growth <= TargetMegabytes ? "reached" : "MISSED")}"));
            return growth <= TargetMegabytes ? 0 : 1;
        }
    }

    private static Task<IntcomexSimulator> StartAsync(int products) =>
        IntcomexSimulator.StartAsync(new IntcomexOptions { Cadence = TimeSpan.Zero, Products = ProductList.Generated(products) });

    private static async Task<double> GrowthAsync(PipelineSystem system, string[] feeds)
    {
        WorkingSet memory = WorkingSet.Of(system.WorkerId);
        foreach (string feed in feeds)
        {
            JsonNode execution = await ReadAsync(system, feed);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"P3 {feed}: {(string?)execution["status"]}, {execution["counts"]!.ToJsonString()}, grown by {memory.Growth:F0} MB"));
        }

        return memory.Growth;
    }

    private static async Task<JsonNode> ReadAsync(PipelineSystem system, string feed)
    {
        using HttpResponseMessage started = await system.PostAsync($"/api/flows/intcomex.{feed}/run?override=true");
        return started.StatusCode == HttpStatusCode.Accepted
            ? await system.FollowAsync(started.Headers.Location!, Limit)
            : throw new InvalidOperationException(await started.Content.ReadAsStringAsync());
    }
}

using System.Globalization;
using Azure.Data.Tables;
using Pipeline.Benchmarks.Starts;
using Pipeline.TestSupport;

namespace Pipeline.Benchmarks.Pushes;

/// <summary>
/// P4: pushed XML made durable and acknowledged by the published app, against one-row upserts of the same bytes on the same
/// emulator by as many callers; both take turns. At the end the app is killed and what it acknowledged is counted.
/// </summary>
/// <remarks>Between turns the arrivals are taken away, as handling does: the emulator gets slower with a partition's size.</remarks>
internal static class DurablePushes
{
    private const int DefaultRounds = 5;
    private const int Callers = 200;
    private const double Target = 5;
    private const double LimitMilliseconds = 100;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(4);

    /// <summary>Runs the figure; 1 when it is missed.</summary>
    /// <param name="args">Number of rounds; then, to skip publishing, the folder of the app.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultRounds;
        string folder = args.Length > 1 ? args[1] : await Publication.MakeAsync("functions/Pipeline.Functions");
        await using AzuriteServer azurite = await AzuriteServer.StartAsync(CancellationToken.None);
        using PushedApp app = await PushedApp.StartAsync(Path.Combine(folder, "Pipeline.Functions"), azurite.ConnectionString, Callers);
        UpsertedRows rows = await UpsertedRows.CreateAsync(azurite.ConnectionString);
        TableClient arrivals = new TableServiceClient(azurite.ConnectionString).GetTableClient("Notifications");
        List<double> ratios = [];
        List<double> worst = [];

        // The first round of each warms up.
        for (int round = -1; round < rounds; round++)
        {
            ProcessorTime start = Now();
            Spread upserts = await Callings.RunAsync(Callers, Turn, rows.UpsertAsync);
            ProcessorTime middle = Now();
            Spread pushes = await Callings.RunAsync(Callers, Turn, app.PushAsync);
            ProcessorTime end = Now();
            if (round >= 0)
            {
                Console.WriteLine($"upserts {upserts} ({(middle - start).ForEach(upserts.Calls)})");
                Console.WriteLine($"pushes {pushes} ({(end - middle).ForEach(pushes.Calls)})");
                Console.WriteLine($"ratio {pushes.PerSecond / upserts.PerSecond:F2}");
                ratios.Add(pushes.PerSecond / upserts.PerSecond);
                worst.Add(pushes.P99);
            }

            if (round < rounds - 1)
            {
                await app.TakeAwayAsync(arrivals);
            }
        }

        int lost = await app.KillAndCountLostAsync(arrivals);
        ratios.Sort();
        worst.Sort();
        double ratio = ratios[ratios.Count / 2];
        double p99 = worst[worst.Count / 2];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"P4: median {ratio:F2} times the upserts, target {Target:F0}; p99 {p99:F0} ms, limit {LimitMilliseconds:F0} ms; {lost} acknowledged pushes lost by kill -9"));
        return ratio >= Target && p99 <= LimitMilliseconds && lost == 0 ? 0 : 1;

        ProcessorTime Now() => ProcessorTime.Now(azurite.ProcessId, app.ProcessId);
    }
}

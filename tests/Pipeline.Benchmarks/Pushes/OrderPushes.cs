using System.Globalization;
using System.Text.Json.Nodes;

namespace Pipeline.Benchmarks.Pushes;

/// <summary>
/// P4: messages pushed at a rate through local host, published app and emulator: how long until each is acknowledged, and from
/// then until it is merged into its order. Beside it one-row upserts at the same rate on the same emulator.
/// </summary>
internal static class OrderPushes
{
    private const int DefaultPerSecond = 100;
    private const int DefaultSeconds = 60;
    private const int RivalSeconds = 10;
    private const int FewPerSecond = 5;
    private const double AcknowledgedLimit = 150;
    private const double ShownLimit = 2000;

    /// <summary>Runs the figure; 1 when it is missed.</summary>
    /// <param name="args">Pushes a second; seconds.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        int perSecond = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultPerSecond;
        int count = perSecond * (args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : DefaultSeconds);
        await using PushedSystem system = await PushedSystem.StartAsync(count);
        UpsertedRows rows = await UpsertedRows.CreateAsync(system.Pipeline.Storage.ConnectionString);
        Spread upserts = Spread.Of(await Callings.AtRateAsync(perSecond * RivalSeconds, perSecond, UpsertAsync));
        Console.WriteLine($"upserts at the same rate: {upserts}");

        double[] before = system.Used();
        Task<List<double>> beside = Callings.AtRateAsync(count / perSecond * FewPerSecond, FewPerSecond, UpsertAsync);
        Spread pushes = Spread.Of(await Callings.AtRateAsync(count, perSecond, system.PushAsync));
        Console.WriteLine($"acknowledged: {pushes}");
        Console.WriteLine($"upserts meanwhile: {Spread.Of(await beside)}");
        await system.WaitUntilHandledAsync();
        double[] each = [.. system.Used().Zip(before, (after, then) => (after - then) * 1000 / count)];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"processor time of a message: sender {each[0]:F1} ms, emulator {each[1]:F1} ms, host {each[2]:F1} ms, worker {each[3]:F1} ms"));

        Dictionary<string, JsonNode> messages = await system.MessagesAsync();
        HashSet<string> onTimelines = await system.ShownAsync();
        string[] missing = [.. system.Acknowledged.Keys.Where(id => !onTimelines.Contains(id) || (string?)messages.GetValueOrDefault(id)?["state"] != "accepted")];

        // A message is settled after it has been merged: the time is, if anything, too long.
        Spread shown = Spread.Of(system.Acknowledged.Keys.Except(missing)
            .Select(id => Math.Max(0, (messages[id]["handledAt"]!.GetValue<DateTimeOffset>() - system.Acknowledged[id]).TotalMilliseconds)));
        Console.WriteLine($"from there until shown in their order: {shown}; {missing.Length} never");
        bool isReached = pushes.Calls == count && missing.Length == 0 && pushes.P99 <= AcknowledgedLimit && shown.P95 <= ShownLimit;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"P4: {perSecond}/s, {pushes.Calls} of {count} acknowledged, p99 {pushes.P99:F0} ms, limit {AcknowledgedLimit:F0} ms, {pushes.P99 / upserts.P99:F1} times an upsert; shown at p95 after {shown.P95:F0} ms, limit {ShownLimit:F0} ms: {(isReached ? "reached" : "MISSED")}"));
        return isReached ? 0 : 1;

        async Task<bool> UpsertAsync(int number)
        {
            await rows.UpsertAsync();
            return true;
        }
    }
}

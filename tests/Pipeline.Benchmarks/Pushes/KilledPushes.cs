using System.Globalization;
using System.Text.Json.Nodes;

namespace Pipeline.Benchmarks.Pushes;

/// <summary>
/// P4, kills: worker and host get SIGKILL while messages are pushed; afterwards every acknowledged message is there, handled,
/// and on the timeline of its order.
/// </summary>
internal static class KilledPushes
{
    private const int DefaultPerSecond = 40;
    private const int DefaultSeconds = 45;

    /// <summary>Runs the figure; 1 when something acknowledged is lost.</summary>
    /// <param name="args">Pushes a second; seconds.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        int perSecond = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultPerSecond;
        int seconds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : DefaultSeconds;
        await using PushedSystem system = await PushedSystem.StartAsync(perSecond * seconds);
        Task<List<double>> pushing = Callings.AtRateAsync(perSecond * seconds, perSecond, system.PushAsync);
        await KillAsync(system, TimeSpan.FromSeconds(seconds));
        Console.WriteLine($"acknowledged: {Spread.Of(await pushing)}");
        await system.WaitUntilHandledAsync();

        Dictionary<string, JsonNode> messages = await system.MessagesAsync();
        HashSet<string> shown = await system.ShownAsync();
        int lost = system.Acknowledged.Keys.Count(id => !messages.ContainsKey(id));
        int hidden = system.Acknowledged.Keys.Count(id => messages.ContainsKey(id) && !shown.Contains(id));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"P4 kill: {system.Acknowledged.Count} of {perSecond * seconds} acknowledged, {lost} of them lost, {hidden} not in their order, after SIGKILL of worker and host: {(lost + hidden == 0 ? "reached" : "MISSED")}"));
        return lost + hidden == 0 ? 0 : 1;
    }

    /// <summary>Kills the worker after a quarter of the time, the host after a half.</summary>
    private static async Task KillAsync(PushedSystem system, TimeSpan time)
    {
        await Task.Delay(time / 4, TimeProvider.System);
        Console.WriteLine(system.Pipeline.KillWorker() ? "worker killed" : "there was no worker to kill");
        await Task.Delay(time / 4, TimeProvider.System);
        await system.Pipeline.KillHostAsync();
        Console.WriteLine("host killed; it is ready again");
    }
}

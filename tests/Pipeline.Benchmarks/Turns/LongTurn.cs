using System.Diagnostics;
using System.Globalization;
using Google.Protobuf;
using Microsoft.DurableTask.Protobuf;
using Pipeline.Functions.Orders;
using Pipeline.TestSupport.Orchestrations;

namespace Pipeline.Benchmarks.Turns;

/// <summary>
/// P7: one turn of an order whose history has a hundred events, from the text of the request to the text of the answer, as the
/// worker runs it; beside it what every runner pays: reading the request and writing that answer.
/// </summary>
internal static class LongTurn
{
    private const int DefaultRounds = 2000;
    private const int WarmUp = 500;
    private const double LimitMilliseconds = 2;

    /// <summary>Runs the figure; 1 when it is missed.</summary>
    /// <param name="args">Number of rounds.</param>
    public static Task<int> RunAsync(string[] args)
    {
        int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultRounds;
        OrchestratorRequest waiting = WaitingOrder.Request();
        string request = Convert.ToBase64String(waiting.ToByteArray());
        OrchestratorResponse known = OrchestratorRunner.Run(waiting, OrderLifecycle.RunAsync);
        if (known.Actions is not [{ CreateTimer: not null }])
        {
            Console.Error.WriteLine($"The turn was not answered with the next wait: {known}");
            return Task.FromResult(1);
        }

        List<double> turns = [];
        List<double> floor = [];

        // They take turns, so that a drift of the machine falls on both.
        for (int round = -WarmUp; round < rounds; round++)
        {
            double turn = Time(() => OrchestratorRunner.Run(request, OrderLifecycle.RunAsync));
            double bare = Time(() =>
            {
                _ = OrchestratorRequest.Parser.ParseFrom(Convert.FromBase64String(request));
                return Convert.ToBase64String(known.ToByteArray());
            });
            if (round >= 0)
            {
                turns.Add(turn);
                floor.Add(bare);
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"history of {waiting.PastEvents.Count} events and {waiting.NewEvents.Count} new ones, {request.Length} characters, {rounds} turns"));
        double median = Print("turn", turns);
        double rival = Print("only reading and writing", floor);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"P7: median {median:F3} ms, limit {LimitMilliseconds:F0} ms, {median / rival:F1} times reading and writing alone"));
        return Task.FromResult(median <= LimitMilliseconds ? 0 : 1);
    }

    private static double Time(Func<string> work)
    {
        long began = Stopwatch.GetTimestamp();
        _ = work();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static double Print(string name, List<double> times)
    {
        times.Sort();
        double median = times[times.Count / 2];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: least {times[0]:F3} ms, median {median:F3} ms, 99 % below {times[times.Count * 99 / 100]:F3} ms"));
        return median;
    }
}

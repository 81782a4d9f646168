using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Microsoft.DurableTask.Execution;
using Microsoft.DurableTask.Messages;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace Pipeline.Benchmarks.Turns;

/// <summary>
/// P7: one turn of an orchestrator whose history has a hundred events, from the bytes of the request to the bytes of the
/// answer; beside it what every executor pays: reading the request and writing that answer.
/// </summary>
internal static class LongTurn
{
    private const int DefaultRounds = 2000;
    private const int WarmUp = 500;
    private const double LimitMilliseconds = 1;

    // The recorded turn of the Durable Task Framework that asks for the 27th of thirty activities.
    private const string Vector = "12-long-history.json";
    private const int VectorTurn = 26;

    /// <summary>Runs the figure; 1 when it is missed.</summary>
    /// <param name="args">Number of rounds.</param>
    public static Task<int> RunAsync(string[] args)
    {
        int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultRounds;
        byte[] request = Request();
        OrchestrationExecutor executor = new(new DurableWorkerOptions(), NullLoggerFactory.Instance, TimeProvider.System);
        OrchestratorResponse known = executor.Execute(Parse(request), CountAsync, CancellationToken.None);
        if (known.RequiresHistory || known.Actions is not [{ ScheduleTask: not null }])
        {
            Console.Error.WriteLine($"The turn was not answered with the next activity: {known}");
            return Task.FromResult(1);
        }

        List<double> turns = [];
        List<double> floor = [];

        // They take turns, so that a drift of the machine falls on both.
        for (int round = -WarmUp; round < rounds; round++)
        {
            double turn = Time(() => executor.Execute(Parse(request), CountAsync, CancellationToken.None).ToByteArray());
            double bare = Time(() =>
            {
                _ = Parse(request);
                return known.ToByteArray();
            });
            if (round >= 0)
            {
                turns.Add(turn);
                floor.Add(bare);
            }
        }

        OrchestratorRequest parsed = Parse(request);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"history of {parsed.PastEvents.Count} events and {parsed.NewEvents.Count} new ones, {request.Length} bytes, {rounds} turns"));
        double median = Print("turn", turns);
        double rival = Print("only reading and writing", floor);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"P7: median {median:F3} ms, limit {LimitMilliseconds:F0} ms, {median / rival:F1} times reading and writing alone"));
        return Task.FromResult(median <= LimitMilliseconds ? 0 : 1);
    }

    private static async Task<object?> CountAsync(Microsoft.DurableTask.TaskOrchestrationContext context)
    {
        int sum = 0;
        for (int n = 1; n <= 30; n++)
        {
            sum += await context.CallActivityAsync<int>("Step", n);
        }

        return sum;
    }

    private static byte[] Request()
    {
        JsonNode vector = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Turns", Vector)))!;
        JsonNode turn = vector["turns"]!.AsArray().Single(static turn => (int)turn!["turn"]! == VectorTurn)!;
        return Convert.FromBase64String((string)turn["requestBase64"]!);
    }

    private static OrchestratorRequest Parse(byte[] request) => OrchestratorRequest.Parser.ParseFrom(request);

    private static double Time(Func<byte[]> work)
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

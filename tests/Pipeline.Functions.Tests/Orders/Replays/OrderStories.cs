using System.Text.Json;
using Microsoft.DurableTask.Protobuf;
using Pipeline.Core.Orders.Life;
using Pipeline.Functions.Orders;

namespace Pipeline.Functions.Tests.Orders.Replays;

/// <summary>The lives of orders whose histories are captured: what is decided at each look, and what happens meanwhile.</summary>
internal static class OrderStories
{
    /// <summary>Name of the file, and how its turns are recorded.</summary>
    public static IReadOnlyDictionary<string, Func<IReadOnlyList<CapturedTurn>>> All { get; } =
        new Dictionary<string, Func<IReadOnlyList<CapturedTurn>>>(StringComparer.Ordinal)
        {
            ["normal"] = () => Record(
                [Do(NextStep.Source), Do(NextStep.AskPrices), Do(NextStep.Place), Wait(60), Wait(60), Wait(60), End()],
                "changed", "time", "time", "changed"),
            ["rejected"] = () => Record([Do(NextStep.Source), Do(NextStep.AskPrices), Do(NextStep.Place), End()]),
            ["unknown-then-found"] = () => Record(
                [Do(NextStep.Place), Wait(1), Do(NextStep.AskAbout), Wait(2), Do(NextStep.AskAbout), Wait(60), End()],
                "time", "time", "changed"),
            ["blocked-then-released"] = () => Record(
                [Do(NextStep.AskPrices), Wait(7 * 24 * 60), Do(NextStep.Place), Wait(60), End()], "time", "changed", "changed"),
            ["failing-then-rest"] = () => RecordFailing(
                [.. Enumerable.Repeat(OrderActivities.AskPrices, 5), OrderActivities.Place],
                [Do(NextStep.AskPrices), Do(NextStep.AskPrices), Do(NextStep.Place), Wait(60), End()],
                "time", "changed"),
            ["followed"] = () => Record(
                [Do(NextStep.Place), Do(NextStep.Follow), Wait(1), Do(NextStep.Follow), Do(NextStep.Follow), Wait(60), End()], "time", "changed"),
            ["new-round"] = () => Record(
                [.. Enumerable.Repeat(Wait(60), OrderLifecycle.LooksPerRound + 3), End()],
                [.. Enumerable.Range(0, 40).Select(static i => i % 3 == 0 ? "changed+changed" : "time")]),
        };

    private static List<CapturedTurn> Record(IEnumerable<OrderDecision> decisions, params string[] happenings) =>
        RecordFailing([], decisions, happenings);

    /// <summary>Records one life.</summary>
    /// <param name="failures">Activities that fail, once for each entry.</param>
    /// <param name="decisions">What each look decides; a wait is counted from the look.</param>
    /// <param name="happenings">As <see cref="LifecycleBackend.Run"/> takes them.</param>
    private static List<CapturedTurn> RecordFailing(
        IEnumerable<string> failures, IEnumerable<OrderDecision> decisions, params string[] happenings)
    {
        Queue<OrderDecision> left = new(decisions);
        List<string> failing = [.. failures];
        List<CapturedTurn> turns = [];
        int round = 0;
        int number = 0;
        LifecycleBackend backend = null!;
        backend = new LifecycleBackend(
            (name, _) =>
            {
                if (failing.Remove(name))
                {
                    throw new TimeoutException("too slow");
                }

                OrderDecision? decision = name == OrderActivities.Review ? left.Dequeue() : null;
                return decision is { Until: { } until } ? decision with { Until = backend.Now + (until - DateTimeOffset.UnixEpoch) } : decision;
            },
            (request, response) =>
            {
                (round, number) = request.PastEvents.Count == 0 ? (round + 1, 1) : (round, number + 1);
                turns.Add(new CapturedTurn(round, number, request, CapturedHistory.Actions(response)));
            })
        {
            // As the histories of versions 1 and 1.0 hold them: steps with a capital letter.
            ResultJson = JsonSerializerOptions.Web,
        };
        backend.Run(happenings);
        Assert.Equal(OrchestrationStatus.Completed, backend.End!.OrchestrationStatus);
        Assert.Empty(left);
        Assert.Empty(failing);
        return turns;
    }

    private static OrderDecision Do(NextStep step) =>
        new(step, step is NextStep.Place or NextStep.AskAbout or NextStep.Follow ? "P1" : null, null, "because");

    private static OrderDecision Wait(int minutes) => OrderDecision.Wait(DateTimeOffset.UnixEpoch.AddMinutes(minutes), "waits");

    private static OrderDecision End() => OrderDecision.End("done");
}

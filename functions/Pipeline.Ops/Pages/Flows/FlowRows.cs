using Pipeline.Core.Feeds;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Scheduling;

namespace Pipeline.Ops.Pages.Flows;

/// <summary>Puts together what pages say of a flow in a row.</summary>
internal sealed class FlowRows(IFeedStore feeds, IFlowSchedule schedule)
{
    private const int Slots = 3;

    /// <summary>Times of the files that count, by <c>distributor/kind</c>; one read.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> ReadFreshAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, DateTimeOffset> fresh = [];
        await foreach (FeedRecord record in feeds.ReadAllAsync(null, cancellationToken))
        {
            if (record.Accepted is { } accepted)
            {
                fresh[record.Feed.ToString()] = accepted.FileTime;
            }
        }

        return fresh;
    }

    /// <summary>A flow with its latest runs, newest first.</summary>
    public FlowRow RowOf(Flow flow, IReadOnlyList<Execution> runs, IReadOnlyDictionary<string, DateTimeOffset> fresh) =>
        new(flow.Code, flow.Definition.Title, flow.Definition.Distributor, flow.Condition)
        {
            Last = runs.FirstOrDefault(static run => run.IsFinished || run.Status is ExecutionStatus.Held) is { } last ? RunFact.Of(last) : null,
            LastAt = flow.State.LastRun,
            Now = runs.FirstOrDefault(static run => !run.IsFinished && run.Status is not ExecutionStatus.Held) is { } now ? RunFact.Of(now) : null,
            Fresh = fresh.TryGetValue($"{flow.Definition.Distributor}/{flow.Definition.Feed}", out DateTimeOffset at) ? at : null,
            Next = flow.NextRun is { } next ? [next, .. After(flow.Expression, flow.TimeZone, next, Slots - 1)] : [],
            IsTest = flow.Mode is FlowMode.Test,
            Missing = flow.Definition.MissingSetting,
        };

    /// <summary>The next slots of an expression, UTC; fewer where there are no more.</summary>
    public IReadOnlyList<DateTimeOffset> After(string expression, string timeZone, DateTimeOffset instant, int count)
    {
        List<DateTimeOffset> slots = [];
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        for (DateTimeOffset? slot = schedule.NextAfter(expression, zone, instant); slot is { } at && slots.Count < count; slot = schedule.NextAfter(expression, zone, at))
        {
            slots.Add(at);
        }

        return slots;
    }
}

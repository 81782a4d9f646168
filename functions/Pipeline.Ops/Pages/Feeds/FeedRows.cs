using Pipeline.Core.Distributors;
using Pipeline.Core.Feeds;
using Pipeline.Core.Flows;
using Pipeline.Ops.Pages.Flows;
using Pipeline.Ops.Pages.Orders;
using Pipeline.Ops.Texts;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Feeds;

/// <summary>Puts together what pages say of a feed in a row.</summary>
internal sealed class FeedRows(FeedExpectation expectation, DistributorCatalog partners)
{
    /// <summary>A feed with where it stands, its flow and its latest runs, newest first.</summary>
    public FeedRow RowOf(OpsView view, FeedRecord record, Flow flow, IReadOnlyList<Execution> runs)
    {
        Execution? last = runs.Count > 0 ? runs[0] : null;
        Execution? ended = runs.FirstOrDefault(static run => run.IsFinished || run.Status is ExecutionStatus.Held);
        DateTimeOffset? late = flow.Condition is FlowCondition.On ? expectation.LateSince(flow, record) : null;
        FeedStanding standing = ended?.Status switch
        {
            ExecutionStatus.Held => FeedStanding.Held,
            ExecutionStatus.Failed or ExecutionStatus.Refused => FeedStanding.Refused,
            _ when late is not null => FeedStanding.Late,
            _ when record.Accepted is not null => FeedStanding.Fresh,
            _ => flow.Condition is FlowCondition.NotConfigured ? FeedStanding.NotConfigured : FeedStanding.Never,
        };
        bool isStopped = standing is FeedStanding.Held or FeedStanding.Refused;
        return new FeedRow(record.Feed, SaidWords.NameIn(view.Texts, flow.Definition.Title), partners.NameOf(record.Feed.Distributor), standing)
        {
            Since = standing switch
            {
                FeedStanding.Held or FeedStanding.Refused => ended!.FinishedAt ?? ended.StartedAt ?? ended.QueuedAt,
                FeedStanding.Late => late,
                FeedStanding.Fresh => record.Accepted!.AcceptedAt,
                _ => null,
            },
            Reason = standing switch
            {
                _ when isStopped && ended!.FirstError is { } error => PlainText.Show(error.CauseIn(view.Texts.Language), keepLines: false),
                _ when isStopped && (ended!.HoldReason ?? ended.Summary) is { } said => SaidWords.Of(view, said),
                FeedStanding.NotConfigured when flow.Definition.MissingSetting is { } missing => SaidWords.Of(view, missing),
                _ => null,
            },
            Code = isStopped ? ended!.FirstError?.Code : null,
            FileTime = record.Accepted?.FileTime,
            Rows = record.Accepted?.Counts.Read,
            Next = flow.NextRun,
            Last = last is null ? null : RunFact.Of(last),
        };
    }

    /// <summary>Its colour.</summary>
    public static BadgeState StateOf(FeedStanding standing) => standing switch
    {
        FeedStanding.Fresh => BadgeState.Ok,
        FeedStanding.Late or FeedStanding.Held => BadgeState.Wait,
        FeedStanding.Refused => BadgeState.Bad,
        _ => BadgeState.Idle,
    };
}

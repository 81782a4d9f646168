using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Errors;
using Pipeline.Core.Feeds;
using Pipeline.Core.Distributors;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;

namespace Pipeline.Core.ErrorGroups.Sources;

/// <summary>Notices what should have come and did not: a scheduled run, a file of a feed. Closes it by itself when it comes.</summary>
/// <remarks>When a file is due, <see cref="FeedExpectation"/> says. That a pushed message is missing is an alarm of its order.</remarks>
public sealed class SilenceWatch(
    FlowDirectory flows, IFeedStore feeds, FeedExpectation expectation, IErrorReporter reporter, TimeProvider clock)
{
    private static readonly TimeSpan Unpunctual = TimeSpan.FromMinutes(15);

    /// <summary>Looks at every flow. Safe to repeat.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (Flow flow in await flows.ListAsync(cancellationToken))
        {
            ErrorFinding[] findings = flow.Condition is FlowCondition.On
                ? [.. new[] { Missed(flow), await LateAsync(flow, cancellationToken) }.OfType<ErrorFinding>()]
                : [];
            await reporter.ReportAsync(
                new ErrorReport(new ErrorSubject(ErrorSubject.Silence, flow.Code), clock.GetUtcNow(), findings) { Execution = flow.State.LastExecution }, cancellationToken);
        }
    }

    private ErrorFinding? Missed(Flow flow) => flow.State.NextRun is { } due && due + Unpunctual <= clock.GetUtcNow()
        ? Finding(flow, new Issue(IssueCodes.RunMissed, null, null).With("flow", flow.Code).With("due", Text(due)), due)
        : null;

    private async Task<ErrorFinding?> LateAsync(Flow flow, CancellationToken cancellationToken)
    {
        if (!FeedId.TryParse(flow.Definition.Distributor, flow.Definition.Feed, out FeedId feed))
        {
            return null;
        }

        FeedRecord record = await feeds.ReadAsync(feed, cancellationToken);
        if (expectation.LateSince(flow, record) is not { } due || FeedExpectation.CameAt(record) is not { } came)
        {
            return null;
        }

        Issue late = new Issue(IssueCodes.FeedLate, null, null).With("feed", flow.Definition.Title).With("since", Text(came)).With("due", Text(due));
        return Finding(flow, late, due);
    }

    private static ErrorFinding Finding(Flow flow, Issue issue, DateTimeOffset since) => new(ExecutionFindings.PartnerOf(flow.Code, flow.Definition), issue)
    {
        Label = flow.Definition.Title,
        Scope = FaultScope.Call,
        Field = flow.Definition.Feed,
        Flow = flow.Code,
        Since = since,
    };

    private static string Text(DateTimeOffset time) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{time.UtcDateTime:yyyy-MM-dd HH:mm}Z");
}

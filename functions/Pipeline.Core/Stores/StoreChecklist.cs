using Pipeline.Core.Channels;
using Pipeline.Core.Distributors;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;
using Pipeline.Core.Offers.Listings;

namespace Pipeline.Core.Stores;

/// <summary>Says of a store what has to be settled before it goes live.</summary>
public sealed class StoreChecklist(
    ChannelCatalog channels, IStoreStateStore states, ListingDirectory listings, IExecutionLog executions, TimeProvider clock)
{
    private const int RunsLooked = 50;
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(2);

    /// <summary>The points in the order in which they are settled, from what is remembered: nobody is asked.</summary>
    public async Task<IReadOnlyList<ChecklistPoint>> ReadAsync(Store store, CancellationToken cancellationToken)
    {
        IChannel channel = channels.Of(store);
        StoreState state = await states.FindAsync(store.Code, cancellationToken);
        string? missing = channel.MissingOf(store);
        List<ChecklistPoint> points =
        [
            Point(missing is null, new Issue(IssueCodes.StoreSettingMissing, null, null).With("reason", missing)),
            Point(state.ReachedAt is not null, new Issue(IssueCodes.StoreNotReached, null, null).With("reason", state.ReachFault ?? "nobody has tried.")),
        ];
        if (channel.Ports.HasFlag(ChannelPorts.Offers))
        {
            ListingCounts counts = await listings.CountAsync(store.Code, cancellationToken);
            string export = StoreFlows.CodeOf(store.Code, StoreFlows.OfferExport);
            bool isTried = (await executions.ListAsync(new ExecutionFilter { Flow = export }, RunsLooked, null, cancellationToken)).Items
                .Any(static run => run.Status is ExecutionStatus.Succeeded);
            points.Add(Point(counts.Of(ListingState.Live) + counts.Of(ListingState.WaitingForMarketplace) > 0, new Issue(IssueCodes.StoreWithoutListings, null, null)));
            points.Add(Point(isTried, new Issue(IssueCodes.StoreNotTried, null, null)));
            points.Add(Point(state.CheckedAt > clock.GetUtcNow() - Fresh, new Issue(IssueCodes.StoreNotChecked, null, null)));
        }

        return points;
    }

    /// <summary>Asks the store whether it lets us in, and remembers what came of it.</summary>
    public async Task<ConnectionTestResult> TestAsync(Store store, CancellationToken cancellationToken)
    {
        IChannel channel = channels.Of(store);
        ConnectionTestResult result = channel.MissingOf(store) is { } missing
            ? new ConnectionTestResult(ConnectionOutcome.NotConfigured, new Issue(IssueCodes.StoreSettingMissing, null, null).With("reason", missing), null)
            : await channel.TestAsync(store, cancellationToken);
        bool isReached = result.Outcome is ConnectionOutcome.Reached;
        _ = await states.UpdateAsync(
            store.Code,
            state => state with
            {
                ReachedAt = isReached ? clock.GetUtcNow() : null, ReachFault = isReached ? null : result.Problem?.Cause,
            },
            cancellationToken);
        return result;
    }

    private static ChecklistPoint Point(bool isDone, Issue issue) => new(issue.Code, isDone, isDone ? null : issue);
}

/// <summary>A point of the checklist.</summary>
/// <param name="Code">What it is about: the code of what is wrong while it is open.</param>
/// <param name="IsDone">Whether it is settled.</param>
/// <param name="Issue">What is wrong; null when it is settled.</param>
public sealed record ChecklistPoint(string Code, bool IsDone, Issue? Issue);

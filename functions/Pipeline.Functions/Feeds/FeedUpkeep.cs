using Microsoft.Azure.Functions.Worker;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Distributors;
using Pipeline.Core.Feeds.Changes;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Functions.Settings;

namespace Pipeline.Functions.Feeds;

/// <summary>Looks after landed files and change sets.</summary>
public sealed class FeedUpkeep(
    FeedConfiguration feeds, FeedSweep sweep, FeedRetention retention, ChangeSetRetention changeSets, LandingSettings landing, ChangeSettings changes)
{
    /// <summary>Each minute: asks for files whose event was lost and for imports that broke off.</summary>
    [Function("SweepLandedFiles")]
    public async Task SweepAsync(
        [TimerTrigger("20 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        foreach (FeedId feed in feeds.All)
        {
            _ = await sweep.RunAsync(feed, cancellationToken);
        }
    }

    /// <summary>Each night: deletes landed files and change sets that are past their time.</summary>
    [Function("ExpireLandedFiles")]
    public async Task ExpireAsync(
        [TimerTrigger("0 40 3 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        foreach (FeedId feed in feeds.All)
        {
            _ = await retention.RunAsync(feed, landing.Retention, cancellationToken);
            _ = await changeSets.RunAsync(feed, changes.Retention, cancellationToken);
        }
    }
}

using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Distributors;
using Pipeline.Core.Feeds;
using Pipeline.Core.Flows;

namespace Pipeline.Functions.Monitoring;

/// <summary>Measures how old feeds are and how long messages wait, while somebody listens.</summary>
public sealed class AgeTriggers(
    FeedConfiguration configured, FlowCatalog flows, IFeedStore feeds, QueueServiceClient queues, PipelineMetrics metrics, TimeProvider clock)
{
    /// <summary>Each minute: ages of feeds and queues. Without metrics it reads nothing.</summary>
    [Function("MeasureAges")]
    public async Task MeasureAsync([TimerTrigger("55 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        if (!metrics.WantsAges)
        {
            return;
        }

        foreach (FeedId feed in configured.All)
        {
            if ((await feeds.ReadAsync(feed, cancellationToken)).Accepted is { } accepted)
            {
                DateTimeOffset now = clock.GetUtcNow();
                metrics.FeedAge(flows.CodeOf(feed.Distributor, feed.KindName), now - accepted.CountsAsOf(now));
            }
        }

        await foreach (QueueItem queue in queues.GetQueuesAsync(cancellationToken: cancellationToken))
        {
            await MeasureAsync(queues.GetQueueClient(queue.Name), cancellationToken);
        }
    }

    private async Task MeasureAsync(QueueClient queue, CancellationToken cancellationToken)
    {
        try
        {
            PeekedMessage? first = (await queue.PeekMessagesAsync(1, cancellationToken)).Value.FirstOrDefault();
            TimeSpan age = first?.InsertedOn is { } inserted ? clock.GetUtcNow() - inserted : TimeSpan.Zero;
            long count = first is null ? 0 : (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
            metrics.Queue(queue.Name, age > TimeSpan.Zero ? age : TimeSpan.Zero, count);
        }
        catch (RequestFailedException gone) when (gone.Status == StatusCodes.Status404NotFound)
        {
            // Deleted since it was listed.
        }
    }
}

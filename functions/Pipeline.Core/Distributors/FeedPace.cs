using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Running;

namespace Pipeline.Core.Distributors;

/// <summary>Counts the cadence of a feed from its last complete read: what was refused, or never landed, does not count.</summary>
public sealed class FeedPace(IFeedStore feeds, TimeProvider clock) : IFlowPace
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> NotBeforeAsync(FlowDefinition flow, CancellationToken cancellationToken)
    {
        if (flow.Cadence is not { } cadence
            || !FeedId.TryParse(flow.Distributor, flow.Feed, out FeedId feed)
            || await LastReadAsync(feed, cancellationToken) is not { } last)
        {
            return null;
        }

        DateTimeOffset notBefore = After(last, cadence - Early, TimeZoneInfo.FindSystemTimeZoneById(flow.TimeZone));
        return notBefore > clock.GetUtcNow() ? notBefore : null;
    }

    // By the clock on the wall, or by the hour where that is earlier: a daily schedule comes after 23 hours once a year.
    private static DateTimeOffset After(DateTimeOffset last, TimeSpan pause, TimeZoneInfo zone)
    {
        DateTime wall = TimeZoneInfo.ConvertTime(last, zone).DateTime + pause;
        DateTimeOffset byWall = new DateTimeOffset(wall, zone.GetUtcOffset(wall)).ToUniversalTime();
        DateTimeOffset byHours = (last + pause).ToUniversalTime();
        return byWall < byHours ? byWall : byHours;
    }

    private async Task<DateTimeOffset?> LastReadAsync(FeedId feed, CancellationToken cancellationToken)
    {
        FeedRecord record = await feeds.ReadAsync(feed, cancellationToken);
        DateTimeOffset? accepted = record.Accepted is { } applied ? applied.CountsAsOf(clock.GetUtcNow()) : null;
        return record.LastLanded is { SeenAt: { } seen } landed && !(seen <= accepted)
            && await feeds.FindFileAsync(feed, landed.Blob, cancellationToken) is not { Status: FeedFileStatus.Refused }
                ? seen
                : accepted;
    }
}

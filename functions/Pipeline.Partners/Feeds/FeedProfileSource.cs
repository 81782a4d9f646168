using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Issues;
using System.Collections.Concurrent;
using Pipeline.Core.Distributors;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Partners.Feeds;

/// <summary>Layouts: the operator's document in Blob storage, else the distributor's own; remembered for half a minute.</summary>
public sealed class FeedProfileSource(FeedConfiguration feeds, IConfigDocumentStore config, TimeProvider clock) : IFeedProfileCatalog
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<(FeedId Feed, string Name), (FeedProfile Profile, DateTimeOffset Until)> known = new();

    /// <inheritdoc/>
    public async Task<FeedProfile> FindAsync(FeedId feed, string? name, CancellationToken cancellationToken)
    {
        string wanted = name ?? feeds.ProfileOf(feed);
        if (known.TryGetValue((feed, wanted), out (FeedProfile Profile, DateTimeOffset Until) entry)
            && entry.Until > clock.GetUtcNow())
        {
            return entry.Profile;
        }

        string json = await config.ReadAsync(feed.Distributor, wanted, cancellationToken)
            ?? feeds.FindProfile(feed, wanted)
            ?? throw new FeedRefusedException(
                IssueCodes.ProfileInvalid, $"There is no profile '{wanted}' of {feed.Distributor}; config/{feed.Distributor}/{wanted}.json would be one.");
        FeedProfile profile = Bounded(feed, Load(wanted, json));
        known[(feed, wanted)] = (profile, clock.GetUtcNow() + Remembered);
        return profile;
    }

    private static FeedProfile Load(string name, string json)
    {
        try
        {
            return FeedProfileCatalog.Load(name, json);
        }
        catch (FormatException invalid)
        {
            throw new FeedRefusedException(IssueCodes.ProfileInvalid, invalid.Message);
        }
    }

    private FeedProfile Bounded(FeedId feed, FeedProfile profile) => feeds.MaxAgeHoursOf(feed) is { } hours
        ? profile with { Guards = profile.Guards with { MaxAgeHours = hours == 0 ? null : hours } }
        : profile;
}

using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Core.Feeds;

/// <summary>Finds feeds that need a person.</summary>
public sealed class FeedTrouble(IFeedStore feeds, IFeedProfileCatalog profiles)
{
    /// <summary>Why nothing new of a feed reaches the catalogue before a person has looked, code first; null when something does.</summary>
    public async Task<string?> FindAsync(FeedId feed, CancellationToken cancellationToken)
    {
        try
        {
            _ = await profiles.FindAsync(feed, name: null, cancellationToken);
        }
        catch (FeedRefusedException invalid)
        {
            return $"{invalid.Code}: {invalid.Message}";
        }

        return await feeds.FindLastSettledAsync(feed, cancellationToken) is { Status: FeedFileStatus.Refused or FeedFileStatus.Held } last
            ? $"{last.ReasonCode}: the last file, {LandingNames.WithContainer(last.Blob)}, was {(last.Status is FeedFileStatus.Held ? "held" : "refused")}."
            : null;
    }
}

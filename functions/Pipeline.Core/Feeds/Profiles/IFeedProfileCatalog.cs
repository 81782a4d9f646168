using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Core.Feeds.Profiles;

/// <summary>Finds the layout of a feed: the stored override, else the embedded default.</summary>
public interface IFeedProfileCatalog
{
    /// <summary>The profile of a feed.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="name">Name of the profile, or null for the one that the settings name.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="FeedRefusedException"><c>PROFILE_INVALID</c>: there is none of that name, or it is none; with the place in it.</exception>
    Task<FeedProfile> FindAsync(FeedId feed, string? name, CancellationToken cancellationToken);
}

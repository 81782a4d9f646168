using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Issues;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Core.Distributors;

/// <summary>What the registered distributors and their settings say of the feeds.</summary>
public sealed class FeedConfiguration(DistributorCatalog distributors) : IFeedFormDirectory
{
    /// <summary>Every feed that exists, fetched or not: files may also be landed by hand.</summary>
    public IReadOnlyList<FeedId> All { get; } =
        [.. distributors.All.SelectMany(static distributor => distributor.Feeds, static (distributor, feed) => new FeedId(distributor.Code, feed.Kind))];

    /// <summary>Where a feed is fetched; null when no address is set, or when it is the answer of an API.</summary>
    public FeedSourceOptions? SourceOf(FeedId feed) => Find(feed)?.Source;

    /// <summary>The API whose answers a feed is, or null.</summary>
    public IFeedSource? ApiOf(FeedId feed) => Find(feed)?.Api;

    /// <inheritdoc/>
    public FeedForm FormOf(FeedId feed) => Find(feed)?.Form ?? FeedForm.Usual(feed.Kind);

    /// <summary>Name of the profile that a feed is read with: the setting, else the distributor's usual one.</summary>
    /// <exception cref="FeedRefusedException">Nobody offers such a feed.</exception>
    public string ProfileOf(FeedId feed) => Find(feed)?.Profile
        ?? throw new FeedRefusedException(IssueCodes.ProfileInvalid, $"No distributor offers the feed {feed}; there are {string.Join(", ", All)}.");

    /// <summary>The profile of a layout as its distributor brings it, or null.</summary>
    public string? FindProfile(FeedId feed, string name) => distributors.Find(feed.Distributor)?.FindProfile(name);

    /// <summary>Oldest file worth applying in hours (0: any), where the settings say other than the profile; else null.</summary>
    public double? MaxAgeHoursOf(FeedId feed) => Find(feed)?.MaxAgeHours;

    private DistributorFeed? Find(FeedId feed) =>
        distributors.Find(feed.Distributor)?.Feeds.FirstOrDefault(offered => offered.Kind == feed.Kind);
}

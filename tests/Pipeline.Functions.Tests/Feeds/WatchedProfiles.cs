using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Partners.Feeds;

namespace Pipeline.Functions.Tests.Feeds;

/// <summary>An operator saves another layout each time one is looked up.</summary>
public sealed class WatchedProfiles : IFeedProfileCatalog
{
    /// <summary>The layouts handed out, in order.</summary>
    public List<FeedProfile> HandedOut { get; } = [];

    /// <summary>Awaited at each look.</summary>
    public Func<Task> OnLook { get; set; } = static () => Task.CompletedTask;

    public async Task<FeedProfile> FindAsync(FeedId feed, string? name, CancellationToken cancellationToken)
    {
        await OnLook();
        FeedProfile profile = FeedProfileCatalog.Load("nl-price", null) with { Name = $"saved-{HandedOut.Count + 1}" };
        HandedOut.Add(profile);
        return profile;
    }
}

using Pipeline.Core.Channels;
using Pipeline.Core.Feeds.Changes;

namespace Pipeline.Core.Offers.Listings;

/// <summary>Announces change sets as another queue does, and asks for the offers of what they name to be computed again.</summary>
public sealed class ListedChangeQueue(IChangeQueue queue, StoreDirectory stores, IListingChangeQueue listings) : IChangeQueue
{
    private static readonly string Folder = ChangeSetNames.WithContainer(string.Empty);

    /// <inheritdoc />
    public async Task AnnounceAsync(ChangeAnnouncement announcement, CancellationToken cancellationToken)
    {
        await queue.AnnounceAsync(announcement, cancellationToken);
        if (!stores.IsEmpty)
        {
            await listings.SendAsync(ListingChange.OfChangeSet(announcement.Blob[Folder.Length..]), cancellationToken);
        }
    }
}

using Pipeline.Core.Channels;
using Pipeline.Core.Orders.Sourcing;

namespace Pipeline.Core.Offers.Listings;

/// <summary>Keeps promises as another store does, and asks for the offers of an article to be computed again when it has been promised.</summary>
public sealed class ListedPromiseStore(IPromiseStore inner, StoreDirectory stores, IListingChangeQueue listings) : IPromiseStore
{
    /// <inheritdoc />
    public Task<StoredPromises> FindAsync(string distributor, string sku, CancellationToken cancellationToken) => inner.FindAsync(distributor, sku, cancellationToken);

    /// <inheritdoc />
    public async Task<bool> TryReplaceAsync(
        string distributor, string sku, StoredPromises before, IReadOnlyList<Promise> after, CancellationToken cancellationToken)
    {
        bool isReplaced = await inner.TryReplaceAsync(distributor, sku, before, after, cancellationToken);
        if (isReplaced && !stores.IsEmpty)
        {
            await listings.SendAsync(ListingChange.OfArticles([new ListedArticle(distributor, sku)]), cancellationToken);
        }

        return isReplaced;
    }

    /// <inheritdoc />
    public IAsyncEnumerable<(string Sku, StoredPromises Stored)> ListAsync(string distributor, CancellationToken cancellationToken) =>
        inner.ListAsync(distributor, cancellationToken);
}

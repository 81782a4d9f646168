namespace Pipeline.Core.Offers.Listings;

/// <summary>Asks for the offers of listings to be computed again.</summary>
public interface IListingChangeQueue
{
    /// <summary>Asks; at least once, in no particular order.</summary>
    Task SendAsync(ListingChange change, CancellationToken cancellationToken);
}

/// <summary>Why offers have to be computed again. What it names has changed or not: computing twice changes nothing.</summary>
/// <param name="Store">Code of the only store that is meant; null for all.</param>
/// <param name="ChangeSet">Name of a published change set of a feed, or null.</param>
/// <param name="Gtins">Products, or null.</param>
/// <param name="Articles">Articles, or null.</param>
/// <remarks>Without any of the last three, all listings are meant.</remarks>
public sealed record ListingChange(string? Store, string? ChangeSet, IReadOnlyList<string>? Gtins, IReadOnlyList<ListedArticle>? Articles)
{
    /// <summary>Some products of a store.</summary>
    public static ListingChange OfProducts(string store, IReadOnlyList<string> gtins) => new(store, null, gtins, null);

    /// <summary>What a change set names, in all stores.</summary>
    public static ListingChange OfChangeSet(string blob) => new(null, blob, null, null);

    /// <summary>Some articles, in all stores.</summary>
    public static ListingChange OfArticles(IReadOnlyList<ListedArticle> articles) => new(null, null, null, articles);

    /// <summary>All listings of a store.</summary>
    public static ListingChange OfStore(string store) => new(store, null, null, null);
}

using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Changes;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Offers.Listings;

namespace Pipeline.Core.Offers.Computing;

/// <summary>Reads what a change names.</summary>
internal sealed class ListingChangeReader(OfferSources sources, IChangeSetStore changeSets)
{
    // More than this is read faster as a whole.
    private const int MostChanges = 10_000;

    /// <summary>Reads the articles that a change names, as they are now.</summary>
    public async Task<ChangedProducts> ReadAsync(ListingChange change, CancellationToken cancellationToken)
    {
        Dictionary<string, List<CatalogEntry>> articles = new(StringComparer.Ordinal);
        HashSet<ListedArticle> moved = [];
        HashSet<string> complete = new(StringComparer.Ordinal);
        ChangedProducts whole = new(articles, moved, complete, IsWhole: true);
        if (change.Gtins is { } gtins)
        {
            foreach (string gtin in gtins)
            {
                articles[gtin] = [.. await sources.FindAsync(gtin, cancellationToken)];
                _ = complete.Add(gtin);
            }

            return new ChangedProducts(articles, moved, complete, IsWhole: false);
        }

        ILookup<string, string>? named = change switch
        {
            { Articles: { } some } => some.ToLookup(static article => article.Distributor, static article => article.Sku),
            { ChangeSet: { } blob } => await ReadSetAsync(blob, moved, cancellationToken),
            _ => null,
        };
        if (named is null || named.Sum(static own => own.Count()) > MostChanges)
        {
            return whole;
        }

        foreach (IGrouping<string, string> own in named)
        {
            foreach (CatalogEntry article in await sources.ReadAsync(own.Key, own, cancellationToken))
            {
                ChangedProducts.Add(articles, article);
            }
        }

        return new ChangedProducts(articles, moved, complete, IsWhole: false);
    }

    /// <summary>Articles that a change set names, and those among them that may be another product now; null when it is about all of them.</summary>
    private async Task<ILookup<string, string>?> ReadSetAsync(string blob, HashSet<ListedArticle> moved, CancellationToken cancellationToken)
    {
        List<ListedArticle> named = [];
        if (!LandingNames.TryGetFeed(blob, out FeedId feed))
        {
            return named.ToLookup(static article => article.Distributor, static article => article.Sku);
        }

        try
        {
            await foreach (ChangeLine line in changeSets.ReadLinesAsync(blob, cancellationToken))
            {
                if (line.Sku is not { } sku)
                {
                    // A category: it shows in articles without being named with them.
                    return null;
                }

                ListedArticle article = new(feed.Distributor, sku);
                named.Add(article);
                if (line.Fields?.Contains("gtin") is true)
                {
                    _ = moved.Add(article);
                }
            }
        }
        catch (FileNotFoundException)
        {
            // It expired while it waited for its turn.
        }

        return named.ToLookup(static article => article.Distributor, static article => article.Sku);
    }
}

/// <summary>What has changed.</summary>
/// <param name="Articles">Articles as they are now, by GTIN.</param>
/// <param name="Moved">Articles that may have been another product before.</param>
/// <param name="Complete">GTINs of which every article was read.</param>
/// <param name="IsWhole">Whether all articles of the catalogue are meant; then the others are empty until they are read.</param>
internal sealed record ChangedProducts(
    Dictionary<string, List<CatalogEntry>> Articles, HashSet<ListedArticle> Moved, HashSet<string> Complete, bool IsWhole)
{
    /// <summary>The products.</summary>
    public IEnumerable<string> Gtins => Articles.Keys;

    /// <summary>Adds an article to those of its GTIN; one without is left out.</summary>
    public static void Add(Dictionary<string, List<CatalogEntry>> articles, CatalogEntry article)
    {
        if (article.Gtin is not { } gtin)
        {
            return;
        }

        if (!articles.TryGetValue(gtin, out List<CatalogEntry>? own))
        {
            articles[gtin] = own = [];
        }

        own.Add(article);
    }
}

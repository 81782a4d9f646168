namespace Pipeline.Core.Catalog.Joining;

/// <summary>Looks for products of all distributors by GTIN or by manufacturer part number.</summary>
/// <remarks>
/// What has the key is found, and with it what the other key joins: an article of another distributor that states no GTIN, or
/// another one, by brand and part number, and the other way round.
/// </remarks>
public sealed class ProductSearch(CatalogReader catalog)
{
    private const int Limit = 1000;

    /// <summary>Finds products.</summary>
    /// <param name="query">A GTIN or a part number, which the brand may narrow; distributor and sellable choose among what was joined.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<FoundProducts> FindAsync(CatalogQuery query, CancellationToken cancellationToken)
    {
        IReadOnlyList<CatalogEntry> found = await FindAsync(query.Gtin, query.Mpn, cancellationToken);
        CatalogEntry[] asked = [.. found.Where(article => IsAsked(article, query))];
        HashSet<ProductKey> keys = [.. asked.Select(ProductKey.Of).OfType<ProductKey>()];
        List<CatalogEntry> known = [.. asked, .. found];
        foreach (string gtin in asked.Select(static article => article.Gtin).OfType<string>().Where(gtin => gtin != query.Gtin).Distinct())
        {
            known.AddRange(await FindAsync(gtin, null, cancellationToken));
        }

        // Those with the part number that is asked for are found already.
        foreach (string mpn in query.Gtin is null ? [] : asked.Where(HasKey).Select(static article => article.Mpn!).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            known.AddRange((await FindAsync(null, mpn, cancellationToken)).Where(HasKey));
        }

        ProductJoin join = ProductJoin.Of(known);
        IReadOnlyList<CatalogEntry>[] products = [.. join.Products.Where(product => product.Intersect(asked).Any())];
        return new FoundProducts(
            [.. products.SelectMany(static product => product).Where(article => IsChosen(article, query))
                .OrderBy(static article => article.Distributor, StringComparer.Ordinal).ThenBy(static article => article.Sku, StringComparer.Ordinal)],
            new ProductJoin(products, [.. join.Contradictions.Where(one => one.Articles.Intersect(products.SelectMany(static product => product)).Any())]));

        bool HasKey(CatalogEntry article) => ProductKey.Of(article) is { } key && keys.Contains(key);
    }

    private async Task<IReadOnlyList<CatalogEntry>> FindAsync(string? gtin, string? mpn, CancellationToken cancellationToken) =>
        (await catalog.ReadAsync(new CatalogQuery { Gtin = gtin, Mpn = gtin is null ? mpn : null }, null, Limit, cancellationToken)).Items;

    private static bool IsAsked(CatalogEntry article, CatalogQuery query) =>
        (query.Mpn is null || ProductKey.Normalise(query.Mpn) == ProductKey.Normalise(article.Mpn))
        && (query.Brand is null || ProductKey.Normalise(query.Brand) == ProductKey.Normalise(article.Brand));

    private static bool IsChosen(CatalogEntry article, CatalogQuery query) =>
        (query.Distributor is null || query.Distributor == article.Distributor) && (query.Sellable is null || query.Sellable == article.Sellable);
}

/// <summary>What a search for products has found.</summary>
/// <param name="Articles">The articles that were asked for and those joined with them, as far as the query chooses them.</param>
/// <param name="Join">The products that they belong to, whole, and what keeps articles from being joined with one of these.</param>
public sealed record FoundProducts(IReadOnlyList<CatalogEntry> Articles, ProductJoin Join);

using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Joining;
using Pipeline.Core.Issues;
using Pipeline.Functions.Orders.Views;

namespace Pipeline.Functions.Catalog;

/// <summary>A part of the catalogue.</summary>
/// <param name="Items">Articles of all distributors.</param>
/// <param name="Cursor">Opaque text that asks for the part after this one; null at the end.</param>
/// <param name="Products">In a search by GTIN or part number: which of the articles are the same product; else empty.</param>
/// <param name="Contradictions">In such a search: articles that a key would join and that are not joined; else empty.</param>
/// <param name="Issues">What is wrong with the answer as a whole, for example that there are no margin rules.</param>
public sealed record CatalogList(
    IReadOnlyList<CatalogEntry> Items,
    string? Cursor,
    IReadOnlyList<ProductView> Products,
    IReadOnlyList<ContradictionView> Contradictions,
    IReadOnlyList<IssueView> Issues)
{
    internal static CatalogList Of(IReadOnlyList<CatalogEntry> items, string? cursor, ProductJoin? join, Issue? issue) => new(
        items,
        cursor,
        [.. join?.Products.Select(static product => new ProductView([.. product.Select(ArticleName.Of)])) ?? []],
        [.. join?.Contradictions.Select(ContradictionView.Of) ?? []],
        [.. issue is null ? [] : (IssueView[])[IssueView.Of(issue)]]);
}

/// <summary>Articles that are the same product.</summary>
/// <param name="Articles">All of them, by distributor and number, also those that a filter keeps out of the items.</param>
public sealed record ProductView(IReadOnlyList<ArticleName> Articles);

/// <summary>Articles that a key would join and that are not joined by it.</summary>
/// <param name="Code"><c>JOIN_CONTRADICTED</c> or <c>JOIN_AMBIGUOUS</c>.</param>
/// <param name="Key">The GTIN, or brand and part number.</param>
/// <param name="Articles">The articles.</param>
/// <param name="Cause">What is wrong, in a sentence.</param>
/// <param name="Remedy">What to do about it, in a sentence.</param>
public sealed record ContradictionView(string Code, string? Key, IReadOnlyList<ArticleName> Articles, string Cause, string Remedy)
{
    internal static ContradictionView Of(JoinContradiction one) =>
        new(one.Issue.Code, one.Issue.Text, [.. one.Articles.Select(ArticleName.Of)], one.Issue.Cause, one.Issue.Remedy);
}

/// <summary>An article and what it is compared by.</summary>
/// <param name="Distributor">Its distributor.</param>
/// <param name="Sku">Its number as compared.</param>
/// <param name="Gtin">Its GTIN, or null.</param>
/// <param name="Brand">Its brand, or null.</param>
/// <param name="Mpn">Its manufacturer part number, or null.</param>
public sealed record ArticleName(string Distributor, string Sku, string? Gtin, string? Brand, string? Mpn)
{
    internal static ArticleName Of(CatalogEntry article) => new(article.Distributor, article.Sku, article.Gtin, article.Brand, article.Mpn);
}

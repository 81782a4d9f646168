using System.Globalization;
using Pipeline.Core.Catalog;

namespace Pipeline.Core.Pricing;

/// <summary>Shows what other rules would do to selling prices. Reads the catalogue, writes nothing.</summary>
public sealed class PricePreview(CatalogReader catalog)
{
    private const int CountedAtOnce = 1000;

    /// <summary>A page of articles with their prices before and after.</summary>
    /// <param name="query">Which articles.</param>
    /// <param name="before">The rules in force.</param>
    /// <param name="after">The rules to try.</param>
    /// <param name="place">Where an earlier page ended, or null. The first page counts all articles, the others repeat what it counted.</param>
    /// <param name="limit">Most items.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The page; its cursor is the bare place.</returns>
    public async Task<PreviewPage> ReadAsync(
        PreviewQuery query, MarginRules before, MarginRules after, string? place, int limit, CancellationToken cancellationToken)
    {
        Comparison comparison = new(before, after);
        if (query.Skus.Count > 0)
        {
            return OfSome(await FindAsync(query, cancellationToken), comparison, place, limit);
        }

        CatalogQuery articles = new() { Distributor = query.Distributor, Brand = query.Brand };
        (PreviewCounts? counted, string? next) = place is null ? (null, null) : Parse(place);
        Page<CatalogEntry> page = await catalog.ReadAsync(articles, next, limit, cancellationToken);
        PreviewCounts counts = counted ?? comparison.Count(page.Items);
        string? rest = counted is null ? page.Cursor : null;
        while (rest is not null)
        {
            Page<CatalogEntry> more = await catalog.ReadAsync(articles, rest, CountedAtOnce, cancellationToken);
            counts = counts.Plus(comparison.Count(more.Items));
            rest = more.Cursor;
        }

        return new PreviewPage(counts, [.. page.Items.Select(comparison.Of)], page.Cursor is null ? null : PlaceOf(counts, page.Cursor));
    }

    /// <summary>Whether a text is a place at which a page may have ended.</summary>
    public static bool IsPlace(string place) => place.Split(' ', 5) is [_, _, _, _, { Length: > 0 }] parts
        && parts[..4].All(static count => int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out _));

    private static PreviewPage OfSome(List<CatalogEntry> found, Comparison comparison, string? place, int limit)
    {
        PreviewCounts counts = comparison.Count(found);
        int from = place is not null && int.TryParse(Parse(place).Next, NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : 0;
        int to = from + limit;
        return new PreviewPage(
            counts,
            [.. found.Skip(from).Take(limit).Select(comparison.Of)],
            to < found.Count ? PlaceOf(counts, to.ToString(CultureInfo.InvariantCulture)) : null);
    }

    private async Task<List<CatalogEntry>> FindAsync(PreviewQuery query, CancellationToken cancellationToken)
    {
        List<CatalogEntry> found = [];
        foreach (string sku in query.Skus.Distinct(StringComparer.Ordinal))
        {
            CatalogQuery one = new() { Sku = sku, Distributor = query.Distributor, Among = query.Among, Brand = query.Brand };
            found.AddRange((await catalog.ReadAsync(one, null, CountedAtOnce, cancellationToken)).Items);
        }

        return found;
    }

    private static string PlaceOf(PreviewCounts counts, string next) => string.Create(
        CultureInfo.InvariantCulture, $"{counts.Articles} {counts.Changed} {counts.BelowFloor} {counts.WithoutRule} {next}");

    private static (PreviewCounts Counts, string Next) Parse(string place)
    {
        string[] parts = place.Split(' ', 5);
        int[] counts = [.. parts[..4].Select(static count => int.Parse(count, CultureInfo.InvariantCulture))];
        return (new PreviewCounts(counts[0], counts[1], counts[2], counts[3]), parts[4]);
    }

    private sealed class Comparison(MarginRules before, MarginRules after)
    {
        public PreviewItem Of(CatalogEntry article)
        {
            SellingPrice? priced = after.Price(article).Price;
            return new PreviewItem(article.Distributor, article.Sku, article.Price, MoneyOf(before.Price(article).Price), MoneyOf(priced), priced?.RuleId);
        }

        public PreviewCounts Count(IReadOnlyList<CatalogEntry> articles)
        {
            (int changed, int raised, int withoutRule) = (0, 0, 0);
            foreach (CatalogEntry article in articles)
            {
                PricedArticle priced = after.Price(article);
                changed += before.Price(article).Price?.Amount == priced.Price?.Amount ? 0 : 1;
                raised += priced.IsRaised ? 1 : 0;
                withoutRule += priced.HasNoRule ? 1 : 0;
            }

            return new PreviewCounts(articles.Count, changed, raised, withoutRule);
        }

        private static Money? MoneyOf(SellingPrice? price) => price is null ? null : new Money(price.Amount, price.Currency);
    }
}

/// <summary>Which articles a preview shows; members that are null or empty do not restrict.</summary>
public sealed record PreviewQuery
{
    /// <summary>One distributor.</summary>
    public string? Distributor { get; init; }

    /// <summary>A brand, without regard to case.</summary>
    public string? Brand { get; init; }

    /// <summary>Article numbers, with or without leading zeros.</summary>
    public IReadOnlyList<string> Skus { get; init; } = [];

    /// <summary>Distributors whose articles a number is looked for among when none is named.</summary>
    public IReadOnlyList<string> Among { get; init; } = [];
}

/// <summary>Prices of articles before and after, with what holds for all of them.</summary>
/// <param name="Counts">What holds for all articles that match, not for the page alone.</param>
/// <param name="Items">The articles of the page, as the catalogue lists them.</param>
/// <param name="Cursor">Asks for the next page; null at the end.</param>
public sealed record PreviewPage(PreviewCounts Counts, IReadOnlyList<PreviewItem> Items, string? Cursor);

/// <summary>Numbers of articles.</summary>
/// <param name="Articles">All that match.</param>
/// <param name="Changed">Those whose selling price comes, goes or differs.</param>
/// <param name="BelowFloor">Those whose price the floor of their rule raises.</param>
/// <param name="WithoutRule">Those that have a cost and that no rule is for.</param>
public sealed record PreviewCounts(int Articles, int Changed, int BelowFloor, int WithoutRule)
{
    internal PreviewCounts Plus(PreviewCounts more) => new(
        Articles + more.Articles, Changed + more.Changed, BelowFloor + more.BelowFloor, WithoutRule + more.WithoutRule);
}

/// <summary>One article before and after.</summary>
/// <param name="Distributor">Its distributor.</param>
/// <param name="Sku">Its number as compared.</param>
/// <param name="Cost">What it costs, or null.</param>
/// <param name="Old">Its selling price by the rules in force, or null.</param>
/// <param name="New">Its selling price by the rules tried, or null.</param>
/// <param name="RuleId">The rule that makes <paramref name="New"/>, or null.</param>
public sealed record PreviewItem(string Distributor, string Sku, Money? Cost, Money? Old, Money? New, string? RuleId);

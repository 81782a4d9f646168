using System.Globalization;
using System.Runtime.CompilerServices;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Catalog.Joining;
using Pipeline.Core.Catalog.Sources;
using Pipeline.Core.Currencies;
using Pipeline.Core.Distributors;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Sourcing;

namespace Pipeline.Core.Offers.Computing;

/// <summary>Reads what offers can be served from: articles as the catalogue has them, and whether each may be offered now.</summary>
public sealed class OfferSources(
    ICatalogStore catalog, IDistributorContexts contexts, DistributorCatalog distributors, IPromiseStore promises, PromisedUnits promised,
    ISourcingStore stops, ExchangeRates rates, SourcingPolicy policy, TimeProvider clock)
{
    private const int PageSize = 1000;

    /// <summary>Articles of one distributor; those that no file has named are left out.</summary>
    public async Task<IReadOnlyList<CatalogEntry>> ReadAsync(string distributor, IEnumerable<string> skus, CancellationToken cancellationToken)
    {
        string[] ordered = [.. skus.Distinct(StringComparer.Ordinal).OrderBy(static sku => Buckets.Of(sku)).ThenBy(static sku => sku, StringComparer.Ordinal)];
        DistributorContext context = await contexts.ReadAsync(distributor, cancellationToken);
        return [.. (await catalog.FindManyAsync(distributor, ordered, cancellationToken)).Select(row => CatalogMerge.Merge(row, context)).OfType<CatalogEntry>().Select(Slim)];
    }

    /// <summary>Every article of the catalogue that has a GTIN.</summary>
    public async IAsyncEnumerable<CatalogEntry> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (IDistributor distributor in distributors.All)
        {
            DistributorContext context = await contexts.ReadAsync(distributor.Code, cancellationToken);
            string? next = null;
            do
            {
                Page<CatalogRow> page = await catalog.ReadPageAsync(distributor.Code, null, next, PageSize, cancellationToken);
                foreach (CatalogRow row in page.Items)
                {
                    if (CatalogMerge.Merge(row, context) is { Gtin: not null } entry)
                    {
                        yield return Slim(entry);
                    }
                }

                next = page.Cursor;
            }
            while (next is not null);
        }
    }

    /// <summary>Every article with a GTIN, of all distributors.</summary>
    public async Task<IReadOnlyList<CatalogEntry>> FindAsync(string gtin, CancellationToken cancellationToken)
    {
        List<CatalogEntry> found = [];
        foreach (CatalogRow row in await catalog.FindByGtinAsync(gtin, cancellationToken))
        {
            if (CatalogMerge.Merge(row, await contexts.ReadAsync(row.Distributor, cancellationToken)) is { } entry)
            {
                found.Add(Slim(entry));
            }
        }

        return found;
    }

    /// <summary>What decides whether articles may be offered, as it is now.</summary>
    public async Task<SourceJudge> ReadJudgeAsync(CancellationToken cancellationToken)
    {
        Dictionary<(string Distributor, string Sku), StoredPromises> made = [];
        foreach (IDistributor distributor in distributors.All)
        {
            await foreach ((string sku, StoredPromises stored) in promises.ListAsync(distributor.Code, cancellationToken))
            {
                made[(distributor.Code, sku)] = stored;
            }
        }

        return new SourceJudge(
            made, promised, await stops.ListStopsAsync(cancellationToken), await rates.ReadAsync(cancellationToken), policy.MaxAge, clock.GetUtcNow());
    }

    /// <summary>Codes of the distributors whose prices or stock are too old to be offered, in order.</summary>
    public async Task<IReadOnlyList<string>> ListStaleAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        List<string> stale = [];
        foreach (IDistributor distributor in distributors.All)
        {
            DistributorContext context = await contexts.ReadAsync(distributor.Code, cancellationToken);
            if (context.FileTimes.Any(time => time.Key is not (FeedKind.Category or FeedKind.Content) && now - time.Value > policy.MaxAge))
            {
                stale.Add(distributor.Code);
            }
        }

        return stale;
    }

    // Texts and origins make most of an entry and play no part in its offer.
    private static CatalogEntry Slim(CatalogEntry entry) => entry with
    {
        Description = null, LongDescription = null, Provenance = null, NextDelivery = null, Dimensions = Dimensions.None,
    };
}

/// <summary>Decides whether articles may be offered, and what they cost.</summary>
/// <param name="Promises">The promises of every article that has some.</param>
/// <param name="Promised">Says which of them still count.</param>
/// <param name="Stops">Distributors that take no orders from us.</param>
/// <param name="Rates">Exchange rates.</param>
/// <param name="MaxAge">Age of prices or stock above which an article does not count.</param>
/// <param name="Now">The time, UTC.</param>
public sealed record SourceJudge(
    IReadOnlyDictionary<(string Distributor, string Sku), StoredPromises> Promises,
    PromisedUnits Promised,
    IReadOnlyDictionary<string, DistributorStop> Stops,
    CurrencyTable Rates,
    TimeSpan MaxAge,
    DateTimeOffset Now)
{
    /// <summary>Judges the articles of one product for a store's currency.</summary>
    public async Task<IReadOnlyList<OfferSource>> JudgeAsync(
        string gtin, IReadOnlyList<CatalogEntry> articles, string currency, CancellationToken cancellationToken)
    {
        Issue? ambiguity = articles.Count > 1 ? ProductJoin.Of(articles).AmbiguityOf(gtin, null) : null;
        List<OfferSource> sources = [];
        foreach (CatalogEntry article in articles)
        {
            decimal cost = CostOf(article, currency, out Issue? obstacle);
            obstacle = ambiguity ?? obstacle;
            int available = article.Stock.Unlimited ? int.MaxValue
                : obstacle is null ? Math.Max(0, article.Stock.Available - await TakenAsync(article, cancellationToken)) : 0;
            sources.Add(new OfferSource(article, obstacle is null ? cost : 0, available, obstacle));
        }

        return sources;
    }

    private decimal CostOf(CatalogEntry article, string currency, out Issue? obstacle)
    {
        if (article is not { Sellable: true, Offered: true, Price: { } price })
        {
            obstacle = new Issue(IssueCodes.ArticleNotSellable, null, $"{article.Distributor} {article.Sku}")
                .With("reason", article.NotSellableReason ?? article.NotOfferedReason);
            return 0;
        }

        Issue? stopped = Stops.TryGetValue(article.Distributor, out DistributorStop? stop) ? new Issue(stop.Code, null, null).With("distributor", article.Distributor) : null;
        decimal cost = Rates.Convert(price with { Amount = price.Amount + article.Fees.Sum(static fee => fee.Amount) }, currency, out Issue? noRate);
        obstacle = stopped ?? noRate ?? Stale(article.Freshness.Price) ?? Stale(article.Freshness.Stock);
        return cost;
    }

    private Issue? Stale(DateTimeOffset? at) => Now - at > MaxAge
        ? new Issue(IssueCodes.OfferStale, null, null).With("time", at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))
        : null;

    private async Task<int> TakenAsync(CatalogEntry article, CancellationToken cancellationToken) =>
        !Promises.TryGetValue((article.Distributor, article.Sku), out StoredPromises? stored) ? 0
        : (await Promised.LivingAsync((article.Distributor, article.Sku), stored.Promises, article.Freshness.Stock ?? article.Freshness.Price, cancellationToken))
            .Sum(static promise => promise.Quantity);
}

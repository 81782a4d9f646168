using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Joining;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Sales;

namespace Pipeline.Core.Orders.Sourcing;

/// <summary>Finds what a line may be bought as: the article that it names, or what the catalogue has of the product.</summary>
internal sealed class LineSourcing(IArticleSearch articles, IReadOnlyList<string> distributors, SourcingEligibility eligibility, PromisedUnits promised)
{
    private const int KeptUnread = 20;

    /// <summary>The promises of each article that was looked at, as they were read.</summary>
    public Dictionary<(string Distributor, string Sku), ArticlePromises> Promises { get; } = [];

    /// <summary>The article of a line that names it, or why it cannot be bought.</summary>
    public async Task<(SourcedLine? Line, Issue? Obstacle)> ResolveAsync(SalesOrderLine line, int quantity, CancellationToken cancellationToken)
    {
        string? distributor = line.Distributor ?? (distributors is [{ } only] ? only : null);
        if (distributor is null || !DistributorSku.TryParse(line.Sku, out DistributorSku sku))
        {
            return (null, Unknown(line));
        }

        if (eligibility.OfDistributor(distributor) is { } obstacle)
        {
            return (null, obstacle with { Where = PlaceOf(line) });
        }

        // A distributor sells more than its files name; the price check says whether the number exists.
        CatalogEntry? entry = await articles.FindAsync(distributor, sku.AsCompared, cancellationToken);
        if (entry is { Offered: false })
        {
            return (null, SourcingEligibility.NotSellable(entry) with { Where = PlaceOf(line) });
        }

        await KeepPromisesAsync((distributor, sku.AsCompared), entry, cancellationToken);
        return (new SourcedLine(distributor, entry?.Price?.Currency ?? string.Empty, PartOf(line, sku, quantity, entry?.Price))
        {
            IsUnlimited = entry?.Stock.Unlimited is true,
            Available = entry?.Stock.Available ?? 0,
        }, null);
    }

    /// <summary>What a line may be bought as that names a product; empty with the obstacle when no catalogue has it.</summary>
    /// <param name="line">The line.</param>
    /// <param name="quantity">Pieces that are missing.</param>
    /// <param name="counts">Whether a promise to this order counts.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<(SourcingWish? Wish, Issue? Obstacle)> FindAsync(
        SalesOrderLine line, int quantity, Func<Promise, bool> counts, CancellationToken cancellationToken)
    {
        FoundProducts found = await SearchAsync(line, cancellationToken);
        if (Gtin.TryParse(line.Gtin, out Gtin gtin) && found.Join.AmbiguityOf(gtin.Value, PlaceOf(line)) is { } ambiguity)
        {
            return (null, ambiguity);
        }

        List<SourcingCandidate> candidates = [];
        foreach (CatalogEntry entry in found.Articles)
        {
            if (distributors.Contains(entry.Distributor, StringComparer.Ordinal))
            {
                candidates.Add(await CandidateAsync(line, entry, counts, cancellationToken));
            }
        }

        return candidates.Count > 0 ? (new SourcingWish(line, quantity, candidates), null) : (null, Unknown(line));
    }

    /// <summary>A candidate as a line of a purchase order.</summary>
    public static SourcedLine Sourced(SourcingPart part) => new(
        part.Candidate.Distributor,
        part.Candidate.Entry.Price!.Value.Currency,
        PartOf(part.Wish.Line, DistributorSku.Parse(part.Candidate.Entry.SkuAsShown), part.Quantity, part.Candidate.Entry.Price))
    {
        IsUnlimited = part.Candidate.Entry.Stock.Unlimited,
    };

    /// <summary>The place of a line as issues name it.</summary>
    public static string PlaceOf(SalesOrderLine line) => $"line {line.LineNumber}";

    private async Task<SourcingCandidate> CandidateAsync(
        SalesOrderLine line, CatalogEntry entry, Func<Promise, bool> counts, CancellationToken cancellationToken)
    {
        Issue? obstacle = eligibility.OfArticle(line, entry, out decimal cost, out decimal freight);
        int taken = 0;
        if (!entry.Stock.Unlimited && obstacle?.Code is null or IssueCodes.RejectedBefore)
        {
            // The younger of two files may state the stock; the older time holds promises longer.
            DateTimeOffset? stockAt = entry.Freshness.Stock ?? entry.Freshness.Price;
            taken = (await ReadPromisesAsync((entry.Distributor, entry.Sku), stockAt, counts, cancellationToken)).Sum(static promise => promise.Quantity);
        }

        return new SourcingCandidate
        {
            Entry = entry, Cost = cost, Freight = freight, Obstacle = obstacle, Available = entry.Stock.Unlimited ? int.MaxValue : Math.Max(0, entry.Stock.Available - taken),
        };
    }

    /// <summary>Who names an article takes it as it is, so promises are only kept; when they have become many, those that are over are forgotten.</summary>
    private async Task KeepPromisesAsync((string Distributor, string Sku) article, CatalogEntry? entry, CancellationToken cancellationToken)
    {
        if (Promises.ContainsKey(article))
        {
            return;
        }

        StoredPromises stored = await promised.FindAsync(article.Distributor, article.Sku, cancellationToken);
        Promises[article] = new ArticlePromises(stored, stored.Promises);
        if (stored.Promises.Count > KeptUnread)
        {
            Promises[article] = new ArticlePromises(
                stored, await promised.LivingAsync(article, stored.Promises, entry?.Freshness.Stock ?? entry?.Freshness.Price, cancellationToken));
        }
    }

    private async Task<IReadOnlyList<Promise>> ReadPromisesAsync(
        (string Distributor, string Sku) article, DateTimeOffset? stockAt, Func<Promise, bool> counts, CancellationToken cancellationToken)
    {
        if (!Promises.TryGetValue(article, out ArticlePromises? known))
        {
            StoredPromises stored = await promised.FindAsync(article.Distributor, article.Sku, cancellationToken);
            known = Promises[article] = new ArticlePromises(
                stored, await promised.LivingAsync(article, stored.Promises.Where(counts), stockAt, cancellationToken));
        }

        return known.Living;
    }

    private async Task<FoundProducts> SearchAsync(SalesOrderLine line, CancellationToken cancellationToken)
    {
        CatalogQuery? query = line switch
        {
            { Gtin: { } text } when Gtin.TryParse(text, out Gtin gtin) => new CatalogQuery { Gtin = gtin.Value },
            { Gtin: null, ManufacturerPartNumber: { } part } => new CatalogQuery { Mpn = part, Brand = line.Brand },
            _ => null,
        };
        return query is null
            ? new FoundProducts([], new ProductJoin([], []))
            : await articles.SearchAsync(query with { Distributor = line.Distributor }, cancellationToken);
    }

    private static PurchaseOrderLine PartOf(SalesOrderLine line, DistributorSku sku, int quantity, Money? price) => new()
    {
        LineNumber = line.LineNumber,
        Sku = sku,
        Quantity = quantity,
        UnitPrice = price?.Amount ?? 0,
        SpecialBidNumber = line.SpecialBidNumber,
    };

    private static Issue Unknown(SalesOrderLine line) => new(
        IssueCodes.ArticleUnknown, PlaceOf(line), line.Sku ?? line.Gtin ?? $"{line.Brand} {line.ManufacturerPartNumber}");
}

/// <summary>A line with the distributor that is to bring it.</summary>
/// <param name="Distributor">Code of the distributor.</param>
/// <param name="Currency">Currency of the catalogue's price; empty when the catalogue does not say, then the price check does.</param>
/// <param name="Line">The line as it will be ordered, at the catalogue's price.</param>
internal sealed record SourcedLine(string Distributor, string Currency, PurchaseOrderLine Line)
{
    /// <summary>Whether it is delivered electronically; such lines have a purchase order of their own.</summary>
    public bool IsUnlimited { get; init; }

    /// <summary>Pieces that the catalogue has of an article that the line names; 0 when it has none of it.</summary>
    public int Available { get; init; }
}

/// <summary>The promises of an article.</summary>
/// <param name="Stored">As read.</param>
/// <param name="Living">Those that count against this order.</param>
internal sealed record ArticlePromises(StoredPromises Stored, IReadOnlyList<Promise> Living);

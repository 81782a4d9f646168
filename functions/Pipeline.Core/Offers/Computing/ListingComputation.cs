using System.Security.Cryptography;
using System.Text;
using Pipeline.Core.Catalog;
using Pipeline.Core.Channels;
using Pipeline.Core.Feeds.Changes;
using Pipeline.Core.Issues;
using Pipeline.Core.Offers.Listings;
using Pipeline.Core.Pricing;

namespace Pipeline.Core.Offers.Computing;

/// <summary>Computes offers again: of what a change names, or of all listings of a store. May be repeated and cut at any point.</summary>
/// <remarks>Listings are written by bucket, so that a change of a whole catalogue costs no more writes than there are buckets.</remarks>
public sealed class ListingComputation(
    StoreDirectory stores, ChannelCatalog channels, IListingStore listings, OfferSources sources, IChangeSetStore changeSets,
    RulesInForce margins, IOfferRuleStore rules, IStoreStateStore states, TimeProvider clock)
{
    private const int AtOnce = 8;

    /// <summary>Computes what a change names.</summary>
    /// <returns>Codes of the stores that have offers to send.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(ListingChange change, CancellationToken cancellationToken)
    {
        Store[] concerned = [.. stores.All.Where(store => (change.Store is null || store.Code == change.Store) && channels.Of(store).Ports.HasFlag(ChannelPorts.Offers))];
        if (concerned.Length == 0 || await margins.GetAsync(cancellationToken) is { IsUnreadable: true })
        {
            // Unreadable rules say nothing: offers stay as they are until somebody has mended them.
            return [];
        }

        ChangedProducts changed = await new ListingChangeReader(sources, changeSets).ReadAsync(change, cancellationToken);
        List<string> due = [];
        foreach (Store store in concerned)
        {
            int waiting = changed.IsWhole ? await RunWholeAsync(store, cancellationToken) : await RunAsync(store, changed, cancellationToken);
            due.AddRange(waiting > 0 ? [store.Code] : []);
        }

        return due;
    }

    /// <summary>Computes all listings of a store if what they are made by is not what they were last made by: rules, settings, stale distributors, the day of discounts.</summary>
    /// <returns>Whether they were computed.</returns>
    public async Task<bool> RefreshAsync(Store store, CancellationToken cancellationToken)
    {
        string wanted = await FingerprintAsync(store, cancellationToken);
        if ((await states.FindAsync(store.Code, cancellationToken)).ComputedBy == wanted || (await margins.GetAsync(cancellationToken)).IsUnreadable)
        {
            return false;
        }

        _ = await RunWholeAsync(store, cancellationToken);
        return true;
    }

    /// <summary>Computes all listings of a store, and makes those that its assortment wants.</summary>
    /// <returns>Offers that have to be sent.</returns>
    public async Task<int> RunWholeAsync(Store store, CancellationToken cancellationToken)
    {
        string fingerprint = await FingerprintAsync(store, cancellationToken);
        Dictionary<string, List<CatalogEntry>> articles = new(StringComparer.Ordinal);
        await foreach (CatalogEntry article in sources.ReadAllAsync(cancellationToken))
        {
            ChangedProducts.Add(articles, article);
        }

        ChangedProducts all = new(articles, [], new HashSet<string>(StringComparer.Ordinal), IsWhole: true);
        int due = await RunAsync(store, all, cancellationToken);
        _ = await states.UpdateAsync(store.Code, state => state with { ComputedBy = fingerprint }, cancellationToken);
        return due;
    }

    private async Task<int> RunAsync(Store store, ChangedProducts changed, CancellationToken cancellationToken)
    {
        OfferTerms terms = await ReadTermsAsync(store, cancellationToken);
        SourceJudge judge = await sources.ReadJudgeAsync(cancellationToken);
        bool isEverywhere = changed.IsWhole || changed.Moved.Count > 0;
        IEnumerable<int> buckets = isEverywhere
            ? changed.Gtins.Select(Listing.BucketOf).Concat((await listings.CountAsync(store.Code, cancellationToken)).Keys).Distinct()
            : changed.Gtins.Select(Listing.BucketOf).Distinct();
        ILookup<int, string> gtins = changed.Gtins.ToLookup(Listing.BucketOf);
        int due = 0;
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(buckets, parallel, async (bucket, token) =>
            _ = Interlocked.Add(ref due, await RunAsync(bucket, gtins[bucket], changed, terms, judge, token)));
        return due;
    }

    private async Task<int> RunAsync(
        int bucket, IEnumerable<string> gtins, ChangedProducts changed, OfferTerms terms, SourceJudge judge, CancellationToken cancellationToken)
    {
        ListingBucket known = await listings.FindAsync(terms.Store.Code, bucket, cancellationToken);
        HashSet<string> concerned = [.. gtins];
        concerned.UnionWith(known.Listings.Values
            .Where(listing => changed.IsWhole || listing.Articles.Any(changed.Moved.Contains)).Select(static listing => listing.Gtin));
        Dictionary<string, Listing> fresh = await ListAsync(terms.Store, known, concerned, changed, cancellationToken);
        Listing[] meant = [.. concerned.Select(gtin => known.Listings.GetValueOrDefault(gtin) ?? fresh.GetValueOrDefault(gtin)).OfType<Listing>()];
        ILookup<string?, CatalogEntry> others = await ReadOthersAsync(meant, changed, cancellationToken);
        List<Computed> computed = [];
        foreach (Listing listing in meant)
        {
            IReadOnlyList<CatalogEntry> articles = fresh.ContainsKey(listing.Gtin) && !changed.IsWhole
                ? await sources.FindAsync(listing.Gtin, cancellationToken)
                : [.. changed.Articles.GetValueOrDefault(listing.Gtin) ?? [], .. others[listing.Gtin]];
            computed.Add(new Computed(listing.Gtin, articles, await judge.JudgeAsync(listing.Gtin, articles, terms.Store.Currency, cancellationToken)));
        }

        if (computed.Count == 0)
        {
            return 0;
        }

        ListingBucket after = await listings.UpdateAsync(
            terms.Store.Code,
            known,
            standing => Apply(standing, fresh, computed, terms),
            cancellationToken);
        return after.Listings.Values.Count(static listing => listing.IsDue);
    }

    private static ListingBucket Apply(ListingBucket standing, Dictionary<string, Listing> fresh, List<Computed> computed, OfferTerms terms)
    {
        List<Listing> changed = [];
        foreach (Computed one in computed)
        {
            if ((standing.Listings.GetValueOrDefault(one.Gtin) ?? fresh.GetValueOrDefault(one.Gtin)) is not { DelistedAt: null } listing)
            {
                continue;
            }

            OfferComputation computation = OfferCalculator.Compute(terms, listing, one.Sources);
            ListedArticle[] articles = [.. one.Articles.Select(static article => new ListedArticle(article.Distributor, article.Sku))];
            Issue[] issues = computation.Reason is { } reason ? [reason] : [];
            bool isSame = listing.Wanted == computation.Offer && listing.Articles.SequenceEqual(articles) && listing.Issues.SequenceEqual(issues)
                && standing.Listings.ContainsKey(one.Gtin);
            if (!isSame)
            {
                changed.Add(listing with { Wanted = computation.Offer, Articles = articles, Issues = issues });
            }
        }

        return changed.Count == 0 ? standing : standing.With(changed);
    }

    /// <summary>Listings that the store's assortment wants and that are not there; each has its number bound before it is listed.</summary>
    private async Task<Dictionary<string, Listing>> ListAsync(
        Store store, ListingBucket known, IEnumerable<string> gtins, ChangedProducts changed, CancellationToken cancellationToken)
    {
        if (store.Assortment is not { } assortment)
        {
            return [];
        }

        string[] wanted =
        [
            .. gtins.Where(gtin => !known.Listings.ContainsKey(gtin) && changed.Articles.TryGetValue(gtin, out List<CatalogEntry>? articles) && articles.Exists(assortment.Takes)),
        ];
        if (wanted.Length == 0)
        {
            return [];
        }

        IReadOnlyDictionary<string, string> bound = await listings.BindAsync(
            store.Code, wanted.ToDictionary(OfferSku.Choose, static gtin => gtin, StringComparer.Ordinal), cancellationToken);
        DateTimeOffset now = clock.GetUtcNow();
        return bound.Where(static pair => OfferSku.Choose(pair.Value) == pair.Key)
            .ToDictionary(
                static pair => pair.Value,
                pair => new Listing { Sku = pair.Key, Gtin = pair.Value, IsOfAssortment = true, ListedAt = now },
                StringComparer.Ordinal);
    }

    /// <summary>The articles of listings that the change does not name, as they are now; those that have become another product are left out by their GTIN.</summary>
    private async Task<ILookup<string?, CatalogEntry>> ReadOthersAsync(Listing[] listings, ChangedProducts changed, CancellationToken cancellationToken)
    {
        List<CatalogEntry> others = [];
        IEnumerable<ListedArticle> wanted = changed.IsWhole ? [] : listings
            .Where(listing => !changed.Complete.Contains(listing.Gtin))
            .SelectMany(listing => listing.Articles.Where(known => changed.Articles.GetValueOrDefault(listing.Gtin)
                ?.Exists(read => read.Distributor == known.Distributor && read.Sku == known.Sku) is not true));
        foreach (IGrouping<string, ListedArticle> own in wanted.GroupBy(static known => known.Distributor))
        {
            others.AddRange(await sources.ReadAsync(own.Key, own.Select(static known => known.Sku), cancellationToken));
        }

        return others.ToLookup(static article => article.Gtin);
    }

    private async Task<OfferTerms> ReadTermsAsync(Store store, CancellationToken cancellationToken) => new(
        store,
        (await margins.GetAsync(cancellationToken)).Rules,
        (await rules.ReadAsync(store.Code, cancellationToken)).Rules,
        TodayIn(store));

    private DateOnly TodayIn(Store store) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(store.TimeZone)).DateTime);

    private async Task<string> FingerprintAsync(Store store, CancellationToken cancellationToken)
    {
        StoredOfferRules own = await rules.ReadAsync(store.Code, cancellationToken);
        string text = string.Join(
            '\n',
            (await margins.RefreshAsync(cancellationToken)).Version,
            own.Version,
            string.Join(',', await sources.ListStaleAsync(cancellationToken)),
            own.Rules.Discounts is { Count: > 0 } ? TodayIn(store).ToString("O", null) : string.Empty,
            FormattableString.Invariant($"{store.Currency} {store.VatPercent} {store.SafetyStock} {store.LeadTimeMax} {store.Defaults}"),
            string.Join(',', store.Channels),
            store.Assortment is { } wanted
                ? FormattableString.Invariant($"{string.Join(',', wanted.Distributors)};{string.Join(',', wanted.Brands)};{string.Join(',', wanted.Categories)};{wanted.CostFrom};{wanted.CostBelow};{wanted.InStockOnly};{wanted.ContentDemanded}")
                : string.Empty);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    private sealed record Computed(string Gtin, IReadOnlyList<CatalogEntry> Articles, IReadOnlyList<OfferSource> Sources);
}

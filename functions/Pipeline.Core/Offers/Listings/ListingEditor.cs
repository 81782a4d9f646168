using Pipeline.Core.Catalog;
using Pipeline.Core.Channels;
using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Issues;

namespace Pipeline.Core.Offers.Listings;

/// <summary>Carries out what people want of listings.</summary>
public sealed class ListingEditor(IListingStore listings, IListingChangeQueue changes, TimeProvider clock)
{
    private const int TextLimit = 500;

    /// <summary>Makes or changes a listing, and asks for its offer to be computed. May be repeated.</summary>
    public async Task<ListingResult> PutAsync(Store store, string sku, ListingWish wish, CancellationToken cancellationToken)
    {
        if (Check(store, sku, wish) is { Count: > 0 } faults)
        {
            return new ListingResult(null, false, faults);
        }

        string? bound = (await listings.FindBoundAsync(store.Code, [sku], cancellationToken)).GetValueOrDefault(sku);
        string? gtin = Gtin.TryParse(wish.Gtin, out Gtin given) ? given.Value : bound;
        if (gtin is null)
        {
            return new ListingResult(null, false, [new Issue(IssueCodes.ValueMissing, "gtin", null).With("member", "gtin")]);
        }

        if (bound is not null && bound != gtin)
        {
            return new ListingResult(null, false, [Taken(sku, bound)]);
        }

        // The number is bound before the listing says so: whoever comes after finds either nothing or the whole.
        string holder = (await listings.BindAsync(store.Code, new Dictionary<string, string> { [sku] = gtin }, cancellationToken))[sku];
        if (holder != gtin)
        {
            return new ListingResult(null, false, [Taken(sku, holder)]);
        }

        Issue? refused = null;
        bool isNew = false;
        ListingBucket after = await listings.UpdateAsync(
            store.Code,
            Listing.BucketOf(gtin),
            bucket =>
            {
                (refused, isNew) = (null, !bucket.Listings.TryGetValue(gtin, out Listing? before));
                if (before is { } other && other.Sku != sku)
                {
                    refused = new Issue(IssueCodes.ListingTwice, "gtin", gtin).With("sku", other.Sku);
                    return bucket;
                }

                Listing listing = before is null
                    ? new Listing { Sku = sku, Gtin = gtin, ListedAt = clock.GetUtcNow() }
                    : before;
                return bucket.With([Wished(listing, wish)]);
            },
            cancellationToken);
        if (refused is not null)
        {
            return new ListingResult(null, false, [refused]);
        }

        await changes.SendAsync(ListingChange.OfProducts(store.Code, [gtin]), cancellationToken);
        return new ListingResult(after.Listings[gtin], isNew, []);
    }

    /// <summary>Delists: the offer is deleted at the channel, the number stays bound. May be repeated.</summary>
    /// <returns>The listing as it stands; null when there is none of that number.</returns>
    public async Task<Listing?> DelistAsync(Store store, string sku, CancellationToken cancellationToken)
    {
        if (!(await listings.FindBoundAsync(store.Code, [sku], cancellationToken)).TryGetValue(sku, out string? gtin))
        {
            return null;
        }

        ListingBucket after = await listings.UpdateAsync(
            store.Code,
            Listing.BucketOf(gtin),
            bucket => bucket.Listings.GetValueOrDefault(gtin) is { DelistedAt: null } listing && listing.Sku == sku ? bucket.With([Delisted(listing)]) : bucket,
            cancellationToken);
        if (after.Listings.GetValueOrDefault(gtin) is not { } found || found.Sku != sku)
        {
            return null;
        }

        await changes.SendAsync(ListingChange.OfProducts(store.Code, [gtin]), cancellationToken);
        return found;
    }

    private Listing Delisted(Listing listing) => listing with
    {
        DelistedAt = clock.GetUtcNow(),
        IsDraft = false,
        HoldReason = null,
        IsProductMissing = false,
        Issues = [],
        Refused = null,
        Refusal = null,
        Wanted = new Offer { Sku = listing.Sku, Product = ProductReference.OfGtin(listing.Gtin), IsDelete = true },
    };

    // Listed again under its own number, which the channel has kept for its product.
    private static Listing Wished(Listing listing, ListingWish wish) => listing with
    {
        DelistedAt = null,
        Wanted = listing.DelistedAt is null ? listing.Wanted : null,
        IsDraft = wish.Draft ?? (listing.DelistedAt is null && listing.IsDraft),
        HoldReason = wish.Hold switch { null => listing.HoldReason, "" => null, { } reason => reason },
        Terms = wish.Terms ?? listing.Terms,
        Refused = null,
        Refusal = null,
    };

    private static Issue Taken(string sku, string gtin) => new Issue(IssueCodes.OfferSkuTaken, "sku", sku).With("gtin", gtin);

    private static List<Issue> Check(Store store, string sku, ListingWish wish)
    {
        List<Issue> faults = [];
        if (!OfferSku.IsValid(sku))
        {
            faults.Add(new Issue(IssueCodes.OfferSkuInvalid, "sku", sku));
        }

        if (wish.Gtin is not null && !Gtin.TryParse(wish.Gtin, out _))
        {
            faults.Add(new Issue(IssueCodes.GtinInvalid, "gtin", wish.Gtin));
        }

        if (wish.Hold?.Length > TextLimit)
        {
            faults.Add(new Issue(IssueCodes.TextTooLong, "hold", wish.Hold).With("length", wish.Hold.Length).With("limit", TextLimit));
        }

        if (wish.Terms?.LeadTime is { } days && (days < 0 || days > store.LeadTimeMax))
        {
            faults.Add(new Issue(IssueCodes.ListingLeadTime, "terms.leadTime", $"{days}").With("limit", store.LeadTimeMax));
        }

        if (wish.Terms?.SafetyStock < 0)
        {
            faults.Add(new Issue(IssueCodes.RuleNumberInvalid, "terms.safetyStock", $"{wish.Terms.SafetyStock}").With("from", 0).With("to", int.MaxValue));
        }

        return faults;
    }
}

/// <summary>What a person wants of a listing; null members stay as they are.</summary>
/// <param name="Gtin">GTIN of the product; needed for a number that is not bound yet.</param>
/// <param name="Draft">Whether it is computed and not sent.</param>
/// <param name="Hold">Why it is kept back; empty to let it go.</param>
/// <param name="Terms">What differs from the store's terms, all of it.</param>
public sealed record ListingWish(string? Gtin = null, bool? Draft = null, string? Hold = null, ListingTerms? Terms = null);

/// <summary>What became of a wish.</summary>
/// <param name="Listing">The listing as it stands; null when the wish was refused.</param>
/// <param name="IsNew">Whether it was made.</param>
/// <param name="Faults">What is wrong with the wish; none when it was carried out.</param>
public sealed record ListingResult(Listing? Listing, bool IsNew, IReadOnlyList<Issue> Faults);

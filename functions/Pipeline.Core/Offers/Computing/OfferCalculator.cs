using Pipeline.Core.Catalog;
using Pipeline.Core.Channels;
using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Errors;
using Pipeline.Core.Issues;
using Pipeline.Core.Offers.Listings;
using Pipeline.Core.Pricing;

namespace Pipeline.Core.Offers.Computing;

/// <summary>Makes the offer of a listing. Pure: the same sources and terms give the same offer, in whatever order they come.</summary>
/// <remarks>
/// Price: cost of the best source with its fees and the store's VAT, then the first margin rule for that article, rounded once and
/// never below the rule's floor. Amounts of rules are therefore in the store's currency, and with VAT where the store's prices are.
/// The best source is the cheapest of those that have pieces, else the cheapest. Quantity: its pieces that nobody was promised, less
/// the safety stock. A listing whose sources have gone keeps the price that it had, with no piece.
/// </remarks>
public static class OfferCalculator
{
    /// <summary>What the default sales channel is called in rules.</summary>
    public const string DefaultChannel = "default";

    /// <summary>Most pieces of an offer: of what nobody runs out of, so many are offered.</summary>
    public const int MostPieces = 999;

    /// <summary>Computes the offer of a listing.</summary>
    public static OfferComputation Compute(OfferTerms terms, Listing listing, IReadOnlyList<OfferSource> sources)
    {
        OfferSource[] eligible = [.. sources.Where(static source => source.Obstacle is null && source.Cost > 0)];
        if (Best(eligible, SafetyOf(terms.Store, listing)) is not { } best)
        {
            return Without(listing, sources.Select(static source => source.Obstacle).FirstOrDefault(static obstacle => obstacle is not null)
                ?? new Issue(IssueCodes.OfferNoSource, null, listing.Gtin));
        }

        decimal cost = best.Cost * (1 + (terms.Store.VatPercent / 100));
        Money money = new(cost, terms.Store.Currency);
        if (terms.Margins.Rules?.FirstOrDefault(rule => rule.Matches(best.Article, money)) is not { } rule)
        {
            return Without(listing, new Issue(IssueCodes.OfferNoRule, null, $"{best.Article.Distributor} {best.Article.Sku}"));
        }

        decimal price = rule.PriceAt(cost).Amount;
        if (price <= 0)
        {
            return Without(listing, new Issue(IssueCodes.OfferNoRule, null, rule.Id));
        }

        Pricing pricing = new(terms, listing.Sku, best.Article, rule.Floor?.At(cost) ?? 0);
        Offer offer = new()
        {
            Sku = listing.Sku,
            Product = ProductReference.OfGtin(listing.Gtin),
            Price = price,
            Quantity = QuantityOf(best, SafetyOf(terms.Store, listing)),
            Discount = pricing.DiscountOn(price, DefaultChannel, rule.Rounding),
            Prices = [.. terms.Store.Channels.Order(StringComparer.Ordinal).Select(channel => pricing.In(channel, price))],
            State = listing.Terms?.State ?? terms.Store.Defaults.State,
            LeadTime = listing.Terms?.LeadTime ?? terms.Store.Defaults.LeadTime,
            WarrantyMonths = listing.Terms?.WarrantyMonths ?? terms.Store.Defaults.WarrantyMonths,
            WarehouseLocation = listing.Terms?.WarehouseLocation ?? terms.Store.Defaults.WarehouseLocation,
            LogisticClass = listing.Terms?.LogisticClass ?? terms.Store.Defaults.LogisticClass,
        };
        return new OfferComputation(
            offer,
            offer.LeadTime > terms.Store.LeadTimeMax ? new Issue(IssueCodes.ListingLeadTime, "leadTime", $"{offer.LeadTime}").With("limit", terms.Store.LeadTimeMax)
            : offer.Quantity == 0 ? new Issue(IssueCodes.OfferSoldOut, null, $"{best.Article.Distributor} {best.Article.Sku}")
            : null);
    }

    private static int SafetyOf(Store store, Listing listing) => listing.Terms?.SafetyStock ?? store.SafetyStock;

    private static OfferSource? Best(OfferSource[] eligible, int safety) => eligible
        .OrderByDescending(source => QuantityOf(source, safety) > 0)
        .ThenBy(static source => source.Cost)
        .ThenByDescending(static source => source.Available)
        .ThenBy(static source => source.Article.Distributor, StringComparer.Ordinal)
        .ThenBy(static source => source.Article.Sku, StringComparer.Ordinal)
        .FirstOrDefault();

    private static int QuantityOf(OfferSource source, int safety) =>
        source.Available == int.MaxValue ? MostPieces : (int)Math.Max((long)source.Available - safety, 0);

    // What has been offered goes on with no piece, whatever the reason: no error may keep that back. What has not is not offered.
    private static OfferComputation Without(Listing listing, Issue reason) => new(
        (listing.Wanted ?? listing.Confirmed) is { IsDelete: false } last ? last with { Quantity = 0 } : null,
        reason with { SaidSeverity = IssueSeverity.Warning });

    /// <summary>Prices of one offer beside the default one.</summary>
    private sealed record Pricing(OfferTerms Terms, string Sku, CatalogEntry Article, decimal Floor)
    {
        public ChannelPrice In(string channel, decimal price)
        {
            ChannelRule? rule = Terms.Rules.Channels?.FirstOrDefault(one => one.Channel == channel);
            PriceRounding rounding = rule?.Rounding ?? PriceRounding.ToCents;
            decimal there = rule is null ? price : Raised(rounding.Round(price * (1 + ((rule.Percent ?? 0) / 100))), rounding);
            return new ChannelPrice(channel, there, DiscountOn(there, channel, rounding));
        }

        public OfferDiscount? DiscountOn(decimal price, string channel, PriceRounding? rounding)
        {
            if (Terms.Rules.Discounts?.FirstOrDefault(one => one.IsFor(Sku, Article, channel, Terms.Today)) is not { Percent: { } percent } rule)
            {
                return null;
            }

            rounding ??= PriceRounding.ToCents;
            decimal lower = Raised(rounding.Round(price * (1 - (percent / 100))), rounding);
            return lower > 0 && lower < price ? new OfferDiscount(lower, rule.From, rule.To) : null;
        }

        private decimal Raised(decimal price, PriceRounding rounding) => price < Floor ? rounding.RoundUp(Floor) : price;
    }
}

/// <summary>What the calculator says of a listing.</summary>
/// <param name="Offer">What is to be offered; null when nothing can be and nothing was.</param>
/// <param name="Reason">Why no piece or nothing is offered, or what keeps it back; null when there is nothing to say.</param>
public sealed record OfferComputation(Offer? Offer, Issue? Reason);

using Pipeline.Core.Channels;
using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Channels.Orders.Importing;
using OrderedArticle = Pipeline.Core.Channels.Orders.Importing.ListedArticle;

namespace Pipeline.Core.Offers.Listings;

/// <summary>Says by its listings what is ordered from a store. Delisted ones count: an order may have been placed before.</summary>
public sealed class ListingLookup(ListingDirectory listings, StoreDirectory stores, TimeProvider clock) : IListingLookup
{
    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, OrderedArticle>> FindAsync(
        string store, IReadOnlyCollection<string> offerSkus, CancellationToken cancellationToken)
    {
        Dictionary<string, OrderedArticle> found = new(StringComparer.Ordinal);
        foreach (string sku in offerSkus.Distinct(StringComparer.Ordinal))
        {
            if (await listings.FindAsync(store, sku, cancellationToken) is { } listing)
            {
                found[sku] = ArticleOf(listing, TodayIn(store));
            }
        }

        return found;
    }

    private static OrderedArticle ArticleOf(Listing listing, DateOnly today)
    {
        Offer? sent = listing.Sent?.Offer ?? listing.Confirmed;
        return new OrderedArticle
        {
            Gtin = listing.Gtin,
            SentPrice = sent is null or { IsDelete: true } ? null : PriceOn(today, sent.Price, sent.Discount),
            SentPrices = (sent?.Prices ?? []).ToDictionary(static price => price.Channel, price => PriceOn(today, price.Price, price.Discount), StringComparer.Ordinal),
        };
    }

    private static decimal PriceOn(DateOnly day, decimal price, OfferDiscount? discount) =>
        discount is not null && !(day < discount.From) && !(day > discount.To) ? discount.Price : price;

    private DateOnly TodayIn(string store) => DateOnly.FromDateTime(
        TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(stores.Find(store)?.TimeZone ?? "UTC")).DateTime);
}

using Microsoft.Extensions.Time.Testing;
using Pipeline.Core.Channels;
using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Offers.Listings;
using Pipeline.Core.Tests.Orders.Life;
using OrderedArticle = Pipeline.Core.Channels.Orders.Importing.ListedArticle;

namespace Pipeline.Core.Tests.Offers;

public sealed class ListingLookupTests
{
    private readonly StoreInMemory listings = new(new Cuts());
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 9, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task What_is_ordered_is_the_product_of_the_listing_and_nobody_is_preferred()
    {
        listings.Put(AnOffer.Listing);

        OrderedArticle article = await FindAsync();

        Assert.Equal((AnOffer.Gtin, null, null, null), (article.Gtin, article.Distributor, article.Sku, article.SentPrice));
    }

    [Fact]
    public async Task An_offer_that_no_listing_has_is_left_out() =>
        Assert.Empty(await new ListingLookup(new ListingDirectory(listings), new StoreDirectory([AnOffer.Store]), clock).FindAsync("corner", ["9999"], default));

    [Fact]
    public async Task The_price_is_the_one_on_its_way_and_else_the_confirmed_one()
    {
        listings.Put(AnOffer.Listing with { Confirmed = AnOffer.Of(10, 1) });
        Assert.Equal(10, (await FindAsync()).SentPrice);

        listings.Put(AnOffer.Listing with { Confirmed = AnOffer.Of(10, 1), Sent = new SentOffer(AnOffer.Of(12, 1), "import") });
        Assert.Equal(12, (await FindAsync()).SentPrice);
    }

    [Theory]
    [InlineData("2026-03-09T22:59:00Z", 10)]
    [InlineData("2026-03-09T23:00:00Z", 8)]
    [InlineData("2026-03-11T22:59:00Z", 8)]
    [InlineData("2026-03-11T23:00:00Z", 10)]
    public async Task A_discount_is_the_price_on_its_days_in_the_time_zone_of_the_store(string now, decimal expected)
    {
        clock.SetUtcNow(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        listings.Put(AnOffer.Listing with
        {
            Confirmed = AnOffer.Of(10, 1) with { Discount = new OfferDiscount(8, new DateOnly(2026, 3, 10), new DateOnly(2026, 3, 11)) },
        });

        Assert.Equal(expected, (await FindAsync()).SentPrice);
    }

    [Fact]
    public async Task A_further_sales_channel_has_its_own_price_and_else_the_default_one()
    {
        listings.Put(AnOffer.Listing with { Confirmed = AnOffer.Of(10, 1) with { Prices = [new ChannelPrice("ES_B2C", 11, new OfferDiscount(9, null, null))] } });

        OrderedArticle article = await FindAsync();

        Assert.Equal((9, 10), (article.SentPriceIn("ES_B2C"), article.SentPriceIn("FR_B2C")));
    }

    private async Task<OrderedArticle> FindAsync() =>
        Assert.Single(await new ListingLookup(new ListingDirectory(listings), new StoreDirectory([AnOffer.Store]), clock).FindAsync("corner", [AnOffer.Gtin], default)).Value;
}

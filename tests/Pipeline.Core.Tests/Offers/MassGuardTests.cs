using Pipeline.Core.Offers.Listings;
using Pipeline.Core.Offers.Sending;

namespace Pipeline.Core.Tests.Offers;

public sealed class MassGuardTests
{
    [Theory]
    [InlineData(9, 10, null)]
    [InlineData(10, 33, "OFFERS_MASS_ZERO")]
    [InlineData(10, 34, null)]
    [InlineData(30, 100, null)]
    [InlineData(31, 100, "OFFERS_MASS_ZERO")]
    public void Ten_offers_and_more_than_thirty_percent_of_the_active_ones_may_not_be_zeroed_unseen(int zeroed, int active, string? expected) =>
        Assert.Equal(expected, MassGuard.Judge(Of(zeroed, static gtin => AnOffer.Confirmed(gtin, 10, 5, 10, 0)), active)?.Code);

    [Fact]
    public void Deleting_counts() => Assert.Equal(
        "OFFERS_MASS_DELETE", MassGuard.Judge(Of(10, static gtin => Deleted(AnOffer.Confirmed(gtin, 10, 5, 10, 5))), 20)?.Code);

    [Theory]
    [InlineData(15, null)]
    [InlineData(15.01, "OFFERS_MASS_REPRICE")]
    [InlineData(5, null)]
    [InlineData(4.99, "OFFERS_MASS_REPRICE")]
    public void A_price_counts_that_moves_by_more_than_half(double price, string? expected) => Assert.Equal(
        expected, MassGuard.Judge(Of(10, gtin => AnOffer.Confirmed(gtin, 10, 5, (decimal)price, 5)), 20)?.Code);

    [Fact]
    public void What_is_new_or_had_no_piece_does_not_count()
    {
        Assert.Null(MassGuard.Judge(Of(50, static gtin => AnOffer.Confirmed(gtin, 10, 0, 10, 0)), 0));
        Assert.Null(MassGuard.Judge(Of(50, static gtin => AnOffer.Confirmed(gtin, 10, 5, 10, 5) with { Confirmed = null }), 0));
    }

    private static Listing[] Of(int count, Func<string, Listing> make) => [.. Enumerable.Range(1, count).Select(number => make($"G{number}"))];

    private static Listing Deleted(Listing listing) => listing with { Wanted = listing.Wanted! with { IsDelete = true } };
}

using Pipeline.Core.Errors;
using Pipeline.Core.Issues;
using Pipeline.Core.Offers.Listings;

namespace Pipeline.Core.Tests.Offers;

public sealed class ListingTests
{
    private static readonly Listing Wanted = AnOffer.Listing with { Wanted = AnOffer.Of(110, 5) };
    private static readonly Issue Fault = new(IssueCodes.ListingLeadTime, "leadTime", "9");

    [Fact]
    public void Its_state_says_how_far_it_is()
    {
        Assert.Equal((ListingState.Draft, false), Word(AnOffer.Listing));
        Assert.Equal((ListingState.Draft, false), Word(Wanted with { IsDraft = true }));
        Assert.Equal((ListingState.WaitingForMarketplace, true), Word(Wanted));
        Assert.Equal((ListingState.WaitingForMarketplace, false), Word(Wanted with { Sent = new SentOffer(AnOffer.Of(110, 5), "1") }));
        Assert.Equal((ListingState.WaitingForMarketplace, true), Word(Wanted with { Sent = new SentOffer(AnOffer.Of(109, 5), "1"), Confirmed = AnOffer.Of(110, 5) } with { Wanted = AnOffer.Of(111, 5) }));
        Assert.Equal((ListingState.Live, false), Word(Wanted with { Confirmed = AnOffer.Of(110, 5) }));
        Assert.Equal((ListingState.WaitingForProduct, false), Word(Wanted with { IsProductMissing = true }));
        Assert.Equal((ListingState.Held, false), Word(Wanted with { HoldReason = "recall" }));
        Assert.Equal((ListingState.Held, false), Word(Wanted with { Issues = [Fault] }));
        Assert.Equal((ListingState.Rejected, false), Word(Wanted with { Refused = AnOffer.Of(110, 5), Refusal = Fault }));
        Assert.Equal((ListingState.WaitingForMarketplace, true), Word(Wanted with { Refused = AnOffer.Of(109, 5), Refusal = Fault }));
        Assert.Equal((ListingState.Delisted, true), Word(Wanted with { DelistedAt = DateTimeOffset.UnixEpoch, Wanted = AnOffer.Of(0, 0) with { IsDelete = true }, Confirmed = AnOffer.Of(110, 5) }));
        Assert.Equal((ListingState.Delisted, false), Word(Wanted with { DelistedAt = DateTimeOffset.UnixEpoch, Wanted = AnOffer.Of(0, 0) with { IsDelete = true } }));
    }

    [Fact]
    public void Its_reason_is_what_keeps_it_where_it_is()
    {
        Assert.Equal(IssueCodes.OfferNoProduct, (Wanted with { IsProductMissing = true }).Reason?.Code);
        Assert.Equal("Somebody keeps the listing back: recall", (Wanted with { HoldReason = "recall" }).Reason?.Cause);
        Assert.Equal(IssueCodes.ListingLeadTime, (Wanted with { Issues = [new Issue(IssueCodes.OfferSoldOut, null, null), Fault] }).Reason?.Code);
        Assert.Equal(IssueCodes.OfferInactive, (Wanted with { Confirmed = AnOffer.Of(110, 5), Inactivity = "SHOP_NOT_OPEN" }).Reason?.Code);
        Assert.Null((Wanted with { Confirmed = AnOffer.Of(110, 5) }).Reason);
    }

    [Theory]
    [InlineData("ABC-1._z", true)]
    [InlineData("1234567890123456789012345678901234567890", true)]
    [InlineData("12345678901234567890123456789012345678901", false)]
    [InlineData("a/b", false)]
    [InlineData("a b", false)]
    [InlineData("é", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_number_has_forty_plain_characters_at_most(string? sku, bool isValid) => Assert.Equal(isValid, OfferSku.IsValid(sku));

    [Fact]
    public void The_error_of_the_test_is_one() => Assert.Equal(IssueSeverity.Error, Fault.Severity);

    private static (ListingState State, bool IsDue) Word(Listing listing) => (listing.State, listing.IsDue);
}

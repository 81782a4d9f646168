using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Issues;
using Pipeline.Partners.Channels.Mirakl.Files;
using Pipeline.Partners.Channels.Mirakl.Reports;
using Pipeline.Partners.Channels.Mirakl.Rules;

namespace Pipeline.Partners.Tests.Channels.Mirakl;

/// <summary>Each refusal of an offer is found before the offer is sent.</summary>
public sealed class OfferRuleTests
{
    private static readonly OfferTerms Terms = new()
    {
        Channels = ["ES_B2C"], LogisticClasses = new HashSet<string>(["S"]), Today = new DateOnly(2026, 11, 2), NeedsDiscountPeriod = false,
    };

    private static readonly Offer Good = FileTests.An("IM-NVL-DOCK12", "2001000000012", 89.9m, 42, 2) with
    {
        LogisticClass = "S", WarehouseLocation = "Europe", WarrantyMonths = 24, Discount = new(80, new DateOnly(2026, 11, 1), null),
        Prices = [new ChannelPrice("ES_B2C", 92.9m, new OfferDiscount(85, null, null))],
    };

    private static readonly OfferKnowledge Known = new()
    {
        Products = new HashSet<ProductReference>([ProductReference.OfGtin("2001000000012")]),
        Skus = new HashSet<string>(["IM-NVL-DOCK12"]),
        Bindings = new Dictionary<string, ProductReference> { ["IM-NVL-DOCK12"] = ProductReference.OfGtin("2001000000012") },
    };

    [Fact]
    public void An_offer_that_is_right_has_no_finding() => Assert.Empty(new OfferFileRules(Terms).Check([Good], Known));

    [Fact]
    public void The_product_is_not_there() => Finds(1, "V-O01", "product-id", "2001000000029", Good with { Sku = "B", Product = ProductReference.OfGtin("2001000000029") });

    [Fact]
    public void What_is_deleted_is_not_there() => Finds(2, "V-O02", "sku", "IM-OLD", Good with { Sku = "IM-OLD", IsDelete = true });

    [Fact]
    public void What_is_deleted_and_there_is_right() => Assert.Empty(new OfferFileRules(Terms).Check([Good with { IsDelete = true, Price = 0 }], Known));

    [Fact]
    public void A_number_is_there_twice_whatever_its_case()
    {
        RowFinding found = Assert.Single(new OfferFileRules(Terms).Check([Good, Good with { Sku = "im-nvl-dock12" }], Known with { Bindings = new Dictionary<string, ProductReference>() }));

        Assert.Equal((3, "V-O03", "3"), (found.Line, found.Issue.Arguments!["rule"], found.Issue.Arguments["refusal"]));
    }

    [Theory]
    [InlineData("Neuf")]
    [InlineData("99")]
    public void The_condition_is_unknown(string state) => Finds(4, "V-O04", "state", state, Good with { State = state });

    [Fact]
    public void The_number_belongs_to_another_product() => Finds(
        5, "V-O05", "sku", "IM-NVL-DOCK12", Good with { Product = ProductReference.OfGtin("2001000000029") }, Known with { Products = null });

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("89.999")]
    public void The_price_is_none(string price) => Finds(
        6, "V-O06", "price", price, Good with { Price = decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture), Discount = null });

    [Fact]
    public void The_logistic_class_is_unknown() => Finds(7, "V-O07", "logistic-class", "PALLET", Good with { LogisticClass = "PALLET" });

    [Theory]
    [InlineData(8)]
    [InlineData(60)]
    [InlineData(-1)]
    public void The_lead_time_is_too_long(int days) => Finds(
        8, "V-O08", "leadtime-to-ship", days.ToString(System.Globalization.CultureInfo.InvariantCulture), Good with { LeadTime = days });

    [Fact]
    public void No_setting_allows_a_lead_time_beyond_what_the_service_takes() =>
        Assert.Equal("44", Assert.Single(new OfferRules(Terms with { LeadTimeMax = 60 }).Check(Good with { LeadTime = 45 })).Arguments!["limit"]);

    [Fact]
    public void The_days_of_a_discount_are_backwards() => Finds(
        9, "V-O09", "discount-start-date", "2026-11-30..2026-11-20", Good with { Discount = new(80, new DateOnly(2026, 11, 30), new DateOnly(2026, 11, 20)) });

    [Fact]
    public void A_discount_has_both_days_and_is_not_over_where_the_operator_wants_it()
    {
        OfferRules rules = new(Terms with { NeedsDiscountPeriod = true, RefusesPastDiscounts = true });
        Offer offer = Good with { Prices = [], Discount = new(80, new DateOnly(2026, 10, 1), new DateOnly(2026, 11, 2)) };

        Assert.Empty(rules.Check(offer));
        Assert.Equal(IssueCodes.OfferDiscountDates, Assert.Single(rules.Check(offer with { Discount = new(80, null, new DateOnly(2026, 11, 2)) })).Code);
        Assert.Equal(IssueCodes.OfferDiscountDates, Assert.Single(rules.Check(offer with { Discount = new(80, new DateOnly(2026, 10, 1), new DateOnly(2026, 11, 1)) })).Code);
    }

    [Theory]
    [InlineData("89.9")]
    [InlineData("0")]
    [InlineData("95")]
    public void A_discount_is_no_lower_price(string price) => Finds(
        10, "V-O10", "discount-price", price, Good with { Discount = new(decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture), null, null) });

    [Fact]
    public void A_price_in_a_channel_is_judged_as_the_price_is()
    {
        Assert.Equal(IssueCodes.OfferSalesChannelUnknown, One(new ChannelPrice("IT_B2C", 10, null)).Code);
        Assert.Equal(("price[channel=ES_B2C]", "V-O11"), (One(new ChannelPrice("ES_B2C", 0, null)).Where, One(new ChannelPrice("ES_B2C", 0, null)).Arguments!["rule"]));
        Assert.Equal("discount-price[channel=ES_B2C]", One(new ChannelPrice("ES_B2C", 10, new OfferDiscount(10, null, null))).Where);

        Issue One(ChannelPrice price) => Assert.Single(new OfferRules(Terms).Check(Good with { Prices = [price] }));
    }

    [Fact]
    public void The_place_is_one_of_four_the_warranty_a_number_of_months_and_the_quantity_not_below_nothing()
    {
        Assert.Equal(IssueCodes.OfferWarehouseUnknown, Assert.Single(new OfferRules(Terms).Check(Good with { WarehouseLocation = "Paris" })).Code);
        Assert.Equal(IssueCodes.OfferWarrantyInvalid, Assert.Single(new OfferRules(Terms).Check(Good with { WarrantyMonths = -1 })).Code);
        Assert.Equal(IssueCodes.OfferQuantityInvalid, Assert.Single(new OfferRules(Terms).Check(Good with { Quantity = -1 })).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("A/B")]
    [InlineData("12345678901234567890123456789012345678901")]
    public void A_number_that_the_service_cannot_take_is_found(string sku) =>
        Assert.Equal(IssueCodes.OfferNumberInvalid, Assert.Single(new OfferRules(Terms).Check(Good with { Sku = sku })).Code);

    private static void Finds(int refusal, string rule, string field, string value, Offer offer, OfferKnowledge? known = null)
    {
        RowFinding found = Assert.Single(new OfferFileRules(Terms).Check([offer], known ?? Known));

        Assert.Equal((2, offer.Sku, field, value), (found.Line, found.Sku, found.Issue.Where, found.Issue.Text));
        Assert.Equal((rule, refusal.ToString(System.Globalization.CultureInfo.InvariantCulture)), (found.Issue.Arguments!["rule"], found.Issue.Arguments["refusal"]));

        // What is found before is called the same as what comes back, and is explained without a gap in each language.
        Assert.Equal(Refusal.OfOffers[refusal - 1].Code, found.Issue.Code);
        Assert.All(new[] { "en", "fr", "es" }, language => Assert.DoesNotContain('‹', found.Issue.CauseIn(language) + found.Issue.RemedyIn(language)));
    }
}

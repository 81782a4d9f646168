using FsCheck;
using FsCheck.Fluent;
using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Errors;
using Pipeline.Core.Issues;
using Pipeline.Core.Offers.Computing;
using Pipeline.Core.Pricing;

namespace Pipeline.Core.Tests.Offers;

public sealed class OfferCalculatorTests
{
    [Fact]
    public void The_price_is_that_of_the_cheapest_source_with_pieces_and_the_pieces_are_its_own()
    {
        OfferComputation made = OfferCalculator.Compute(
            AnOffer.Terms(), AnOffer.Listing, [AnOffer.Source(90, 0, "east"), AnOffer.Source(100, 5, "north"), AnOffer.Source(120, 50, "south")]);

        Assert.Equal((110m, 5, (Issue?)null), (made.Offer!.Price, made.Offer.Quantity, made.Reason));
    }

    [Fact]
    public void Safety_stock_is_never_offered_and_that_of_the_listing_goes_before_the_stores()
    {
        OfferTerms terms = AnOffer.Terms(AnOffer.Store with { SafetyStock = 2 });

        Assert.Equal(3, OfferCalculator.Compute(terms, AnOffer.Listing, [AnOffer.Source(100, 5)]).Offer!.Quantity);
        Assert.Equal(
            0, OfferCalculator.Compute(terms, AnOffer.Listing with { Terms = new() { SafetyStock = 9 } }, [AnOffer.Source(100, 5)]).Offer!.Quantity);
    }

    [Fact]
    public void A_source_that_keeps_its_pieces_above_the_safety_stock_goes_before_a_cheaper_one_that_does_not()
    {
        OfferTerms terms = AnOffer.Terms(AnOffer.Store with { SafetyStock = 5 });

        Assert.Equal(132, OfferCalculator.Compute(terms, AnOffer.Listing, [AnOffer.Source(100, 5, "north"), AnOffer.Source(120, 6, "south")]).Offer!.Price);
    }

    [Fact]
    public void What_is_sold_out_is_offered_with_no_piece_and_says_so()
    {
        OfferComputation made = OfferCalculator.Compute(AnOffer.Terms(), AnOffer.Listing, [AnOffer.Source(100, 0)]);

        Assert.Equal((0, IssueCodes.OfferSoldOut), (made.Offer!.Quantity, made.Reason!.Code));
    }

    [Fact]
    public void A_listing_whose_sources_are_stale_keeps_its_price_and_has_no_piece_and_nothing_keeps_that_back()
    {
        OfferSource stale = AnOffer.Source(0, 0) with { Obstacle = new Issue(IssueCodes.OfferStale, null, null).With("time", "2026-03-01 06:00") };
        OfferComputation made = OfferCalculator.Compute(AnOffer.Terms(), AnOffer.Listing with { Wanted = AnOffer.Of(110, 5) }, [stale]);

        Assert.Equal((110m, 0), (made.Offer!.Price, made.Offer.Quantity));
        Assert.Equal((IssueCodes.OfferStale, IssueSeverity.Warning), (made.Reason!.Code, made.Reason.Severity));
        Assert.True((AnOffer.Listing with { Wanted = made.Offer, Issues = [made.Reason], Confirmed = AnOffer.Of(110, 5) }).IsDue);
    }

    [Fact]
    public void A_product_that_was_never_offered_is_not_offered_without_a_source_or_a_rule()
    {
        Assert.Equal((null, IssueCodes.OfferNoSource), Word(OfferCalculator.Compute(AnOffer.Terms(), AnOffer.Listing, [])));
        Assert.Equal(
            (null, IssueCodes.OfferNoRule),
            Word(OfferCalculator.Compute(AnOffer.Terms(null, null, new MarginRule { Id = "other", Brand = "Other" }), AnOffer.Listing, [AnOffer.Source(100, 5)])));
    }

    [Fact]
    public void Prices_contain_the_stores_vat_and_are_rounded_after_it()
    {
        MarginRule rule = new() { Id = "all", Percent = 10, Rounding = new PriceRounding { Mode = PriceRounding.EndingIn, Ending = 0.99m } };

        Assert.Equal(131.99m, OfferCalculator.Compute(AnOffer.Terms(AnOffer.Store with { VatPercent = 20 }, null, rule), AnOffer.Listing, [AnOffer.Source(100, 5)]).Offer!.Price);
    }

    [Fact]
    public void Prices_in_further_channels_are_made_of_the_default_one_and_a_channel_without_a_rule_has_the_same()
    {
        OfferRules rules = new() { Channels = [new ChannelRule { Channel = "ES_B2C", Percent = 5 }] };

        Assert.Equal(
            [new ChannelPrice("ES_B2C", 115.5m, null), new ChannelPrice("IT_B2C", 110m, null)],
            OfferCalculator.Compute(AnOffer.Terms(AnOffer.Store with { Channels = ["IT_B2C", "ES_B2C"] }, rules), AnOffer.Listing, [AnOffer.Source(100, 5)]).Offer!.Prices);
    }

    [Fact]
    public void The_first_discount_that_fits_and_has_not_ended_counts_in_its_channels()
    {
        OfferRules rules = new()
        {
            Discounts =
            [
                new DiscountRule { Id = "over", Percent = 50, To = AnOffer.Today.AddDays(-1) },
                new DiscountRule { Id = "other", Percent = 40, Brand = "Other" },
                new DiscountRule { Id = "spring", Percent = 5, Category = "books", From = AnOffer.Today, To = AnOffer.Today, Channels = ["default"] },
                new DiscountRule { Id = "all", Percent = 1 },
            ],
        };
        Offer offer = OfferCalculator.Compute(AnOffer.Terms(AnOffer.Store with { Channels = ["ES_B2C"] }, rules), AnOffer.Listing, [AnOffer.Source(100, 5)]).Offer!;

        Assert.Equal(new OfferDiscount(104.5m, AnOffer.Today, AnOffer.Today), offer.Discount);
        Assert.Equal(new OfferDiscount(108.9m, null, null), Assert.Single(offer.Prices).Discount);
    }

    [Fact]
    public void A_discount_that_the_floor_takes_away_is_none()
    {
        MarginRule rule = new() { Id = "all", Percent = 10, Floor = new PriceFloor { MarginPercent = 10 } };

        Assert.Null(OfferCalculator.Compute(AnOffer.Terms(null, new OfferRules { Discounts = [new DiscountRule { Id = "d", Percent = 5 }] }, rule), AnOffer.Listing, [AnOffer.Source(100, 5)]).Offer!.Discount);
    }

    [Fact]
    public void A_lead_time_above_the_stores_limit_keeps_the_offer_back()
    {
        OfferComputation made = OfferCalculator.Compute(AnOffer.Terms(AnOffer.Store with { LeadTimeMax = 3 }), AnOffer.Listing with { Terms = new() { LeadTime = 4 } }, [AnOffer.Source(100, 5)]);

        Assert.Equal((IssueCodes.ListingLeadTime, IssueSeverity.Error), (made.Reason!.Code, made.Reason.Severity));
    }

    /// <summary>Whatever costs, stocks, rules and discounts: never below the floor, never more than there is, discounts strictly lower, order of sources meaningless.</summary>
    [Fact]
    public void No_offer_breaks_the_floor_the_stock_or_the_rules_of_discounts()
    {
        Gen<Case> cases =
            from costs in Gen.Choose(1, 200_000).NonEmptyListOf()
            from stock in Gen.Choose(0, 40)
            from safety in Gen.Choose(0, 10)
            from percent in Gen.Choose(-30, 40)
            from margin in Gen.Choose(0, 30)
            from discount in Gen.Choose(1, 99)
            from there in Gen.Choose(-40, 40)
            from mode in Gen.Elements(PriceRounding.Modes.ToArray())
            select new Case([.. costs.Take(4).Select(static cents => cents / 100m)], stock, safety, percent, margin, discount, there, mode);

        Prop.ForAll(cases.ToArbitrary(), static one =>
        {
            PriceRounding rounding = new() { Mode = one.Mode, Ending = 0.99m };
            MarginRule rule = new() { Id = "all", Percent = one.Percent, Rounding = rounding, Floor = new PriceFloor { MarginPercent = one.Margin } };
            OfferRules rules = new()
            {
                Discounts = [new DiscountRule { Id = "d", Percent = one.Discount }],
                Channels = [new ChannelRule { Channel = "ES_B2C", Percent = one.There, Rounding = rounding }],
            };
            OfferTerms terms = AnOffer.Terms(AnOffer.Store with { SafetyStock = one.Safety, Channels = ["ES_B2C"] }, rules, rule);
            OfferSource[] sources = [.. one.Costs.Select((cost, index) => AnOffer.Source(cost, (one.Stock * (index + 1)) % 41, $"d{index}"))];

            OfferComputation made = OfferCalculator.Compute(terms, AnOffer.Listing, sources);
            Offer offer = made.Offer!;
            OfferSource[] able = [.. sources.Where(source => source.Available > one.Safety)];
            decimal cost = (able.Length > 0 ? able : sources).Min(static source => source.Cost);
            decimal floor = cost * (1 + (one.Margin / 100m));
            ChannelPrice spanish = Assert.Single(offer.Prices);
            return offer.Price >= floor
                && offer.Quantity >= 0 && offer.Quantity <= Math.Max(0, sources.Max(static source => source.Available) - one.Safety)
                && (able.Length > 0) == (offer.Quantity > 0)
                && spanish.Price >= floor
                && new[] { (offer.Discount, offer.Price), (spanish.Discount, spanish.Price) }.All(pair => pair.Item1 is not { } lower || (lower.Price < pair.Item2 && lower.Price >= floor))
                && OfferCalculator.Compute(terms, AnOffer.Listing, [.. sources.Reverse()]).Offer == offer;
        }).QuickCheckThrowOnFailure();
    }

    private static (Offer?, string) Word(OfferComputation made) => (made.Offer, made.Reason!.Code);

    private sealed record Case(decimal[] Costs, int Stock, int Safety, int Percent, int Margin, int Discount, int There, string Mode);
}

using Pipeline.Core.Channels.Orders.Importing;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Selling;
using Pipeline.Core.Tests.Orders.Life;

namespace Pipeline.Core.Tests.Channels.Orders;

/// <summary>Orders of a channel come in once, whole, and none is lost.</summary>
public sealed class ChannelOrderImportTests
{
    private readonly AChannelHouse house = new();

    [Fact]
    public async Task An_order_comes_in_whole_with_what_it_is_at_the_channel()
    {
        _ = house.Bazaar.Receive();

        ChannelOrderCounts counts = await house.ImportAsync();

        ChannelPart channel = house.Record.Channel!;
        Assert.Equal(1, counts.Imported);
        Assert.Equal(("bazaar", "bazaar-fr", "C-1"), (house.Record.Order.Source.Channel, house.Record.Order.Source.Store, house.Record.Order.Source.ExternalId));
        Assert.Equal((channel.CreatedAt.AddHours(24), channel.CreatedAt.AddDays(5)), (channel.AcceptBy, channel.AcceptAtLatest));
        Assert.Equal(("C-1-cart", "fr_FR", 4.90m), (channel.CommercialId, channel.Locale, channel.Shipping));
        Assert.Equal(("SKU-1", 29.90m, 29.90m), (channel.Lines[0].OfferSku, channel.Lines[0].UnitPrice, channel.Lines[0].SentPrice));
        Assert.Equal(("4006381333931", 2), (house.Record.Order.Lines[0].Gtin, house.Record.Order.Lines[0].Quantity));
        Assert.Equal((ChannelClaimState.Imported, house.OrderId), (house.Claims.Single().State, house.Claims.Single().OrderId));
    }

    [Fact]
    public async Task Read_again_it_is_the_same_order()
    {
        _ = house.Bazaar.Receive();
        _ = await house.ImportAsync();
        int writes = house.House.Store.Writes;

        ChannelOrderCounts counts = await house.ImportAsync();

        Assert.Equal((0, 1, writes), (counts.Imported, counts.Unchanged, house.House.Store.Writes));
        Assert.Single(house.House.Store.All);
    }

    [Fact]
    public async Task An_offer_that_is_not_listed_sets_the_order_aside_until_it_is()
    {
        _ = house.Bazaar.Receive(offer: "SKU-2");
        ChannelOrderCounts counts = await house.ImportAsync();
        Assert.Equal((1, IssueCodes.ChannelOfferUnknown, "SKU-2"), (counts.SetAside, counts.Reasons[0].Code, counts.Reasons[0].Text));
        Assert.Empty(house.House.Store.All);

        // It does not change at the channel any more, and is found by its id.
        house.House.Clock.Advance(TimeSpan.FromHours(1));
        _ = house.Bazaar.Receive("C-2");
        _ = await house.ImportAsync();
        house.Listed["SKU-2"] = house.Listed["SKU-1"];
        house.House.Clock.Advance(TimeSpan.FromHours(1));
        counts = await house.ImportAsync();

        Assert.Equal((1, 2), (counts.Imported, house.House.Store.All.Count));
        Assert.All(house.Claims, static claim => Assert.Equal((ChannelClaimState.Imported, null), (claim.State, claim.Reason)));
    }

    [Theory]
    [InlineData(ChannelOrderState.Unknown, ChannelClaimState.SetAside, IssueCodes.ChannelStateUnknown)]
    [InlineData(ChannelOrderState.Staging, ChannelClaimState.SetAside, IssueCodes.ChannelNotReady)]
    [InlineData(ChannelOrderState.Cancelled, ChannelClaimState.Ignored, IssueCodes.ChannelOver)]
    [InlineData(ChannelOrderState.Shipped, ChannelClaimState.Ignored, IssueCodes.ChannelOver)]
    public async Task What_cannot_be_taken_in_yet_or_any_more_has_a_reason(ChannelOrderState state, ChannelClaimState claim, string code)
    {
        _ = house.Bazaar.Receive();
        house.Bazaar.Change("C-1", order => order with { State = state });

        _ = await house.ImportAsync();

        Assert.Equal((claim, code), (house.Claims.Single().State, house.Claims.Single().Reason?.Code));
        Assert.Empty(house.House.Store.All);
    }

    [Fact]
    public async Task An_order_from_before_the_store_s_first_day_is_not_ours()
    {
        _ = house.Bazaar.Receive();
        house.Store = house.Store with { OrdersFrom = house.House.Clock.GetUtcNow().AddMinutes(1) };
        house.House.Clock.Advance(TimeSpan.FromMinutes(2));
        house.Bazaar.Change("C-1", static order => order);

        _ = await house.ImportAsync();

        Assert.Equal(IssueCodes.ChannelTooOld, house.Claims.Single().Reason?.Code);
    }

    [Fact]
    public async Task A_price_that_was_not_sent_is_an_alarm()
    {
        _ = house.Bazaar.Receive(price: 2.99m);
        _ = await house.ImportAsync();
        _ = await house.RunAsync();

        OrderAlarm alarm = Assert.Single(house.Record.Alarms);
        Assert.Equal((IssueCodes.ChannelPriceDiffers, "2.99", "29.90"), (alarm.Code, alarm.Issue!.Text, alarm.Issue.Expected));
    }

    [Fact]
    public void A_reading_that_lags_behind_takes_nothing_back()
    {
        OrderRecord record = Imported(ChannelOrderState.Shipping);
        OrderChange change = new(record, record.ReceivedAt.AddHours(1));

        ChannelOrderMapping.Update(change, house.Bazaar.Orders["C-1"] with { State = ChannelOrderState.WaitingDebit, UpdatedAt = record.ReceivedAt.AddMinutes(1) });

        Assert.Equal(ChannelOrderState.Shipping, change.Record.Channel!.State);
    }

    [Fact]
    public void A_word_that_nobody_knows_changes_nothing()
    {
        OrderRecord record = Imported(ChannelOrderState.Shipping);
        OrderChange change = new(record, record.ReceivedAt.AddHours(1));

        ChannelOrderMapping.Update(change, house.Bazaar.Orders["C-1"] with { State = ChannelOrderState.Unknown, UpdatedAt = record.ReceivedAt.AddMinutes(1) });

        Assert.Equal(ChannelOrderState.Shipping, change.Record.Channel!.State);
    }

    [Fact]
    public async Task Cut_at_every_call_it_is_imported_once()
    {
        int points = 0;
        for (int at = 1; ; at++)
        {
            foreach (bool after in (bool[])[true, false])
            {
                AChannelHouse cut = new();
                (cut.House.Cuts.At, cut.House.Cuts.After) = (at, after);
                _ = cut.Bazaar.Receive();
                try
                {
                    _ = await cut.ImportAsync();
                }
                catch (CutException)
                {
                    _ = await cut.ImportAsync();
                }

                Assert.Single(cut.House.Store.All);
                Assert.Equal((ChannelClaimState.Imported, cut.OrderId), (cut.Claims.Single().State, cut.Claims.Single().OrderId));
                Assert.Contains(cut.OrderId, cut.House.Signals);
                points = cut.House.Cuts.Happened ? at : points;
            }

            if (points < at)
            {
                break;
            }
        }

        Assert.True(points >= 8, $"{points} points");
    }

    private OrderRecord Imported(ChannelOrderState state)
    {
        _ = house.Bazaar.Receive();
        house.Bazaar.Change("C-1", order => order with { State = state });
        (OrderRecord? record, _) = ChannelOrderMapping.Map(
            house.Store, "bazaar", house.Bazaar.Orders["C-1"], house.Listed, new NewChannelOrder("o1", house.House.Clock.GetUtcNow(), false, house.Bazaar.Abilities));
        return record!;
    }
}

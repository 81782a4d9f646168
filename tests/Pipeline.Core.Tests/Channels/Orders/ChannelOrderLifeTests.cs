using Pipeline.Core.Channels;
using Pipeline.Core.Issues;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Commands;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Selling;
using Pipeline.Core.Tests.Orders.Life;

namespace Pipeline.Core.Tests.Channels.Orders;

/// <summary>An order of a bazaar: accepted, paid, bought, despatched, told, complete.</summary>
public sealed class ChannelOrderLifeTests
{
    private static readonly string[] WholeStory = ["C-1 accepted C-1-1", "C-1 tracking T-D1 of 2 C-1-1", "C-1 document INV-1.pdf 12", "C-1 shipped s1"];

    private readonly AChannelHouse house = new();

    [Fact]
    public async Task It_is_accepted_paid_bought_shipped_and_told_strictly_in_that_order()
    {
        _ = house.Bazaar.Receive();
        _ = await house.ImportAsync();
        _ = await house.RunAsync();
        Assert.Equal((OrderState.Received, ChannelOrderState.WaitingDebit), (house.Record.State, house.Record.Channel!.State));
        Assert.Empty(house.House.Ingram.Arrived);

        house.Bazaar.Debit();
        _ = await house.ImportAsync();
        _ = await house.RunAsync();
        Assert.Equal((OrderState.Placed, "75007"), (house.Record.State, Assert.Single(house.House.Ingram.Arrived).ShipTo.PostalCode));

        await house.ConfirmAsync();
        await house.DespatchAsync();
        _ = await house.RunAsync();
        Assert.Equal(WholeStory[..2], house.Bazaar.Told);

        await house.BillAsync();
        _ = await house.RunAsync();
        Assert.Equal(OrderState.Invoiced, house.Record.State);

        await house.UploadAsync();
        Assert.Equal(NextStep.End, (await house.RunAsync()).Step);

        Assert.Equal(WholeStory, house.Bazaar.Told);
        Assert.Equal(OrderState.Complete, house.Record.State);
        Assert.Equal(
            [("acceptance", "x-1"), ("tracking", "x-2"), ("document-invoice", "x-3"), ("shipped", "x-4")],
            house.Record.Reports.Select(static report => (report.Key, Assert.Single(report.ExchangeIds))));
        Assert.All(house.Record.Reports, static report => Assert.Equal(ReportState.Done, report.State));
    }

    [Fact]
    public async Task Nothing_is_told_of_goods_that_leave_tomorrow()
    {
        await house.BoughtAsync();
        await house.UploadAsync();
        await house.DespatchAsync(new DateOnly(2026, 3, 11));
        _ = await house.RunAsync();
        Assert.Equal(WholeStory[..1], house.Bazaar.Told);

        house.House.Clock.Advance(TimeSpan.FromHours(18));
        _ = await house.RunAsync();

        Assert.Equal(WholeStory, house.Bazaar.Told);
    }

    [Fact]
    public async Task Where_there_may_be_several_shipments_each_is_told_when_it_has_left()
    {
        house.Bazaar.Abilities |= OrderAbilities.Shipments;
        await house.BoughtAsync();
        await house.UploadAsync();
        await house.DespatchAsync(pieces: 1);
        _ = await house.RunAsync();
        await house.DespatchAsync(number: "D2", pieces: 1);
        _ = await house.RunAsync();

        Assert.Equal(
            [
                WholeStory[0], "C-1 tracking T-D1 of 1 C-1-1", WholeStory[2], "C-1 shipped s1",
                "C-1 tracking T-D2 of 1 C-1-1", "C-1 shipped s4",
            ],
            house.Bazaar.Told);
    }

    [Fact]
    public async Task A_channel_that_takes_tracking_alone_is_told_nothing_else()
    {
        house.Bazaar.Abilities = OrderAbilities.Tracking;
        _ = house.Bazaar.Receive();
        house.Bazaar.Debit();
        _ = await house.ImportAsync();
        _ = await house.RunAsync();
        await house.ConfirmAsync();
        await house.DespatchAsync();
        await house.BillAsync();
        _ = await house.RunAsync();

        Assert.Equal(("C-1 tracking T-D1 of 2 C-1-1", OrderState.Complete), (Assert.Single(house.Bazaar.Told), house.Record.State));
    }

    [Fact]
    public async Task What_cannot_be_had_is_not_accepted_by_itself_and_rings_at_half_of_the_time_and_before_the_end()
    {
        house.House.Catalog.Clear();
        _ = house.Bazaar.Receive();
        _ = await house.ImportAsync();
        OrderDecision wait = await house.RunAsync();
        Assert.Equal((NextStep.Wait, IssueCodes.ArticleUnknown), (wait.Step, house.Record.Channel!.Lacking?.Code));
        Assert.Empty(house.StandingAlarms);

        await AfterAsync(TimeSpan.FromHours(12));
        Assert.Equal([IssueCodes.ChannelNotAccepted], house.StandingAlarms);
        await AfterAsync(TimeSpan.FromHours((5 * 24) - 12 - 4));
        Assert.Equal([IssueCodes.ChannelNotAccepted, IssueCodes.ChannelAcceptanceEnds], house.StandingAlarms);
        Assert.Empty(house.Bazaar.Told);

        house.House.Catalog.Add(SourcingChoiceTests.Entry("ingram-micro/A 10.50 2", "4006381333931"));
        await AfterAsync(TimeSpan.FromMinutes(15));
        Assert.Equal(WholeStory[..1], house.Bazaar.Told);
        Assert.Empty(house.StandingAlarms);
    }

    [Fact]
    public async Task More_than_is_in_stock_is_not_accepted_by_itself()
    {
        house.House.Catalog[0] = SourcingChoiceTests.Entry("ingram-micro/A 10.50 1", "4006381333931");
        _ = house.Bazaar.Receive();
        _ = await house.ImportAsync();
        _ = await house.RunAsync();

        Assert.Equal(IssueCodes.ChannelLinesShort, house.Record.Channel!.Lacking?.Code);
        Assert.Empty(house.Bazaar.Told);
    }

    [Fact]
    public async Task By_hand_it_waits_for_a_person_whose_refusal_ends_it()
    {
        house.Store = house.Store with { Acceptance = OrderAcceptance.Manual };
        _ = house.Bazaar.Receive();
        _ = await house.ImportAsync();
        _ = await house.RunAsync();
        Assert.Empty(house.Bazaar.Told);

        Assert.Equal(CommandOutcome.Accepted, (await DecideAsync(false)).Outcome);
        Assert.Equal(CommandOutcome.Accepted, (await DecideAsync(false)).Outcome);
        Assert.Equal(IssueCodes.ChannelDecided, (await DecideAsync(true)).Refusal?.Code);
        _ = await house.RunAsync();

        Assert.Equal("C-1 accepted ", Assert.Single(house.Bazaar.Told));
        Assert.Equal((OrderState.Cancelled, ChannelOrderState.Refused), (house.Record.State, house.Record.Channel!.State));
    }

    [Fact]
    public async Task Cancelled_there_before_anything_is_ordered_is_cancelled_here()
    {
        _ = house.Bazaar.Receive();
        _ = await house.ImportAsync();
        _ = await house.RunAsync();
        house.Bazaar.Change("C-1", static order => order with { State = ChannelOrderState.Cancelled });
        _ = await house.ImportAsync();
        _ = await house.RunAsync();

        Assert.Equal(OrderState.Cancelled, house.Record.State);
        Assert.Empty(house.StandingAlarms);
    }

    [Fact]
    public async Task Cancelled_there_after_it_was_ordered_is_a_person_s_task()
    {
        await house.BoughtAsync();
        house.Bazaar.Change("C-1", static order => order with { State = ChannelOrderState.Cancelled });
        _ = await house.ImportAsync();
        _ = await house.RunAsync();

        Assert.Equal(OrderState.Placed, house.Record.State);
        Assert.Equal([IssueCodes.ChannelCalledOff], house.StandingAlarms);
    }

    [Fact]
    public async Task Cancelled_by_us_before_it_is_bought_is_told_first_and_ends_here()
    {
        _ = house.Bazaar.Receive();
        _ = await house.ImportAsync();
        _ = await house.RunAsync();
        house.Bazaar.Debit();
        _ = await house.ImportAsync();
        _ = await house.Commands.CancelAsync(house.OrderId, "k1", [], "NO_STOCK", "Ana", default);
        _ = await house.RunAsync();

        Assert.Equal([WholeStory[0], "C-1 cancel-k1"], house.Bazaar.Told);
        Assert.Equal(OrderState.Cancelled, house.Record.State);
        Assert.Empty(house.House.Ingram.Arrived);
    }

    [Fact]
    public async Task What_is_cancelled_here_alone_has_to_be_cancelled_there()
    {
        _ = house.Bazaar.Receive();
        _ = await house.ImportAsync();
        _ = await house.RunAsync();
        _ = await new OrderCommandHandler(new OrderUpdater(house.House.Store, house.House.Clock), house.House).CancelAsync(house.OrderId, "Ana", default);
        _ = await house.RunAsync();

        Assert.Equal([IssueCodes.ChannelCancelDue], house.StandingAlarms);
    }

    [Fact]
    public async Task A_refund_of_a_complete_order_is_told_once_under_its_key_and_leaves_it_complete()
    {
        await CompleteAsync(house);
        ChannelCommandLine line = new(new LineNumber(1), 1, 29.90m, 0);

        Assert.Equal(CommandOutcome.Accepted, (await house.Commands.RefundAsync(house.OrderId, "k1", [line], "BROKEN", "Ana", default)).Outcome);
        Assert.False(house.Record.IsEnded);
        Assert.Equal(CommandOutcome.Accepted, (await house.Commands.RefundAsync(house.OrderId, "k1", [line], "BROKEN", "Ana", default)).Outcome);
        Assert.Equal(
            IssueCodes.IdempotencyKeyReused,
            (await house.Commands.RefundAsync(house.OrderId, "k1", [line with { Amount = 1 }], "BROKEN", "Ana", default)).Refusal?.Code);
        _ = await house.RunAsync();

        Assert.Equal([.. WholeStory, "C-1 refund-k1 29.90 BROKEN"], house.Bazaar.Told);
        Assert.Equal((OrderState.Complete, true), (house.Record.State, house.Record.IsEnded));
    }

    [Fact]
    public async Task The_same_document_again_is_the_first_and_another_after_the_upload_is_refused()
    {
        await CompleteAsync(house);

        Assert.Equal(CommandOutcome.Done, (await house.Documents.PutAsync(house.OrderId, "invoice", "INV-1.pdf", "%PDF-1.7 one"u8.ToArray(), default)).Outcome);
        Assert.Equal(
            IssueCodes.DocumentUploaded,
            (await house.Documents.PutAsync(house.OrderId, "invoice", "INV-2.pdf", "%PDF-1.7 two"u8.ToArray(), default)).Refusal?.Code);
    }

    [Fact]
    public async Task What_the_channel_refuses_is_a_person_s_task_until_a_retry_is_taken()
    {
        await house.BoughtAsync();
        house.Bazaar.Answer = static _ => new ReportAnswer(ReportOutcome.Refused) { Problem = new Issue(IssueCodes.CallRefused, null, null).With("reason", "no carrier") };
        await house.DespatchAsync();
        _ = await house.RunAsync();
        Assert.Equal(ReportState.Failed, house.Report("tracking")!.State);
        _ = await house.RunAsync();
        Assert.Equal([IssueCodes.ChannelReportFailed], house.StandingAlarms);

        house.Bazaar.Answer = static _ => null;
        _ = await new OrderCommandHandler(new OrderUpdater(house.House.Store, house.House.Clock), house.House).RetryAsync(house.OrderId, "Ana", default);
        _ = await house.RunAsync();

        Assert.Equal(WholeStory[..2], house.Bazaar.Told);
        Assert.Empty(house.StandingAlarms);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_report_without_an_answer_is_asked_for_before_it_is_sent_again(bool hasArrived)
    {
        await house.BoughtAsync();
        house.Bazaar.Answer = what =>
        {
            house.Bazaar.Told.AddRange(hasArrived ? [what] : []);
            return new ReportAnswer(ReportOutcome.Unknown) { Problem = new Issue(IssueCodes.CallTimedOut, null, null) };
        };
        await house.DespatchAsync();
        _ = await house.RunAsync();
        Assert.Equal(ReportState.Sending, house.Report("tracking")!.State);

        house.Bazaar.Answer = static _ => null;
        await AfterAsync(TimeSpan.FromMinutes(2));
        await AfterAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(WholeStory[..2], house.Bazaar.Told);
        Assert.Equal(ReportState.Done, house.Report("tracking")!.State);
    }

    [Fact]
    public async Task An_order_of_a_test_store_tells_nothing_buys_nothing_and_ends_simulated()
    {
        house.Store = house.Store with { Mode = StoreMode.Test };
        house.House.Ingram.Answer = static _ => new OrderPlacement { Outcome = PlacementOutcome.Simulated, ExchangeId = "x-would" };
        _ = house.Bazaar.Receive();
        _ = await house.ImportAsync();
        _ = await house.RunAsync();
        Assert.Equal((OrderState.Received, true), (house.Record.State, house.Record.IsTest));

        house.Bazaar.Change("C-1", static order => order with { ShipTo = ABazaar.Address });
        _ = await house.ImportAsync();
        _ = await house.RunAsync();

        Assert.Empty(house.Bazaar.Told);
        Assert.Equal(("orderAccept", "WouldSend"), (house.House.Exchanges[0].Operation, house.House.Exchanges[0].Direction.ToString()));
        Assert.Equal(OrderState.Simulated, house.Record.State);
    }

    /// <summary>The process ends before or after each call of each port, once, and everything begins again.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cut_at_every_call_it_is_bought_once_told_once_and_complete(bool after)
    {
        int points = 0;
        for (int at = 1; ; at++)
        {
            AChannelHouse cut = new();
            cut.House.Cuts.At = at;
            cut.House.Cuts.After = after;
            _ = cut.Bazaar.Receive();
            await CertainlyAsync(cut, () => cut.ImportAsync());
            await CertainlyAsync(cut, () => cut.RunAsync());
            cut.Bazaar.Debit();
            await CertainlyAsync(cut, () => cut.ImportAsync());
            await CertainlyAsync(cut, () => cut.RunAsync());
            await CertainlyAsync(cut, cut.ConfirmAsync);
            await CertainlyAsync(cut, () => cut.DespatchAsync());
            await CertainlyAsync(cut, () => cut.RunAsync());
            await CertainlyAsync(cut, cut.BillAsync);
            await CertainlyAsync(cut, cut.UploadAsync);
            await CertainlyAsync(cut, () => cut.RunAsync());

            Assert.Equal(WholeStory, cut.Bazaar.Told);
            Assert.Single(cut.House.Ingram.Arrived);
            Assert.Equal(OrderState.Complete, Assert.Single(cut.House.Store.All).State);
            if (!cut.House.Cuts.Happened)
            {
                break;
            }

            points = at;
        }

        Assert.True(points > 60, $"{points} points");
    }

    /// <summary>Does a step again after a cut, and what the sweep would do: the order is looked at until it waits.</summary>
    private static async Task CertainlyAsync(AChannelHouse cut, Func<Task> step)
    {
        bool wasCut = cut.House.Cuts.Happened;
        try
        {
            await step();
        }
        catch (CutException)
        {
            await step();
        }

        if (!wasCut && cut.House.Cuts.Happened && cut.House.Store.All.Count > 0)
        {
            for (int looks = 0; looks < 3; looks++)
            {
                cut.House.Clock.Advance(ReportSending.Patience);
                _ = await cut.RunAsync();
            }
        }
    }

    private static async Task CompleteAsync(AChannelHouse one)
    {
        await one.BoughtAsync();
        await one.ConfirmAsync();
        await one.DespatchAsync();
        await one.BillAsync();
        await one.UploadAsync();
        _ = await one.RunAsync();
        Assert.Equal(OrderState.Complete, one.Record.State);
    }

    private Task<CommandResult> DecideAsync(bool accepted) =>
        house.Commands.DecideAsync(house.OrderId, new Dictionary<LineNumber, bool> { [new LineNumber(1)] = accepted }, "Ana", default);

    private Task<OrderDecision> AfterAsync(TimeSpan time)
    {
        house.House.Clock.Advance(time);
        return house.RunAsync();
    }
}

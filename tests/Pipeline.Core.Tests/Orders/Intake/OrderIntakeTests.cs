using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Intake;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Tests.Orders.Life;

namespace Pipeline.Core.Tests.Orders.Intake;

/// <summary>How an order comes in, once however often it is sent and wherever it is cut.</summary>
public sealed class OrderIntakeTests
{
    private const string Line = "\"lines\":[{\"sku\":\"5\",\"quantity\":2}]";
    private const string Elsewhere =
        "\"placedElsewhere\":{\"purchaseOrderNumber\":\"PO-1\",\"distributorOrderNumber\":\"80-1\"},\"lines\":[{\"sku\":\"5\",\"quantity\":2}]";

    private readonly AnIntake intake = new();

    [Fact]
    public async Task An_order_is_stored_open_and_signalled()
    {
        IntakeResult result = await intake.PlaceAsync(intake.Read(Line));

        OrderRecord record = intake.Store.Only;
        Assert.Equal((IntakeOutcome.Created, record.Order.OrderId), (result.Outcome, result.OrderId));
        Assert.Equal(
            (OrderState.Received, intake.Clock.GetUtcNow(), intake.Clock.GetUtcNow(), 1, false),
            (record.State, record.ReceivedAt, record.ReviewDueAt, record.EventCount, record.IsTest));
        Assert.Equal([result.OrderId], intake.Signals);
        OrderEvent first = Assert.Single(intake.Store.Events);
        Assert.Equal((1, "received", "Received from api with 1 line."), (first.Sequence, first.Step, first.Summary));
    }

    [Fact]
    public async Task Ids_sort_by_the_time_of_receipt_and_cannot_be_guessed()
    {
        string first = (await intake.PlaceAsync(intake.Read(Line), "a")).OrderId;
        string sibling = (await intake.PlaceAsync(intake.Read(Line), "b")).OrderId;
        intake.Clock.Advance(TimeSpan.FromSeconds(1));
        string later = (await intake.PlaceAsync(intake.Read(Line), "c")).OrderId;

        Assert.Matches("^[0-9a-f]{32}$", first);
        Assert.NotEqual(first[12..], sibling[12..]);
        Assert.True(string.CompareOrdinal(later, first) > 0 && string.CompareOrdinal(later, sibling) > 0);
    }

    [Fact]
    public async Task The_same_key_and_request_are_the_same_order_again()
    {
        IntakeResult first = await intake.PlaceAsync(intake.Read(Line));
        intake.Clock.Advance(TimeSpan.FromDays(1));

        IntakeResult second = await intake.PlaceAsync(intake.Read(Line));

        Assert.Equal((IntakeOutcome.Repeated, first.OrderId), (second.Outcome, second.OrderId));
        Assert.Single(intake.Store.All);
        Assert.Single(intake.Store.Events);
    }

    [Fact]
    public async Task The_same_key_with_another_request_is_refused_and_changes_nothing()
    {
        IntakeResult first = await intake.PlaceAsync(intake.Read(Line));

        IntakeResult second = await intake.PlaceAsync(intake.Read("\"lines\":[{\"sku\":\"5\",\"quantity\":3}]"));

        Assert.Equal((IntakeOutcome.KeyReused, first.OrderId, null), (second.Outcome, second.OrderId, second.Record));
        Assert.Single(intake.Store.All);
        Assert.Single(intake.Signals);
    }

    [Fact]
    public async Task Another_key_is_another_order()
    {
        _ = await intake.PlaceAsync(intake.Read(Line), "a");
        _ = await intake.PlaceAsync(intake.Read(Line), "A");

        Assert.Equal(2, intake.Store.All.Count);
    }

    [Fact]
    public async Task A_key_is_known_with_its_own_request_only()
    {
        _ = await intake.PlaceAsync(intake.Read(Line));

        Assert.True(await intake.Intake.IsKnownAsync(intake.Read(Line), "key-1", default));
        Assert.False(await intake.Intake.IsKnownAsync(intake.Read(Elsewhere), "key-1", default));
        Assert.False(await intake.Intake.IsKnownAsync(intake.Read(Line), "key-2", default));
    }

    [Theory]
    [InlineData(false, Line, false)]
    [InlineData(false, "\"test\":true," + Line, true)]
    [InlineData(true, Line, true)]
    [InlineData(true, Elsewhere, false)]
    public async Task An_order_is_a_test_by_its_own_wish_or_by_setting_but_never_when_it_was_placed_elsewhere(
        bool isTestHouse, string members, bool expected)
    {
        AnIntake house = new(isTestHouse);

        IntakeResult result = await house.PlaceAsync(house.Read(members));

        Assert.Equal(expected, result.Record!.IsTest);
    }

    [Fact]
    public async Task An_order_placed_elsewhere_is_followed_as_already_sent()
    {
        IntakeResult result = await intake.PlaceAsync(intake.Read(
            "\"placedElsewhere\":{\"purchaseOrderNumber\":\"po-1\",\"distributorOrderNumber\":\"80-1\"},"
            + "\"lines\":[{\"sku\":\"5\",\"quantity\":2,\"maxUnitPrice\":8.5},{\"sku\":\"5\",\"quantity\":1},{\"sku\":\"6\",\"quantity\":1},{\"sku\":\"7\",\"quantity\":1}]"));

        PurchaseOrder order = Assert.Single(result.Record!.Order.PurchaseOrders);
        Assert.Equal(
            ("PO-1", "ingram-micro", "EUR", PurchasePhase.Acknowledged),
            (order.Number.Value, order.Distributor, order.Currency, order.Phase));
        Assert.Equal([8.5m, 9.90m, 0m, 0m], order.Lines.Select(static line => line.UnitPrice));
        Assert.Equal(["80-1"], order.Progress().DistributorOrderNumbers);
        Assert.Equal(OrderState.Placed, result.Record.State);
        Assert.Equal(result.OrderId, intake.Numbers.Orders["ingram-micro/PO-1"]);
        Assert.Equal(result.OrderId, intake.Numbers.Orders["ingram-micro/80-1"]);
        Assert.Equal("Taken over with 4 lines: placed at ingram-micro as PO-1 by other means.", intake.Store.Events[0].Summary);
    }

    [Fact]
    public async Task Messages_that_waited_for_an_order_placed_elsewhere_are_released()
    {
        intake.Inbox.Parked.Add(new ParkedMessage("m1", "ingram-micro", ["po-1"]));
        intake.Inbox.Parked.Add(new ParkedMessage("m2", "ingram-micro", ["80-1"]));
        intake.Inbox.Parked.Add(new ParkedMessage("m3", "ingram-micro", ["PO-2"]));

        _ = await intake.PlaceAsync(intake.Read(Elsewhere));

        MessageRequest announced = Assert.Single(intake.Inbox.Announced);
        Assert.Equal(["m1", "m2"], announced.Ids);
        Assert.True(announced.Again);
    }

    [Theory]
    [InlineData("PO-1")]
    [InlineData("80-1")]
    public async Task A_number_that_another_order_has_is_refused_and_nothing_is_stored(string number)
    {
        intake.Numbers.Orders[$"ingram-micro/{number}"] = "other";

        IntakeResult result = await intake.PlaceAsync(intake.Read(Elsewhere));

        Assert.Equal((IntakeOutcome.NumberTaken, "other", number), (result.Outcome, result.OrderId, result.Number));
        Assert.Empty(intake.Store.All);
        Assert.Empty(intake.Signals);
    }

    [Fact]
    public async Task A_number_that_is_taken_in_the_meantime_withdraws_the_order()
    {
        intake.Cuts.At = 6;
        intake.Cuts.After = true;
        await Assert.ThrowsAsync<CutException>(() => intake.PlaceAsync(intake.Read(Elsewhere)));
        Assert.Single(intake.Store.All);
        intake.Cuts.Reset();
        intake.Numbers.Orders["ingram-micro/PO-1"] = "other";

        IntakeResult result = await intake.PlaceAsync(intake.Read(Elsewhere));
        IntakeResult again = await intake.PlaceAsync(intake.Read(Elsewhere));

        Assert.Equal((IntakeOutcome.NumberTaken, "other", "PO-1"), (result.Outcome, result.OrderId, result.Number));
        Assert.Equal(result, again);
        Assert.Equal((OrderState.Cancelled, null), (intake.Store.Only.State, intake.Store.Only.ReviewDueAt));
        Assert.Equal(["received", "cancelRequested", "ended"], intake.Store.Events.Select(static entry => entry.Step));
    }

    /// <summary>The process ends at every call of a port, before or after it is done; the caller then repeats.</summary>
    [Theory]
    [InlineData(Line, false)]
    [InlineData(Line, true)]
    [InlineData(Elsewhere, false)]
    [InlineData(Elsewhere, true)]
    public async Task A_request_that_was_cut_anywhere_is_completed_by_repeating_it(string members, bool after)
    {
        int at = 0;
        bool happened;
        do
        {
            at++;
            AnIntake house = new();
            house.Inbox.Parked.Add(new ParkedMessage("m1", "ingram-micro", ["PO-1"]));
            house.Cuts.At = at;
            house.Cuts.After = after;
            OrderRequest request = house.Read(members);
            _ = await Record.ExceptionAsync(() => house.PlaceAsync(request));
            happened = house.Cuts.Happened;
            house.Cuts.Reset();

            IntakeResult result = await house.PlaceAsync(request);

            Assert.Equal(result.OrderId, house.Store.Only.Order.OrderId);
            Assert.True(result.Outcome is IntakeOutcome.Created or IntakeOutcome.Repeated);
            Assert.Contains(result.OrderId, house.Signals);
            Assert.All(house.Signals, signal => Assert.Equal(result.OrderId, signal));
            Assert.Single(house.Store.Events);
            Assert.Equal(members == Elsewhere ? 2 : 0, house.Numbers.Orders.Count);
            Assert.Equal(members == Elsewhere, house.Inbox.Announced.Count > 0);
        }
        while (happened);

        Assert.InRange(at, 4, 12);
    }
}

using Pipeline.Core.Orders;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Sales;
using static Pipeline.Core.Tests.Orders.AnOrder;

namespace Pipeline.Core.Tests.Orders;

/// <summary>One line of ten pieces, bought in two purchase orders.</summary>
public sealed class SalesProgressTests
{
    private static readonly SalesOrder Wanted = new()
    {
        OrderId = "o1", Source = OrderSource.Api,
        Lines = [new SalesOrderLine { LineNumber = new LineNumber(1), Sku = "A", Quantity = 10 }],
    };

    [Fact]
    public void Quantities_of_both_purchase_orders_add_up()
    {
        LineProgress line = Line(
            Bought(6, Response(1, "8001", Answer(1, 10, "A", 6, 4, 2)), Advice(2, "D1", Carton(10, "A", 4, "T1", "S2", "S1")), Bill(3, "I1", Billed("001", "A", 2, 7)), Credit("C1")),
            Bought(4, Response(1, "8001", Answer(1, 10, "A", 4, 3, 1)), Advice(2, "D1", Carton(10, "A", 2, "T1", "S3")), Bill(3, "I1", Billed("001", "A", 1, 7)), Credit("C2")));

        Assert.Equal("10: 7/3/0/0/6/3/2", Show(line));
        Assert.Equal(["S1", "S2", "S3"], line.SerialNumbers);
        Assert.Equal(["T1"], line.Tracking.Select(tracking => tracking.Number));
        Assert.Equal(LineState.PartlyShipped, line.State);
    }

    [Fact]
    public void Pieces_that_another_order_is_asked_for_are_neither_rejected_nor_voided()
    {
        OrderResponse rejected = Response(1, null) with { Status = ResponseStatus.Rejected };
        OrderStatus voided = Status(1, OrderStatusCode.Voided);

        Assert.Equal("10: 0/0/10/0/0/0/0", Show(Line(Bought(6, rejected), Bought(4, rejected))));
        Assert.Equal("10: 0/0/6/0/0/0/0", Show(Line(Bought(6, rejected), Bought(4))));
        Assert.Equal("10: 0/0/0/0/0/0/0", Show(Line(Bought(10, rejected), Bought(10))));
        Assert.Equal("10: 0/0/0/0/0/0/0", Show(Line(Bought(10, rejected), Bought(12))));
        Assert.Equal("10: 0/0/0/10/0/0/0", Show(Line(Bought(6, voided), Bought(4, voided))));
        Assert.Equal("10: 0/0/0/6/0/0/0", Show(Line(Bought(6, voided), Bought(4))));
        Assert.Equal("10: 0/0/0/0/0/0/0", Show(Line(Bought(10, voided), Bought(12))));
        Assert.Equal("10: 0/0/6/4/0/0/0", Show(Line(Bought(6, rejected), Bought(4, voided))));
        Assert.Equal("10: 0/0/6/4/0/0/0", Show(Line(Bought(6, rejected), Bought(8, voided))));
    }

    [Fact]
    public void Less_bought_than_wanted_is_as_much_as_was_wanted()
    {
        LineProgress line = Line(Bought(6, Response(1, "8001", Answer(1, 10, "A", 6, 6, 0))));

        Assert.Equal(("10: 6/0/0/0/0/0/0", LineState.Confirmed), (Show(line), line.State));
    }

    [Fact]
    public void A_line_is_paid_when_every_order_that_brings_something_is()
    {
        OrderStatus paid = Status(2, OrderStatusCode.Paid);
        OrderResponse rejected = Response(1, null) with { Status = ResponseStatus.Rejected };

        Assert.True(Line(Bought(6, paid), Bought(4, paid)).IsPaid);
        Assert.False(Line(Bought(6, paid), Bought(4)).IsPaid);
        Assert.True(Line(Bought(10, rejected), Bought(10, paid)).IsPaid);
        Assert.False(Line(Bought(10, rejected)).IsPaid);
        Assert.False(Line(Bought(6, rejected), Bought(4, rejected)).IsPaid);
    }

    [Theory]
    [InlineData(PurchasePhase.Planned, PurchasePhase.Planned, LineState.Open)]
    [InlineData(PurchasePhase.Planned, PurchasePhase.Sending, LineState.Sent)]
    [InlineData(PurchasePhase.Acknowledged, PurchasePhase.Sending, LineState.Received)]
    public void Before_any_message_the_order_that_has_come_furthest_decides(PurchasePhase first, PurchasePhase second, LineState expected) =>
        Assert.Equal(expected, Line(Bought(6) with { Phase = first }, Bought(4) with { Phase = second }).State);

    [Fact]
    public void A_confirmed_part_counts_as_heard_when_it_comes_to_nothing() => Assert.Equal(
        LineState.Received,
        Line(
            Bought(6, Response(1, "8001", Answer(1, 10, "A", 6, 0, 0))),
            Bought(4) with { Phase = PurchasePhase.Planned }).State);

    [Fact]
    public void A_purchase_order_that_was_never_taken_brings_nothing_unless_messages_prove_otherwise()
    {
        PurchaseOrder refused = Bought(10) with { Phase = PurchasePhase.Refused };

        Assert.Equal(("10: 0/0/0/0/0/0/0", LineState.Open), (Show(Line(refused)), Line(refused).State));
        Assert.Equal("10: 4/0/0/0/4/0/0", Show(Line(refused.Apply(Advice(1, "D1", Carton(10, "A", 4, null))).Value)));
    }

    [Fact]
    public void A_line_that_nobody_was_asked_for_shows_what_it_was_wanted_by()
    {
        SalesOrderLine wanted = new() { LineNumber = new LineNumber(1), Sku = "A", Gtin = "B", ManufacturerPartNumber = "C", Quantity = 1 };

        Assert.Equal("A", Shown(wanted));
        Assert.Equal("B", Shown(wanted with { Sku = null }));
        Assert.Equal("C", Shown(wanted with { Sku = null, Gtin = null }));
    }

    [Fact]
    public void Lines_come_by_their_numbers() => Assert.Equal(
        [1, 2],
        (Wanted with { Lines = [Wanted.Lines[0] with { LineNumber = new LineNumber(2) }, Wanted.Lines[0]] }).Progress()
            .Select(line => line.LineNumber.Value));

    [Theory]
    [InlineData(PurchasePhase.Refused, PurchasePhase.Refused, OrderState.Rejected)]
    [InlineData(PurchasePhase.Refused, PurchasePhase.Cancelled, OrderState.Rejected)]
    [InlineData(PurchasePhase.Cancelled, PurchasePhase.Cancelled, OrderState.Cancelled)]
    [InlineData(PurchasePhase.Simulated, PurchasePhase.Simulated, OrderState.Simulated)]
    [InlineData(PurchasePhase.Simulated, PurchasePhase.Refused, OrderState.Rejected)]
    [InlineData(PurchasePhase.Simulated, PurchasePhase.Sending, OrderState.Placed)]
    public void An_order_none_of_whose_purchase_orders_was_taken_ends_as_they_did(PurchasePhase first, PurchasePhase second, OrderState expected) =>
        Assert.Equal(expected, Order(Bought(6) with { Phase = first }, Bought(4) with { Phase = second }).State());

    [Fact]
    public void What_has_ended_waits_for_nobody()
    {
        SalesOrder stopped = Wanted with { BlockedReason = "X", IsCancelRequested = true };

        Assert.Equal(OrderState.Cancelled, (stopped with { IsCancelled = true }).State());
        Assert.Equal(OrderState.Blocked, stopped.State());
        Assert.Equal(OrderState.CancelRequested, (stopped with { BlockedReason = null }).State());
        Assert.Equal(
            OrderState.Rejected,
            (Order(Bought(10) with { Phase = PurchasePhase.Refused }) with { IsCancelRequested = true }).State());
    }

    [Fact]
    public void An_order_of_the_api_is_complete_when_billed() => Assert.Equal(
        OrderState.Complete, Order(Bought(10, Bill(1, "I1", Billed("001", "A", 10, 7)))).State());

    [Fact]
    public void Cancelling_ends_what_is_planned_and_leaves_what_has_ended()
    {
        SalesOrder cancelled = Order(
            Bought(6) with { Phase = PurchasePhase.Planned }, Bought(4) with { Phase = PurchasePhase.Refused }).Cancel();

        Assert.True(cancelled.IsCancelled);
        Assert.False(cancelled.IsCancelRequested);
        Assert.Equal([PurchasePhase.Cancelled, PurchasePhase.Refused], cancelled.PurchaseOrders.Select(order => order.Phase));
        Assert.True(Wanted.Cancel().IsCancelled);
        Assert.Equal(
            (false, true),
            (Order(Bought(6) with { Phase = PurchasePhase.Planned }, Bought(4)).Cancel().IsCancelled, Order(Bought(6)).Cancel().IsCancelRequested));
    }

    [Fact]
    public void A_message_for_two_purchase_orders_is_told_by_the_more_it_brought()
    {
        PurchaseOrder knows = Bought(6) with { Number = PurchaseOrderNumber.Parse("PX2") };
        var shared = Bill(1, "I1", Billed("001", "A", 1, 7)) with { PurchaseOrderNumbers = ["PX1", "PX2"] };
        SalesOrder order = Order(Bought(6), knows.Apply(shared).Value);

        Assert.Equal(MergeOutcome.Added, order.Apply(shared).Outcome);
        Assert.Equal(MergeOutcome.Duplicate, order.Apply(shared).Value.Apply(shared).Outcome);
        Assert.Equal(MergeOutcome.Foreign, order.Apply(shared with { PurchaseOrderNumbers = ["PX9"] }).Outcome);
    }

    private static OrderMessage Credit(string number) =>
        Bill(4, number, Billed("001", "A", 1, 7)) with { Kind = Pipeline.Core.Messages.Invoicing.InvoiceKind.CreditNote };

    private static PurchaseOrder Bought(int quantity, params OrderMessage[] messages) =>
        messages.Aggregate(With(AnOrder.Line(1, "A", quantity, 7)), (order, message) => order.Apply(message).Value);

    private static SalesOrder Order(params PurchaseOrder[] purchases) => Wanted with { PurchaseOrders = purchases };

    private static LineProgress Line(params PurchaseOrder[] purchases) => Order(purchases).Progress()[0];

    private static string Shown(SalesOrderLine line) => (Wanted with { Lines = [line] }).Progress()[0].Sku.AsCompared;

    private static string Show(LineProgress line) =>
        $"{line.Ordered}: {line.Confirmed}/{line.BackOrdered}/{line.Rejected}/{line.Voided}/{line.Shipped}/{line.Invoiced}/{line.Credited}";
}

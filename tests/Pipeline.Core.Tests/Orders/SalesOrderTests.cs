using Pipeline.Core.Orders;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;
using static Pipeline.Core.Tests.Orders.AnOrder;

namespace Pipeline.Core.Tests.Orders;

public sealed class SalesOrderTests
{
    private static readonly SalesOrder Wanted = new()
    {
        OrderId = "o1",
        Source = new OrderSource("mirakl", "pixmania", "C-1"),
        Lines =
        [
            new SalesOrderLine { LineNumber = new LineNumber(1), Sku = "A", Distributor = "ingram-micro", Quantity = 2 },
            new SalesOrderLine { LineNumber = new LineNumber(2), Gtin = "2007100230014", Quantity = 5 },
        ],
    };

    [Fact]
    public void Without_purchase_orders_it_is_received_then_sourcing()
    {
        Assert.Equal(OrderState.Received, Wanted.State());
        Assert.Equal(OrderState.Sourcing, (Wanted with { IsSourcing = true }).State());
        Assert.Equal([LineState.Open, LineState.Open], Wanted.Progress().Select(line => line.State));
    }

    [Fact]
    public void It_is_complete_when_billed_and_the_channel_knows()
    {
        SalesOrder billed = After(
            UsualResponse(), Advice(2, "D1", Carton(10, "A", 2, null), Carton(20, "B", 5, null)),
            Bill(3, "I1", Billed("001", "A", 2, 10), Billed("002", "B", 5, 20)));

        Assert.Equal(OrderState.Invoiced, billed.State());
        Assert.Equal(OrderState.Complete, (billed with { IsChannelTold = true }).State());
        Assert.Equal(OrderState.Complete, (billed with { Source = OrderSource.Api }).State());
    }

    [Fact]
    public void A_line_another_distributor_takes_over_is_no_longer_rejected()
    {
        SalesOrder order = After(Response(1, "8001", Answer(1, 10, "A", 2, 2, 0), Answer(2, 20, "B", 5, 1, 0)));
        PurchaseOrder second = With(Line(2, "X9", 4, 21)) with { Number = PurchaseOrderNumber.Parse("PX2"), Distributor = "intcomex" };
        Assert.Equal((1, 4), (order.Progress()[1].Confirmed, order.Progress()[1].Rejected));

        SalesOrder compensated = order with { PurchaseOrders = [.. order.PurchaseOrders, second] };

        Assert.Equal((1, 0), (compensated.Progress()[1].Confirmed, compensated.Progress()[1].Rejected));
        OrderResponse answer = Response(2, "77", Answer(2, 1, "X9", 4, 4, 0)) with { PurchaseOrderNumber = "PX2" };
        Assert.Equal(OrderState.Confirmed, compensated.Apply(answer).Value.State());
    }

    [Fact]
    public void Cancelling_before_the_order_was_sent_ends_it()
    {
        SalesOrder cancelled = (Wanted with { PurchaseOrders = [Placed with { Phase = PurchasePhase.Planned }] }).Cancel();

        Assert.Equal(OrderState.Cancelled, cancelled.State());
        Assert.Equal(PurchasePhase.Cancelled, cancelled.PurchaseOrders[0].Phase);
    }

    [Theory]
    [InlineData(PurchasePhase.Sending)]
    [InlineData(PurchasePhase.Acknowledged)]
    public void Cancelling_after_it_was_sent_is_a_task_until_the_distributor_voids_it(PurchasePhase phase)
    {
        SalesOrder cancelled = (Wanted with { PurchaseOrders = [Placed with { Phase = phase }] }).Cancel();

        Assert.Equal(OrderState.CancelRequested, cancelled.State());
        Assert.Equal(OrderState.Cancelled, cancelled.Apply(Status(3, OrderStatusCode.Voided)).Value.State());
    }

    [Fact]
    public void A_blocked_order_waits_for_a_person_and_says_for_what()
    {
        SalesOrder blocked = After(UsualResponse()) with { BlockedReason = "PRICE_DIFFERS" };

        Assert.Equal(OrderState.Blocked, blocked.State());
        Assert.Equal(OrderState.Confirmed, (blocked with { BlockedReason = null }).State());
    }

    [Fact]
    public void Refused_and_simulated_orders_end_so()
    {
        Assert.Equal(OrderState.Rejected, (Wanted with { PurchaseOrders = [Placed with { Phase = PurchasePhase.Refused }] }).State());
        Assert.Equal(OrderState.Simulated, (Wanted with { PurchaseOrders = [Placed with { Phase = PurchasePhase.Simulated }] }).State());
    }

    [Fact]
    public void A_line_without_purchase_order_keeps_the_order_open()
    {
        SalesOrder half = Wanted with { PurchaseOrders = [With(Line(1, "A", 2, 10))] };

        Assert.Equal(OrderState.PartlyConfirmed, half.Apply(Response(1, "8001", Answer(1, 10, "A", 2, 2, 0))).Value.State());
    }

    [Fact]
    public void A_stored_order_reads_back_as_it_was()
    {
        SalesOrder order = After(UsualResponse(), Advice(2, "D1", Carton(10, "A", 2, "T1", "S1"))) with { BlockedReason = "X" };

        OrderRecord record = new() { Order = order, ReceivedAt = default, ChangedAt = default };
        SalesOrder read = OrderRecordJson.Read(OrderRecordJson.Write(record)).Order;

        Assert.Equal(OrderState.Blocked, read.State());
        Assert.Equal(OrderRecordJson.Write(record), OrderRecordJson.Write(record with { Order = read }));
        Assert.Equal(order.PurchaseOrders[0].Progress().Show(), read.PurchaseOrders[0].Progress().Show());
    }

    private static SalesOrder After(params OrderMessage[] messages) =>
        messages.Aggregate(Wanted with { PurchaseOrders = [Placed] }, (order, message) => order.Apply(message).Value);
}

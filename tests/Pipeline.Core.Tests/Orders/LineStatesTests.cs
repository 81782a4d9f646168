using Pipeline.Core.Messages;
using Pipeline.Core.Catalog;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Progress;

namespace Pipeline.Core.Tests.Orders;

/// <summary>States follow from quantities; a line here has ten pieces.</summary>
public sealed class LineStatesTests
{
    private static readonly LineProgress Ten = new()
    {
        LineNumber = new LineNumber(1), Sku = DistributorSku.Parse("A"), Ordered = 10, State = LineState.Open,
    };

    [Theory]
    [InlineData(LineState.Open)]
    [InlineData(LineState.Sent)]
    [InlineData(LineState.Received)]
    public void Without_quantities_a_line_is_as_it_was_heard(LineState heard) => Assert.Equal(heard, LineStates.Of(Ten, heard));

    [Fact]
    public void The_furthest_quantity_decides()
    {
        Assert.Equal(LineState.Confirmed, Of(Ten with { Confirmed = 1 }));
        Assert.Equal(LineState.BackOrdered, Of(Ten with { Confirmed = 9, BackOrdered = 1 }));
        Assert.Equal(LineState.PartlyShipped, Of(Ten with { BackOrdered = 9, Shipped = 1 }));
        Assert.Equal(LineState.PartlyShipped, Of(Ten with { Shipped = 9, Invoiced = 9 }));
        Assert.Equal(LineState.Shipped, Of(Ten with { Shipped = 10, Invoiced = 9 }));
        Assert.Equal(LineState.Invoiced, Of(Ten with { Invoiced = 10 }));
        Assert.Equal(LineState.Paid, Of(Ten with { Invoiced = 10, IsPaid = true }));
        Assert.Equal(LineState.Confirmed, Of(Ten with { Confirmed = 1, IsPaid = true }));
    }

    [Fact]
    public void Rejected_and_voided_pieces_are_not_due()
    {
        Assert.Equal(LineState.Shipped, Of(Ten with { Rejected = 2, Voided = 3, Shipped = 5 }));
        Assert.Equal(LineState.Rejected, Of(Ten with { Rejected = 10 }));
        Assert.Equal(LineState.Voided, Of(Ten with { Rejected = 9, Voided = 1 }));
        Assert.Equal(0, (Ten with { Rejected = 11 }).Due);
    }

    [Fact]
    public void An_order_is_as_its_lines()
    {
        Assert.Equal(OrderState.Sourcing, LineStates.OfOrder([]));
        Assert.Equal(OrderState.Sourcing, Order(Ten, Ten));
        Assert.Equal(OrderState.Placed, Order(Ten, Ten with { State = LineState.Sent }));
        Assert.Equal(OrderState.PartlyConfirmed, Order(Ten, Ten with { Confirmed = 10 }));
        Assert.Equal(OrderState.PartlyConfirmed, Order(Ten with { Confirmed = 1, BackOrdered = 1 }));
        Assert.Equal(OrderState.Confirmed, Order(Ten with { Confirmed = 4, BackOrdered = 6 }));
        Assert.Equal(OrderState.PartlyShipped, Order(Ten with { Confirmed = 10 }, Ten with { Shipped = 1 }));
        Assert.Equal(OrderState.PartlyShipped, Order(Ten, Ten with { Invoiced = 10 }));
        Assert.Equal(OrderState.Shipped, Order(Ten with { Shipped = 10 }, Ten with { Invoiced = 10 }));
        Assert.Equal(OrderState.Invoiced, Order(Ten with { Invoiced = 10, IsPaid = true }, Ten with { Invoiced = 10 }));
    }

    [Fact]
    public void Lines_that_ended_without_goods_do_not_hold_up_the_others()
    {
        LineProgress rejected = Ten with { Rejected = 10 };
        LineProgress voided = Ten with { Voided = 10 };

        Assert.Equal(OrderState.Invoiced, Order(rejected, voided, Ten with { Invoiced = 10 }));
        Assert.Equal(OrderState.PartlyConfirmed, Order(rejected, Ten with { Confirmed = 10 }));
        Assert.Equal(OrderState.Rejected, Order(rejected, rejected));
        Assert.Equal(OrderState.Cancelled, Order(rejected, voided));
    }

    private static LineState Of(LineProgress line) => LineStates.Of(line, LineState.Received);

    private static OrderState Order(params LineProgress[] lines) =>
        LineStates.OfOrder([.. lines.Select(line => line with { State = LineStates.Of(line, line.State) })]);
}

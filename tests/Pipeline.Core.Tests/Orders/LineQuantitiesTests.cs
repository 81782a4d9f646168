using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;
using static Pipeline.Core.Tests.Orders.AnOrder;

namespace Pipeline.Core.Tests.Orders;

/// <summary>What the documents add up to for one line of ten pieces: confirmed/back-ordered/rejected/voided/shipped/invoiced.</summary>
public sealed class LineQuantitiesTests
{
    private static readonly PurchaseOrder Ten = With(Line(1, "A", 10, 7));
    private static readonly DateOnly Friday = new(2026, 3, 13);
    private static readonly DateOnly Monday = new(2026, 3, 16);

    [Fact]
    public void Pieces_that_no_response_has_spoken_of_are_not_rejected() =>
        Is("BackOrdered 2/2/2/0/0/0", Response(1, "8001", Answer(1, 10, "A", 6, 2, 2)));

    [Fact]
    public void Responses_of_several_distributor_orders_add_up() =>
        Is("BackOrdered 5/3/2/0/0/0", Response(1, "8001", Answer(1, 10, "A", 6, 4, 2)), Response(2, "8002", Answer(1, 10, "A", 4, 1, 1)));

    [Fact]
    public void What_one_distributor_order_rejects_and_another_takes_is_not_rejected() =>
        Is("Confirmed 9/0/1/0/0/0", Response(1, "8001", Answer(1, 10, "A", 10, 8, 0)), Response(2, "8002", Answer(1, 10, "A", 5, 1, 0)));

    [Theory]
    [InlineData(8, 4, "BackOrdered 8/2/0/0/0/0")]
    [InlineData(12, 4, "Confirmed 10/0/0/0/0/0")]
    [InlineData(0, 14, "BackOrdered 0/10/0/0/0/0")]
    public void More_than_was_ordered_is_not_confirmed(int confirmed, int backOrdered, string expected) =>
        Is(expected, Response(1, "8001", Answer(1, 10, "A", 10, confirmed, backOrdered)));

    [Fact]
    public void Goods_that_left_were_neither_rejected_nor_voided()
    {
        OrderResponse rejected = Response(1, null) with { Status = ResponseStatus.Rejected };

        Is("Shipped 4/0/6/0/4/0", rejected, Advice(2, "D1", Carton(10, "A", 4, null)));
        Is("Shipped 4/0/0/6/4/0", Status(1, OrderStatusCode.Voided), Advice(2, "D1", Carton(10, "A", 4, null)));
        Is("Shipped 10/0/0/0/12/0", rejected, Advice(2, "D1", Carton(10, "A", 12, null)));
    }

    [Fact]
    public void Voiding_takes_what_was_neither_rejected_nor_shipped_by_the_status_itself()
    {
        Is("Voided 0/0/4/6/0/0", Response(1, "8001", Answer(1, 10, "A", 10, 6, 0)), Status(2, OrderStatusCode.Voided));
        Is("Confirmed 7/0/0/3/0/0", Response(1, "8001", Answer(1, 10, "A", 10, 10, 0)), Status(2, OrderStatusCode.Voided, StatusLine(10, "A", 10, 7, 0)));
    }

    [Fact]
    public void What_is_voided_is_not_on_back_order() => Is(
        "Confirmed 7/0/0/3/0/0",
        Response(1, "8001", Answer(1, 10, "A", 10, 10, 0)), Status(2, OrderStatusCode.Voided, StatusLine(10, "A", 10, 7, 3)));

    [Fact]
    public void A_voided_line_ends_alone_when_its_order_goes_on()
    {
        OrderStatusLine voided = StatusLine(20, "B", 5, 0, 0) with { Status = OrderStatusCode.Voided };

        Assert.Equal(
            "PartlyConfirmed: Confirmed 2/0/0/0/0/0; Voided 0/0/0/5/0/0",
            Placed.After(UsualResponse(), Status(2, OrderStatusCode.Open, voided)).Show());
    }

    [Theory]
    [InlineData(1, "Confirmed 10/0/0/0/0/0")]
    [InlineData(2, "Confirmed 10/0/0/0/0/0")]
    [InlineData(3, "BackOrdered 5/5/0/0/0/0")]
    public void Only_a_status_younger_than_the_response_moves_pieces_to_back_order(int hour, string expected) =>
        Is(expected, Response(2, "8001", Answer(1, 10, "A", 10, 10, 0)), Status(hour, OrderStatusCode.BackOrdered, StatusLine(10, "A", 10, 0, 5)));

    [Fact]
    public void A_rejection_of_the_rest_is_as_young_as_any_response() => Is(
        "Confirmed 3/0/7/0/0/0",
        Response(1, "8001", Answer(1, 10, "A", 3, 3, 0)),
        Status(2, OrderStatusCode.BackOrdered, StatusLine(10, "A", 3, 0, 2)),
        Response(3, "8002") with { Status = ResponseStatus.Rejected });

    [Fact]
    public void Back_orders_of_several_distributor_orders_add_up_to_no_more_than_is_open()
    {
        OrderStatus first = Status(2, OrderStatusCode.BackOrdered, StatusLine(10, "A", 6, 0, 2));
        OrderStatus second = Status(2, OrderStatusCode.BackOrdered, StatusLine(10, "A", 4, 0, 1)) with { DistributorOrderNumber = "8002" };

        Is("BackOrdered 7/3/0/0/0/0", Response(1, "8001", Answer(1, 10, "A", 10, 10, 0)), first, second);
        Is("BackOrdered 0/6/4/0/0/0", Response(1, "8001", Answer(1, 10, "A", 10, 6, 0)), Status(2, OrderStatusCode.BackOrdered, StatusLine(10, "A", 10, 0, 9)));
    }

    [Fact]
    public void Whatever_the_distributor_says_of_a_line_it_has_it()
    {
        OrderResponse empty = Response(1, "8001", Answer(1, 10, "A", 0, 0, 0) with { Status = ResponseLineStatus.Unknown });
        OrderMessage[] words =
        [
            empty,
            Response(1, "8001", Answer(1, 10, "A", 10, 10, 0) with { IsUnsure = true }),
            Status(1, OrderStatusCode.Open, StatusLine(10, "A", 10, 0, 0)),
            Status(1, OrderStatusCode.Paid),
            Advice(1, "D1", Carton(10, "A", 0, null)),
            Advice(1, "D1", Carton(10, "A", 9, null) with { IsUnsure = true }),
            Bill(1, "I1", Billed("001", "A", 0, 7)),
            Bill(1, "I1", Billed("001", "A", 9, 7)) with { Kind = InvoiceKind.Unknown },
            Bill(1, "I1", Billed("001", "A", 9, 7) with { IsUnsure = true }),
        ];

        Assert.All(words, word => Assert.Equal("Received 0/0/0/0/0/0", Show((Ten with { Phase = PurchasePhase.Sending }).After(word))));
    }

    [Fact]
    public void The_reason_is_the_newest_given_and_shown_only_with_rejected_pieces()
    {
        OrderResponse first = Response(1, "8001", Answer(1, 10, "A", 4, 0, 0) with { ReasonCode = "OLD" });
        OrderResponse second = Response(2, "8002", Answer(1, 10, "A", 4, 0, 0) with { ReasonCode = "NEW" });
        OrderResponse silent = Response(3, "8003", Answer(1, 10, "A", 2, 0, 0));
        OrderResponse whole = Response(1, null, Answer(1, 10, "A", 10, 0, 0) with { ReasonCode = "LINE" }) with
        {
            Status = ResponseStatus.Rejected, ReasonCode = "ORDER",
        };

        Assert.Equal("NEW", Of(first, second, silent).ReasonCode);
        Assert.Equal("LINE", Of(whole).ReasonCode);
        Assert.Equal("ORDER", Of(whole with { Lines = [] }).ReasonCode);
        Assert.Null(Of(Response(1, "8001", Answer(1, 10, "A", 10, 10, 0) with { ReasonCode = "NOTE" })).ReasonCode);
    }

    [Fact]
    public void The_price_and_the_substitute_are_the_newest_confirmed()
    {
        OrderResponse first = Response(1, "8001", Answer(1, 10, "A1", 4, 4, 0) with { UnitPrice = 8 });
        OrderResponse second = Response(2, "8002", Answer(1, 10, "A2", 4, 4, 0) with { UnitPrice = 9 });
        OrderResponse silent = Response(3, "8003", Answer(1, 10, "A", 2, 2, 0));

        Assert.Equal((9m, "A2"), (Of(first, second, silent).UnitPrice, Of(first, second, silent).Substitute?.AsCompared));
        Assert.Equal((7m, null), (Of(silent).UnitPrice, Of(silent).Substitute?.AsCompared));
    }

    [Theory]
    [InlineData(0, ResponseStatus.Accepted)]
    [InlineData(10, ResponseStatus.Rejected)]
    public void What_is_rejected_changes_neither_price_nor_article_nor_day(int confirmed, ResponseStatus status)
    {
        OrderResponseLine answer = Answer(1, 10, "A2", 10, confirmed, 0) with { UnitPrice = 8, DeliveryDate = Friday };

        PurchaseProgress progress = Ten.After(Response(1, "8001", answer) with { Status = status });

        Assert.Equal((7m, null, null), (progress.Lines[0].UnitPrice, progress.Lines[0].Substitute, progress.Lines[0].DeliveryDate));
        Assert.Empty(progress.Findings);
    }

    [Fact]
    public void The_day_of_delivery_is_that_of_the_newest_message_that_gives_one()
    {
        OrderResponse response = Response(2, "8001", Answer(1, 10, "A", 10, 10, 0) with { DeliveryDate = Friday });
        OrderStatusLine moved = StatusLine(10, "A", 10, 0, 0) with { DeliveryDate = Monday };

        Assert.Equal(Friday, Of(response, Status(1, OrderStatusCode.Open, moved)).DeliveryDate);
        Assert.Equal(Monday, Of(response, Status(2, OrderStatusCode.Open, moved)).DeliveryDate);
        Assert.Equal(Friday, Of(response, Status(3, OrderStatusCode.Open, StatusLine(10, "A", 10, 0, 0))).DeliveryDate);
    }

    [Fact]
    public void The_words_are_those_of_the_newest_message_that_has_any()
    {
        OrderResponse response = Response(2, "8001", Answer(1, 10, "A", 10, 10, 0) with { Text = "Two weeks" });
        OrderStatusLine strange = StatusLine(10, "A", 10, 0, 0) with { Status = OrderStatusCode.Unknown, StatusCode = "ZZ" };

        Assert.Equal("Two weeks", Of(response, Status(1, OrderStatusCode.Open, strange)).Text);
        Assert.Equal("ZZ", Of(response, Status(2, OrderStatusCode.Open, strange)).Text);
        Assert.Equal("Two weeks", Of(response, Status(3, OrderStatusCode.Open, strange with { StatusCode = " " })).Text);
        Assert.Equal("Two weeks", Of(response, Status(3, OrderStatusCode.Open, strange with { Status = OrderStatusCode.Open })).Text);
    }

    [Fact]
    public void The_code_of_an_unknown_answer_stands_for_words_that_are_missing()
    {
        OrderResponseLine answer = Answer(1, 10, "A", 10, 10, 0) with { StatusCode = "ZZ" };

        Assert.Null(Of(Response(1, "8001", answer)).Text);
        Assert.Equal("ZZ", Of(Response(1, "8001", answer with { Status = ResponseLineStatus.Unknown })).Text);
        Assert.Equal("Wait", Of(Response(1, "8001", answer with { Status = ResponseLineStatus.Unknown, Text = "Wait" })).Text);
    }

    [Fact]
    public void Paid_twice_is_paid()
    {
        OrderStatus paid = Status(2, OrderStatusCode.Invoiced, StatusLine(10, "A", 5, 5, 0)) with { Payment = PaymentStatus.Paid };

        Assert.True(Of(paid, paid with { DistributorOrderNumber = "8002" }).IsPaid);
        Assert.True(Of(Status(2, OrderStatusCode.Paid, StatusLine(10, "A", 5, 5, 0))).IsPaid);
        Assert.True(Of(Status(2, OrderStatusCode.Open, StatusLine(10, "A", 5, 5, 0) with { Status = OrderStatusCode.Paid })).IsPaid);
        Assert.False(Of(Status(2, OrderStatusCode.Open, StatusLine(10, "A", 5, 5, 0))).IsPaid);
    }

    private static LineProgress Of(params OrderMessage[] messages) => Ten.After(messages).Lines[0];

    private static void Is(string expected, params OrderMessage[] messages) => Assert.Equal(expected, Show(Ten.After(messages)));

    private static string Show(PurchaseProgress progress) => progress.Show().Split(": ")[1];
}

using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;
using static Pipeline.Core.Tests.Orders.AnOrder;

namespace Pipeline.Core.Tests.Orders;

/// <summary>The rules of a purchase order's life, one by one.</summary>
public sealed class PurchaseProgressTests
{
    [Theory]
    [InlineData(PurchasePhase.Planned, "Sourcing: Open 0/0/0/0/0/0; Open 0/0/0/0/0/0")]
    [InlineData(PurchasePhase.Sending, "Placed: Sent 0/0/0/0/0/0; Sent 0/0/0/0/0/0")]
    [InlineData(PurchasePhase.Acknowledged, "Placed: Received 0/0/0/0/0/0; Received 0/0/0/0/0/0")]
    [InlineData(PurchasePhase.Refused, "Rejected: Received 0/0/0/0/0/0; Received 0/0/0/0/0/0")]
    [InlineData(PurchasePhase.Simulated, "Simulated: Open 0/0/0/0/0/0; Open 0/0/0/0/0/0")]
    public void Before_any_message_the_phase_decides(PurchasePhase phase, string expected)
    {
        Assert.Equal(expected, (Placed with { Phase = phase }).After().Show());
    }

    [Fact]
    public void A_response_confirms_and_keeps_on_back_order()
    {
        PurchaseProgress progress = Placed.After(UsualResponse());

        Assert.Equal("Confirmed: Confirmed 2/0/0/0/0/0; BackOrdered 3/2/0/0/0/0", progress.Show());
        Assert.Equal(["8001"], progress.DistributorOrderNumbers);
    }

    [Fact]
    public void A_rejected_line_ends_the_line_only()
    {
        OrderResponseLine rejected = Answer(2, 20, "B", 5, 0, 0) with { ReasonCode = "DISCONTINUED" };

        PurchaseProgress progress = Placed.After(Response(1, "8001", Answer(1, 10, "A", 2, 2, 0), rejected));

        Assert.Equal("PartlyConfirmed: Confirmed 2/0/0/0/0/0; Rejected 0/0/5/0/0/0", progress.Show());
        Assert.Equal("DISCONTINUED", progress.Lines[1].ReasonCode);
    }

    [Fact]
    public void A_rejected_order_ends_every_line_also_those_it_does_not_name()
    {
        OrderResponse rejected = Response(1, null, Answer(1, 10, "A", 2, 0, 0)) with { Status = ResponseStatus.Rejected };

        Assert.Equal("Rejected: Rejected 0/0/2/0/0/0; Rejected 0/0/5/0/0/0", Placed.After(rejected).Show());
    }

    [Fact]
    public void A_newer_acceptance_takes_a_rejection_back_in_either_order()
    {
        OrderResponse rejected = Response(1, null) with { Status = ResponseStatus.Rejected };

        Assert.Equal("Confirmed: Confirmed 2/0/0/0/0/0; BackOrdered 3/2/0/0/0/0", Placed.After(rejected, UsualResponse(2)).Show());
        Assert.Equal("Confirmed: Confirmed 2/0/0/0/0/0; BackOrdered 3/2/0/0/0/0", Placed.After(UsualResponse(2), rejected).Show());
    }

    [Fact]
    public void A_second_response_with_the_same_order_number_counts_only_if_it_is_newer()
    {
        OrderResponse second = Response(2, "8001", Answer(1, 10, "A", 2, 2, 0), Answer(2, 20, "B", 5, 5, 0));

        Assert.Equal("Confirmed: Confirmed 2/0/0/0/0/0; Confirmed 5/0/0/0/0/0", Placed.After(second, UsualResponse()).Show());
        Assert.Equal("Confirmed: Confirmed 2/0/0/0/0/0; Confirmed 5/0/0/0/0/0", Placed.After(UsualResponse(), second).Show());
    }

    [Fact]
    public void Fewer_pieces_than_requested_without_back_order_are_rejected_pieces()
    {
        PurchaseProgress progress = Placed.After(Response(1, "8001", Answer(1, 10, "A", 2, 2, 0), Answer(2, 20, "B", 5, 3, 0)));

        Assert.Equal("PartlyConfirmed: Confirmed 2/0/0/0/0/0; Confirmed 3/0/2/0/0/0", progress.Show());
        Assert.Equal(IssueCodes.ConfirmedShort, Assert.Single(progress.Findings).Code);
    }

    [Fact]
    public void One_order_may_become_several_at_the_distributor()
    {
        PurchaseProgress progress = Placed.After(
            Response(1, "8001-11", Answer(1, 10, "A", 2, 2, 0), Answer(2, 20, "B", 3, 3, 0)),
            Response(2, "8001-12", Answer(2, 10, "B", 2, 0, 2)));

        Assert.Equal("Confirmed: Confirmed 2/0/0/0/0/0; BackOrdered 3/2/0/0/0/0", progress.Show());
        Assert.Equal(["8001-11", "8001-12"], progress.DistributorOrderNumbers);
    }

    [Fact]
    public void A_substitute_is_shown_and_its_shipment_counts()
    {
        PurchaseProgress progress = Placed.After(
            Response(1, "8001", Answer(1, 10, "A2", 2, 2, 0), Answer(2, 20, "B", 5, 5, 0)), Advice(2, "D1", Carton(10, "A2", 2, null)));

        Assert.Equal("A2", progress.Lines[0].Substitute?.AsCompared);
        Assert.Equal((2, LineState.Shipped), (progress.Lines[0].Shipped, progress.Lines[0].State));
        Assert.Equal([IssueCodes.Substituted], progress.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void A_confirmed_price_replaces_ours_and_is_reported()
    {
        PurchaseProgress progress = Placed.After(Response(1, "8001", Answer(1, 10, "A", 2, 2, 0) with { UnitPrice = 10.50m }));

        Assert.Equal(10.50m, progress.Lines[0].UnitPrice);
        Assert.Equal(new Issue(IssueCodes.PriceDiffers, "OrderResponse 8001, line 1", "10.50") { Expected = "10" }, Assert.Single(progress.Findings));
    }

    [Fact]
    public void The_same_line_in_two_cartons_adds_up_with_both_tracking_numbers()
    {
        PurchaseProgress progress = Placed.After(
            UsualResponse(), Advice(2, "D1", Carton(10, "A", 1, "T2", "S2"), Carton(10, "A", 1, "T1", "S1")));

        Assert.Equal("PartlyShipped: Shipped 2/0/0/0/2/0; BackOrdered 3/2/0/0/0/0", progress.Show());
        Assert.Equal(["S1", "S2"], progress.Lines[0].SerialNumbers);
        Assert.Equal(["T1", "T2"], progress.Lines[0].Tracking.Select(tracking => tracking.Number));
        DeliveryLine delivered = Assert.Single(progress.Deliveries[0].Lines);
        Assert.Equal((1, 2), (delivered.LineNumber.Value, delivered.Quantity));
    }

    [Fact]
    public void A_shipped_back_order_is_confirmed_by_the_fact()
    {
        PurchaseProgress progress = Placed.After(
            UsualResponse(), Advice(2, "D1", Carton(20, "B", 3, null)), Advice(3, "D2", Carton(20, "B", 2, null)));

        Assert.Equal("PartlyShipped: Confirmed 2/0/0/0/0/0; Shipped 5/0/0/0/5/0", progress.Show());
    }

    [Fact]
    public void An_advice_may_come_before_the_response()
    {
        PurchaseOrder lines = With(Line(1, "A", 1, 10), Line(2, "A", 1, 10));
        DespatchAdvice advice = Advice(2, "D1", Carton(20, "A", 1, null));
        OrderResponse response = Response(1, "8001", Answer(1, 10, "A", 1, 1, 0), Answer(2, 20, "A", 1, 1, 0));

        PurchaseProgress before = lines.After(advice);
        Assert.Equal(IssueCodes.LineAmbiguous, Assert.Single(before.Findings).Code);

        Assert.Equal("PartlyShipped: Confirmed 1/0/0/0/0/0; Shipped 1/0/0/0/1/0", lines.After(advice, response).Show());
        Assert.Equal("PartlyShipped: Confirmed 1/0/0/0/0/0; Shipped 1/0/0/0/1/0", lines.After(response, advice).Show());
    }

    [Fact]
    public void A_line_whose_number_was_cut_is_found_by_article_and_quantity()
    {
        PurchaseOrder lines = With(Line(1, "A", 1, 10), Line(2, "A", 4, 10));

        PurchaseProgress progress = lines.After(Response(1, "8001", Answer(null, 10, "A", 4, 4, 0), Answer(null, 20, "A", 1, 0, 1)));

        Assert.Equal("Confirmed: BackOrdered 0/1/0/0/0/0; Confirmed 4/0/0/0/0/0", progress.Show());
    }

    [Fact]
    public void A_strange_line_is_reported_and_changes_nothing()
    {
        PurchaseProgress progress = Placed.After(UsualResponse(), Advice(2, "D1", Carton(90, "Z", 1, null)));

        Assert.Equal("Confirmed: Confirmed 2/0/0/0/0/0; BackOrdered 3/2/0/0/0/0", progress.Show());
        Assert.Equal(IssueCodes.LineUnmatched, Assert.Single(progress.Findings).Code);
    }

    [Fact]
    public void A_status_moves_dates_and_back_orders_but_never_ships()
    {
        OrderStatusLine line = StatusLine(20, "B", 5, 5, 0) with { DeliveryDate = new DateOnly(2026, 3, 26) };

        PurchaseProgress progress = Placed.After(UsualResponse(), Status(2, OrderStatusCode.Shipped, line));

        Assert.Equal("Confirmed: Confirmed 2/0/0/0/0/0; Confirmed 5/0/0/0/0/0", progress.Show());
        Assert.Equal(new DateOnly(2026, 3, 26), progress.Lines[1].DeliveryDate);
    }

    [Fact]
    public void A_status_older_than_the_known_one_changes_nothing()
    {
        OrderStatus newer = Status(4, OrderStatusCode.Open, StatusLine(20, "B", 5, 0, 1));
        OrderStatus older = Status(3, OrderStatusCode.OnHold, StatusLine(20, "B", 5, 0, 5));

        Assert.Equal("Confirmed: Confirmed 2/0/0/0/0/0; BackOrdered 4/1/0/0/0/0", Placed.After(UsualResponse(), newer, older).Show());
        Assert.False(Placed.After(UsualResponse(), newer, older).IsOnHold);
        Assert.Equal(MergeOutcome.Outdated, Placed.Apply(newer).Value.Apply(older).Outcome);
    }

    [Fact]
    public void A_status_never_lowers_what_was_shipped()
    {
        PurchaseProgress progress = Placed.After(
            UsualResponse(), Advice(2, "D1", Carton(20, "B", 3, null)), Status(3, OrderStatusCode.Open, StatusLine(20, "B", 5, 0, 5)));

        Assert.Equal(3, progress.Lines[1].Shipped);
        Assert.Equal(2, progress.Lines[1].BackOrdered);
    }

    [Fact]
    public void Voiding_takes_what_was_not_shipped()
    {
        PurchaseProgress progress = Placed.After(
            UsualResponse(), Advice(2, "D1", Carton(10, "A", 2, null), Carton(20, "B", 3, null)),
            Status(3, OrderStatusCode.Voided, StatusLine(10, "A", 2, 2, 0), StatusLine(20, "B", 5, 3, 2)));

        Assert.Equal("Shipped: Shipped 2/0/0/0/2/0; Shipped 3/0/0/2/3/0", progress.Show());
    }

    [Fact]
    public void A_voided_order_is_cancelled()
    {
        Assert.Equal(
            "Cancelled: Voided 0/0/0/2/0/0; Voided 0/0/0/5/0/0", Placed.After(UsualResponse(), Status(3, OrderStatusCode.Voided)).Show());
    }

    [Fact]
    public void Invoices_over_all_that_is_due_complete_the_order()
    {
        PurchaseProgress progress = Placed.After(
            UsualResponse(), Advice(2, "D1", Carton(10, "A", 2, null), Carton(20, "B", 5, null)),
            Bill(3, "I1", Billed("001", "A", 2, 10)), Bill(4, "I2", Billed("002", "B", 5, 20)));

        Assert.Equal("Complete: Invoiced 2/0/0/0/2/2; Invoiced 5/0/0/0/5/5", progress.Show());
        Assert.Empty(progress.Findings);
    }

    [Fact]
    public void An_invoice_line_may_carry_either_number_and_the_article_tells_which()
    {
        // 020 is the distributor's number of line 2; read as ours it would be line 20.
        PurchaseOrder lines = With(Line(10, "A", 2, 10), Line(20, "B", 5, 20));
        OrderResponse response = Response(1, "8001", Answer(10, 20, "A", 2, 2, 0), Answer(20, 10, "B", 5, 5, 0));

        PurchaseProgress progress = lines.After(response, Bill(2, "I1", Billed("020", "A", 2, 10), Billed("000010", "B", 5, 20)));

        Assert.Equal("Complete: Invoiced 2/0/0/0/0/2; Invoiced 5/0/0/0/0/5", progress.Show());
    }

    [Fact]
    public void A_paid_order_is_known_by_its_status()
    {
        PurchaseProgress progress = Placed.After(
            UsualResponse(), Advice(2, "D1", Carton(10, "A", 2, null), Carton(20, "B", 5, null)),
            Bill(3, "I1", Billed("001", "A", 2, 10), Billed("002", "B", 5, 20)),
            Status(5, OrderStatusCode.Invoiced, StatusLine(10, "A", 2, 2, 0), StatusLine(20, "B", 5, 5, 0)) with { Payment = PaymentStatus.Paid });

        Assert.Equal([LineState.Paid, LineState.Paid], progress.Lines.Select(line => line.State));
        Assert.Equal(PaymentStatus.Paid, progress.Payment);
    }

    [Fact]
    public void An_invoice_of_charges_only_bills_no_line()
    {
        Invoice charges = Bill(3, "I9") with
        {
            Charges = [new InvoiceCharge { Type = "FREIGHT", Amount = 19.00m, VatRatePercent = 5.5m }],
        };

        PurchaseProgress progress = Placed.After(UsualResponse(), charges);

        Assert.Equal("Confirmed: Confirmed 2/0/0/0/0/0; BackOrdered 3/2/0/0/0/0", progress.Show());
        Assert.Equal((19.00m, 20.05m), (progress.Invoices[0].Net, progress.Invoices[0].Due));
        Assert.Equal(new VatAmount(5.5m, 19.00m, 1.05m), Assert.Single(progress.Invoices[0].Vat));
    }

    [Fact]
    public void A_credit_note_does_not_undo_an_invoice()
    {
        Invoice credit = Bill(4, "C1", Billed("001", "A", 1, 10)) with { Kind = InvoiceKind.CreditNote };

        LineProgress line = Placed.After(UsualResponse(), Advice(2, "D1", Carton(10, "A", 2, null)), Bill(3, "I1", Billed("001", "A", 2, 10)), credit).Lines[0];

        Assert.Equal((LineState.Invoiced, 2, 1), (line.State, line.Invoiced, line.Credited));
    }

    [Fact]
    public void An_invoice_for_two_orders_gives_each_its_lines()
    {
        Invoice shared = Bill(3, "I1", Billed("001", "A", 2, 10), Billed("001", "C", 7, 30)) with { PurchaseOrderNumbers = ["PX1", "PX2"] };
        PurchaseOrder other = With(Line(1, "C", 7, 30)) with { Number = PurchaseOrderNumber.Parse("PX2") };

        PurchaseProgress ours = Placed.After(shared);
        Assert.Equal([2, 0], ours.Lines.Select(line => line.Invoiced));
        Assert.Empty(ours.Findings);
        Assert.Equal(7, other.After(shared).Lines[0].Invoiced);
    }

    [Fact]
    public void The_same_line_of_two_orders_on_one_invoice_is_not_billed_twice_to_one()
    {
        Invoice shared = Bill(3, "I1", Billed("001", "A", 2, 10), Billed("001", "A", 2, 10)) with { PurchaseOrderNumbers = ["PX1", "PX2"] };

        Assert.Equal(2, Placed.After(shared).Lines[0].Invoiced);
    }

    [Fact]
    public void Only_a_correction_lowers_a_quantity()
    {
        DespatchAdvice first = Advice(2, "D1", Carton(20, "B", 3, null));
        DespatchAdvice corrected = Advice(3, "D1", Carton(20, "B", 1, null));
        PurchaseOrder shipped = Placed.Apply(first).Value;

        Assert.Equal(MergeOutcome.Duplicate, shipped.Apply(first).Outcome);
        Assert.Equal(MergeOutcome.Corrected, shipped.Apply(corrected).Outcome);
        Assert.Equal(1, Placed.After(first, corrected).Lines[1].Shipped);
        Assert.Equal(1, Placed.After(corrected, first).Lines[1].Shipped);
    }

    [Fact]
    public void More_than_was_ordered_is_kept_and_reported()
    {
        PurchaseProgress progress = Placed.After(UsualResponse(), Advice(2, "D1", Carton(10, "A", 3, null)));

        Assert.Equal(3, progress.Lines[0].Shipped);
        Assert.Equal(IssueCodes.OverShipped, Assert.Single(progress.Findings).Code);
    }

    [Fact]
    public void A_response_to_the_whole_order_is_ended_by_any_newer_one()
    {
        OrderResponse whole = Response(1, null, Answer(2, 10, "B", 4, 4, 0));

        Assert.Equal("PartlyConfirmed: Received 0/0/0/0/0/0; Confirmed 4/0/0/0/0/0", Placed.After(whole).Show());
        Assert.Equal(
            "PartlyConfirmed: Received 0/0/0/0/0/0; Confirmed 3/0/0/0/0/0", Placed.After(whole, Response(2, "8001", Answer(2, 10, "B", 3, 3, 0))).Show());
        Assert.Equal(
            "PartlyConfirmed: Received 0/0/0/0/0/0; Confirmed 4/0/0/0/0/0", Placed.After(whole, Response(0, "8001", Answer(2, 10, "B", 3, 3, 0))).Show());
    }

    [Fact]
    public void A_rejected_part_of_a_split_order_ends_its_lines_only()
    {
        OrderResponse rejected = Response(2, "8002", Answer(2, 20, "B", 5, 0, 0)) with { Status = ResponseStatus.Rejected };

        Assert.Equal("Placed: Received 0/0/0/0/0/0; Rejected 0/0/5/0/0/0", Placed.After(rejected).Show());
    }

    [Fact]
    public void A_status_without_lines_speaks_of_all_of_them_when_it_ends_something()
    {
        Assert.Equal("Placed: Sent 0/0/0/0/0/0; Sent 0/0/0/0/0/0", (Placed with { Phase = PurchasePhase.Sending }).After(Status(2, OrderStatusCode.Open)).Show());
        Assert.Equal("Cancelled: Voided 0/0/0/2/0/0; Voided 0/0/0/5/0/0", Placed.After(Status(2, OrderStatusCode.Voided)).Show());
        Assert.Equal([true, true], Placed.After(Status(2, OrderStatusCode.Paid)).Lines.Select(line => line.IsPaid));
        Assert.Equal([false, true], Placed.After(Status(2, OrderStatusCode.Paid, StatusLine(20, "B", 5, 0, 0))).Lines.Select(line => line.IsPaid));
        Assert.Equal(
            "Placed: Received 0/0/0/0/0/0; Voided 0/0/0/5/0/0", Placed.After(Status(2, OrderStatusCode.Voided, StatusLine(20, "B", 5, 0, 0))).Show());
    }

    [Fact]
    public void The_words_and_the_payment_are_those_of_the_newest_status_that_has_any()
    {
        OrderStatus overdue = Status(1, OrderStatusCode.OnHold) with { Payment = PaymentStatus.Overdue, StatusText = "Held" };
        OrderStatus coded = Status(2, OrderStatusCode.Open) with { DistributorOrderNumber = "8002", StatusCode = "OP" };

        PurchaseProgress progress = Placed.After(overdue, coded);

        Assert.Equal(("OP", PaymentStatus.Overdue, true), (progress.StatusText, progress.Payment, progress.IsOnHold));
        Assert.Equal("Open", Placed.After(overdue, coded with { StatusText = "Open" }).StatusText);
        Assert.True(Placed.After(Status(1, OrderStatusCode.CreditHold)).IsOnHold);
        Assert.Equal((null, PaymentStatus.Unknown, false), (Placed.After().StatusText, Placed.After().Payment, Placed.After().IsOnHold));
    }

    [Fact]
    public void Every_message_may_bring_the_distributors_number()
    {
        Assert.Equal(["8001"], Placed.After(Advice(1, "D1")).DistributorOrderNumbers);
        Assert.Equal(["8001"], Placed.After(Status(1, OrderStatusCode.Open)).DistributorOrderNumbers);
        Assert.Equal(["7000"], (Placed with { GivenDistributorOrderNumber = "7000" }).After().DistributorOrderNumbers);
        Assert.Empty(Placed.After(Response(1, null)).DistributorOrderNumbers);
    }

    [Fact]
    public void A_delivery_lists_our_lines_by_number_and_each_tracking_number_once()
    {
        DeliveryProgress delivery = Assert.Single(Placed.After(
            UsualResponse(),
            Advice(2, "D1", Carton(20, "B", 3, "T1", "S9"), Carton(10, "A", 1, "T1", "S2"), Carton(10, "A", 1, "T2", "S1"), Carton(20, "B", 1, "T3") with { IsUnsure = true })).Deliveries);

        Assert.Equal(["1: 2 S2 S1", "2: 3 S9"], delivery.Lines.Select(line => $"{line.LineNumber}: {line.Quantity} {string.Join(' ', line.SerialNumbers)}"));
        Assert.Equal(["T1", "T2", "T3"], delivery.Tracking.Select(tracking => tracking.Number));
    }

    [Theory]
    [InlineData(PurchasePhase.Cancelled, "Cancelled")]
    [InlineData(PurchasePhase.Simulated, "Simulated")]
    [InlineData(PurchasePhase.Refused, "PartlyConfirmed")]
    public void A_response_to_an_order_that_had_ended_proves_a_refusal_wrong_only(PurchasePhase phase, string expected) => Assert.StartsWith(
        expected, (Placed with { Phase = phase }).After(Response(1, "8001", Answer(1, 10, "A", 2, 2, 0))).Show(), StringComparison.Ordinal);

    [Fact]
    public void A_message_about_another_order_changes_nothing()
    {
        Merged<PurchaseOrder> merged = Placed.Apply(UsualResponse() with { PurchaseOrderNumber = "PX2" });

        Assert.Equal(MergeOutcome.Foreign, merged.Outcome);
        Assert.Same(Placed, merged.Value);
    }
}

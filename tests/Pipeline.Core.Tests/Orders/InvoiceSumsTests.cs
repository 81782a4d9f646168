using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Progress;
using static Pipeline.Core.Tests.Orders.AnOrder;

namespace Pipeline.Core.Tests.Orders;

/// <summary>What an invoice comes to, and which of its lines are ours.</summary>
public sealed class InvoiceSumsTests
{
    private static readonly Invoice Mixed = Bill(1, "I1", Billed("001", "A", 2, 10), Billed("002", "B", 5, 20) with { VatRatePercent = 5.5m }) with
    {
        Charges =
        [
            new InvoiceCharge { Type = "FREIGHT", Amount = 9.95m, VatRatePercent = 20 },
            new InvoiceCharge { Type = "DUTY", Amount = 1 },
        ],
    };

    [Fact]
    public void Vat_is_computed_per_rate_over_lines_and_charges_highest_rate_first()
    {
        InvoiceProgress sums = InvoiceProgress.Of(Mixed);

        Assert.Equal([new VatAmount(20, 29.95m, 5.99m), new VatAmount(5.5m, 100, 5.50m)], sums.Vat);
        Assert.Equal((130.95m, 142.44m), (sums.Net, sums.Due));
    }

    [Fact]
    public void Sums_that_were_sent_count_before_computed_ones()
    {
        InvoiceProgress sums = InvoiceProgress.Of(Mixed with
        {
            Vat = [new VatAmount(20, 1, 2), new VatAmount(5.5m, 3, 4)], Totals = new InvoiceTotals { Taxable = 100 },
        });

        Assert.Equal([2m, 4m], sums.Vat.Select(vat => vat.Amount));
        Assert.Equal((100m, 106m), (sums.Net, sums.Due));
        Assert.Equal(7, InvoiceProgress.Of(Mixed with { Totals = new InvoiceTotals { Due = 7 } }).Due);
    }

    [Fact]
    public void Nothing_is_computed_from_figures_that_could_not_be_read()
    {
        Invoice unread = Mixed with { Issues = [Unread("AMOUNT_UNREADABLE", "Line[1]/Amount")] };

        InvoiceProgress sums = InvoiceProgress.Of(unread);

        Assert.Equal((null, null), (sums.Net, sums.Due));
        Assert.Empty(sums.Vat);
        InvoiceProgress sent = InvoiceProgress.Of(unread with { Totals = new InvoiceTotals { Taxable = 7 } });
        Assert.Equal((7, null), (sent.Net, sent.Due));
    }

    [Fact]
    public void A_line_without_an_amount_or_a_rate_brings_none()
    {
        InvoiceProgress sums = InvoiceProgress.Of(Bill(
            1, "I1", Billed("001", "A", 2, 10) with { Amount = null }, Billed("002", "B", 5, 20) with { VatRatePercent = null }));

        Assert.Equal((100m, 100m), (sums.Net, sums.Due));
        Assert.Equal([new VatAmount(20, 0, 0)], sums.Vat);
    }

    [Theory]
    [InlineData("1", null, 1)]
    [InlineData("001", null, 1)]
    [InlineData("000020", null, 2)]
    [InlineData("000001", 20, 2)]
    [InlineData("0001", null, null)]
    [InlineData("x", 20, 2)]
    [InlineData(null, 20, 2)]
    [InlineData(null, null, null)]
    public void The_number_of_a_line_is_ours_up_to_three_digits_and_the_distributors_above(string? number, int? theirs, int? line)
    {
        InvoiceLine billed = Billed(number, "Z", 1, 10) with
        {
            Sku = null, DistributorLineNumber = theirs is { } value ? new DistributorLineNumber(value) : null,
        };

        PurchaseProgress progress = Placed.After(UsualResponse(), Bill(2, "I1", billed));

        Assert.Equal([line is 1 ? 1 : 0, line is 2 ? 1 : 0], progress.Lines.Select(ours => ours.Invoiced));
    }

    [Fact]
    public void A_line_that_names_an_order_is_of_that_order_only()
    {
        Invoice shared = Bill(1, "I1", Billed("001", "A", 1, 10) with { PurchaseOrderNumber = "px1" }, Billed("002", "B", 2, 20) with { PurchaseOrderNumber = "PX2" });

        Assert.Equal([1, 0], Placed.After(shared).Lines.Select(line => line.Invoiced));
        Assert.Equal([1, 0], Placed.After(shared with { PurchaseOrderNumbers = ["PX1", "PX2"] }).Lines.Select(line => line.Invoiced));
    }

    [Fact]
    public void A_line_that_names_our_order_is_ours_also_when_its_article_is_not()
    {
        InvoiceLine strange = Billed("001", "Z", 1, 10);
        Invoice shared = Bill(1, "I1", strange) with { PurchaseOrderNumbers = ["PX1", "PX2"] };

        Assert.Equal((0, 0), (Placed.After(shared).Lines[0].Invoiced, Placed.After(shared).Findings.Count));
        PurchaseProgress named = Placed.After(shared with { Lines = [strange with { PurchaseOrderNumber = "PX1" }] });
        Assert.Equal((1, "SKU_DIFFERS"), (named.Lines[0].Invoiced, named.Findings[0].Code));
    }

    [Fact]
    public void An_order_named_twice_is_one_order()
    {
        Invoice twice = Bill(1, "I1", Billed("001", "A", 2, 10), Billed("001", "A", 1, 10)) with { PurchaseOrderNumbers = ["PX1", "px1"] };

        Assert.Equal(3, Placed.After(twice).Lines[0].Invoiced);
    }

    [Fact]
    public void Of_a_shared_invoice_a_line_takes_what_still_fits()
    {
        Invoice shared = Bill(1, "I1", Billed("002", "B", 3, 20), Billed("002", "B", 3, 20), Billed("002", "B", 2, 20)) with
        {
            PurchaseOrderNumbers = ["PX1", "PX2"],
        };

        Assert.Equal(5, Placed.After(shared).Lines[1].Invoiced);
    }
}

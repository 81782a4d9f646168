using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Matching;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Purchasing;
using static Pipeline.Core.Tests.Orders.AnOrder;

namespace Pipeline.Core.Tests.Orders;

public sealed class ThreeWayMatchTests
{
    private static readonly MatchTolerances Usual = new();

    [Fact]
    public void An_invoice_for_what_was_despatched_at_the_confirmed_price_may_be_posted()
    {
        Assert.Empty(Check(Good()));
    }

    [Theory]
    [InlineData("10.01", 0, 1)]
    [InlineData("10.01", 1, 0)]
    [InlineData("9.00", 0, 1)]
    public void Another_price_than_the_confirmed_one_blocks_beyond_the_tolerance(string price, int toleranceCents, int findings)
    {
        decimal unit = decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture);

        IReadOnlyList<Issue> found = Check(Good(unit), Usual with { UnitPrice = toleranceCents / 100m });

        Assert.Equal(findings, found.Count(finding => finding.Code == IssueCodes.MatchPrice));
    }

    [Fact]
    public void More_pieces_than_despatched_block()
    {
        Invoice twice = Bill(4, "I2", Billed("001", "A", 1, 10));
        PurchaseOrder order = Order(Good()).Apply(twice).Value;

        Issue finding = Assert.Single(ThreeWayMatch.Check(twice, order, Usual));

        Assert.Equal(new Issue(IssueCodes.MatchQuantity, "Invoice I2, line 1", "3") { Expected = "2" }, finding);
    }

    [Fact]
    public void Licences_need_no_despatch_where_the_setting_says_so()
    {
        Invoice licence = Bill(3, "I1", Billed("002", "B", 5, 20));
        PurchaseOrder order = Placed.Apply(UsualResponse()).Value.Apply(licence).Value;

        Assert.Equal(IssueCodes.MatchQuantity, Assert.Single(ThreeWayMatch.Check(licence, order, Usual)).Code);
        Assert.Empty(ThreeWayMatch.Check(licence, order, Usual with { RequireDespatch = false }));
    }

    [Fact]
    public void A_serial_number_that_was_not_despatched_is_a_claim()
    {
        Invoice invoice = Good() with { Lines = [Billed("001", "A", 2, 10) with { SerialNumbers = ["S1", "S9"] }] };

        Assert.Equal((IssueCodes.MatchSerialNumber, "S9"), (Check(invoice)[0].Code, Check(invoice)[0].Text));
    }

    [Theory]
    [InlineData("4.00", null)]
    [InlineData("4.01", IssueCodes.MatchVat)]
    public void Vat_is_checked_per_rate(string amount, string? code)
    {
        decimal vat = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);

        IReadOnlyList<Issue> found = Check(Good() with { Vat = [new VatAmount(20, 20.00m, vat)] });

        Assert.Equal(code, found is [{ } first, ..] ? first.Code : null);
    }

    [Fact]
    public void The_half_cent_goes_up()
    {
        Invoice books = Bill(3, "I1") with
        {
            Charges = [new InvoiceCharge { Type = "HANDLING", Amount = 19.00m, VatRatePercent = 5.5m, VatAmount = 1.05m }],
            Vat = [new VatAmount(5.5m, 19.00m, 1.05m)], Totals = new InvoiceTotals { Due = 20.05m },
        };

        Assert.Empty(Check(books));
        Assert.Contains(Check(books with { Vat = [new VatAmount(5.5m, 19.00m, 1.04m)] }), finding => finding.Code == IssueCodes.MatchVat);
    }

    [Fact]
    public void Sums_currency_and_strange_lines_are_checked()
    {
        Invoice invoice = Good() with
        {
            Currency = "USD", Lines = [Billed("001", "A", 2, 10), Billed("009", "Z", 1, 5) with { Amount = 6m }],
            Vat = [new VatAmount(20, 20.00m, 4.00m)], Totals = new InvoiceTotals { Due = 25.00m },
        };

        Assert.Equal(
            [IssueCodes.MatchCurrency, IssueCodes.MatchLine, IssueCodes.MatchLineAmount, IssueCodes.MatchTaxable, IssueCodes.MatchVatSum, IssueCodes.MatchTotal],
            Check(invoice).Select(finding => finding.Code));
    }

    [Fact]
    public void A_credit_note_is_checked_for_its_arithmetic_only()
    {
        Assert.Empty(Check(Bill(4, "C1", Billed("001", "A", 9, 3)) with { Kind = InvoiceKind.CreditNote }));
    }

    [Fact]
    public void Each_difference_names_its_place_and_what_was_expected()
    {
        Invoice invoice = Good(11) with
        {
            Currency = "USD",
            Lines =
            [
                Billed("001", "A", 2, 11) with { Amount = 23, SerialNumbers = ["S8", "S1", "S9"] },
                Billed("009", "Z", 1, 5) with { Sku = new("0Z", "Z") },
                Billed("008", "Z", 1, 5) with { Sku = null },
            ],
            Vat = [new VatAmount(5.5m, 10, 9)],
            Totals = new InvoiceTotals { Due = 25.00m },
        };

        Assert.Equal(
            [
                "CURRENCY Invoice I1: USD; EUR",
                "LINE Invoice I1, line 009: 0Z; PX1",
                "LINE Invoice I1, line 008: ; PX1",
                "PRICE Invoice I1, line 1: 11; 10",
                "SERIAL_NUMBER Invoice I1, line 1: S8 S9",
                "LINE_AMOUNT Invoice I1, line 001: 23; 22",
                "VAT Invoice I1, VAT 5.5 %: 9; 0.55",
                "TOTAL Invoice I1: 25.00; 19",
            ],
            Check(invoice).Select(finding => $"{finding.Code["MATCH_".Length..]} {finding.Where}: {finding.Text}"
                + (finding.Code == "MATCH_SERIAL_NUMBER" ? string.Empty : $"; {finding.Expected?.Split(' ')[^1]}")));
    }

    [Fact]
    public void A_confirmed_substitute_is_an_article_of_the_order()
    {
        Invoice invoice = Bill(3, "I1", Billed("009", "A2", 2, 10));
        PurchaseOrder order = Placed.Apply(Response(1, "8001", Answer(1, 10, "A2", 2, 2, 0))).Value
            .Apply(Advice(2, "D1", Carton(10, "A2", 2, null))).Value.Apply(invoice).Value;

        Assert.Empty(ThreeWayMatch.Check(invoice, order, Usual));
    }

    [Fact]
    public void Another_article_under_a_known_number_is_no_reason_against_posting()
    {
        Assert.Empty(Check(Good() with { Lines = [Billed("001", "Z", 2, 10)] }));
    }

    [Fact]
    public void Serial_numbers_are_compared_only_where_some_were_despatched()
    {
        Invoice invoice = Bill(3, "I1", Billed("001", "A", 2, 10) with { SerialNumbers = ["S9"] });
        PurchaseOrder order = Placed.Apply(Advice(2, "D1", Carton(10, "A", 2, null))).Value.Apply(invoice).Value;

        Assert.Empty(ThreeWayMatch.Check(invoice, order, Usual));
    }

    [Fact]
    public void The_currency_may_be_written_small_or_be_missing()
    {
        Assert.Empty(Check(Good() with { Currency = "eur" }));
        Assert.Empty(Check(Good() with { Currency = null }));
    }

    [Fact]
    public void Pieces_of_several_invoice_lines_are_told_once()
    {
        Invoice invoice = Bill(3, "I1", Billed("001", "A", 2, 10), Billed("001", "A", 1, 10));

        Assert.Equal(["MATCH_QUANTITY"], Check(invoice).Select(finding => finding.Code));
    }

    [Theory]
    [InlineData("5.99", "")]
    [InlineData("6.00", "")]
    [InlineData("6.01", "MATCH_VAT")]
    [InlineData("6.02", "MATCH_VAT MATCH_VAT_SUM")]
    [InlineData("5.98", "MATCH_VAT_SUM")]
    public void Vat_of_lines_and_charges_may_be_rounded_per_part_or_over_the_sum(string vat, string codes)
    {
        // 3 parts of 10.00, each with 1.995 VAT at 19.95 %: rounded each 2.00, over the sum 5.99.
        InvoiceLine part = Billed("001", "A", 1, 10) with { VatRatePercent = 19.95m, VatAmount = 2.00m };
        Invoice invoice = Good() with
        {
            Lines = [part, part, Billed("002", "B", 5, 20) with { VatRatePercent = null }],
            Charges =
            [
                new InvoiceCharge { Type = "FREIGHT", Amount = 10, VatRatePercent = 19.95m, VatAmount = 2.00m },
                new InvoiceCharge { Type = "DUTY", Amount = 3, VatRatePercent = 7, VatAmount = 1 },
            ],
            Vat = [new VatAmount(19.95m, 30, decimal.Parse(vat, System.Globalization.CultureInfo.InvariantCulture))],
        };

        Assert.Equal(
            codes, string.Join(' ', Check(invoice, Usual with { RequireDespatch = false, VatPerLine = 0.005m }).Select(finding => finding.Code)));
    }

    [Fact]
    public void The_rows_of_one_rate_are_checked_together()
    {
        Invoice invoice = Good() with { Vat = [new VatAmount(20, 15, 3), new VatAmount(20, 5, 1)], Totals = new InvoiceTotals { Due = 24 } };

        Assert.Empty(Check(invoice));
        Assert.Equal(["MATCH_TOTAL"], Check(invoice with { Totals = new InvoiceTotals { Due = 24.02m } }).Select(finding => finding.Code));
        Assert.Empty(Check(invoice with { Totals = new InvoiceTotals { Due = 24.01m } }));
    }

    [Fact]
    public void A_rate_that_no_line_and_no_charge_names_is_checked_for_itself()
    {
        Assert.Empty(Check(Good() with { Vat = [new VatAmount(20, 20, 4), new VatAmount(7, 100, 7)] }));
    }

    [Fact]
    public void Parts_without_amount_or_vat_bring_none()
    {
        Invoice invoice = Good() with
        {
            Lines = [Billed("001", "A", 2, 10), Billed("002", "B", 0, 20) with { Amount = null, VatAmount = null }],
            Charges = [new InvoiceCharge { Type = "GIFT", Amount = 0, VatRatePercent = 20 }],
            Vat = [new VatAmount(20, 20, 4)],
        };

        Assert.Empty(Check(invoice));
    }

    [Fact]
    public void A_sum_due_without_vat_rows_is_compared_with_nothing()
    {
        Assert.Empty(Check(Good() with { Totals = new InvoiceTotals { Due = 99 } }));
    }

    [Fact]
    public void What_could_not_be_read_is_told_and_not_compared()
    {
        Invoice invoice = Good() with
        {
            Issues = [Unread("AMOUNT_UNREADABLE", "Line[1]/Amount")], Lines = [Billed("001", "A", 2, 10) with { IsUnsure = true, Amount = 99 }],
            Vat = [new VatAmount(20, 30, 6)], Totals = new InvoiceTotals { Due = 99 },
        };

        Assert.Equal(["AMOUNT_UNREADABLE Invoice I1, Line[1]/Amount"], Check(invoice).Select(finding => $"{finding.Code} {finding.Where}"));
    }

    [Theory]
    [InlineData(-2, 10, -20)]
    [InlineData(2, -10, -20)]
    [InlineData(2, 10, -20)]
    [InlineData(2, 10, 20)]
    public void A_credit_note_may_have_its_minus_anywhere(int quantity, int price, int amount)
    {
        Invoice credit = Bill(4, "C1", Billed("001", "A", 2, 10) with { Quantity = Math.Abs(quantity), UnitPrice = price, Amount = amount }) with
        {
            Kind = InvoiceKind.CreditNote,
        };

        Assert.Empty(Check(credit));
        Assert.Equal("MATCH_LINE_AMOUNT", Assert.Single(Check(credit with { Lines = [credit.Lines[0] with { Amount = 21 }] })).Code);
    }

    [Theory]
    [InlineData(10, -20)]
    [InlineData(-10, 20)]
    public void An_invoice_may_have_no_minus(int price, int amount)
    {
        Invoice invoice = Good() with { Lines = [Billed("001", "A", 2, 10) with { UnitPrice = price, Amount = amount }] };

        Assert.Contains("MATCH_LINE_AMOUNT", Check(invoice).Select(finding => finding.Code));
    }

    private static Invoice Good(decimal price = 10) => Bill(3, "I1", Billed("001", "A", 2, price));

    private static PurchaseOrder Order(Invoice invoice) => Placed.Apply(UsualResponse()).Value
        .Apply(Advice(2, "D1", Carton(10, "A", 2, null, "S1", "S2"))).Value.Apply(invoice).Value;

    private static IReadOnlyList<Issue> Check(Invoice invoice, MatchTolerances? tolerances = null) =>
        ThreeWayMatch.Check(invoice, Order(invoice), tolerances ?? Usual);
}

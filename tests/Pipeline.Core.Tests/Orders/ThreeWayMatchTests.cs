using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Matching;
using Pipeline.Core.Orders.Messages.Invoicing;
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

    private static Invoice Good(decimal price = 10) => Bill(3, "I1", Billed("001", "A", 2, price));

    private static PurchaseOrder Order(Invoice invoice) => Placed.Apply(UsualResponse()).Value
        .Apply(Advice(2, "D1", Carton(10, "A", 2, null, "S1", "S2"))).Value.Apply(invoice).Value;

    private static IReadOnlyList<Issue> Check(Invoice invoice, MatchTolerances? tolerances = null) =>
        ThreeWayMatch.Check(invoice, Order(invoice), tolerances ?? Usual);
}

using System.Globalization;
using Pipeline.Core.Catalog;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Reconciliation;

namespace Pipeline.Core.Tests.Reconciliation;

/// <summary>Each kind of difference between an order of ours and what the distributor lists, and what is just none.</summary>
public sealed class OrderComparisonTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 12, 9, 0, 0, TimeSpan.Zero);

    /// <summary>2 of A at 10.00 and 5 of B at 20.00: 120.00.</summary>
    private static readonly OwnPurchase Ours = new()
    {
        OrderId = "o1", Number = PurchaseOrderNumber.Parse("PX1"), DistributorOrderNumber = "8001", State = OrderState.Placed,
        Phase = PurchasePhase.Acknowledged, SentAt = Now.AddDays(-1), Day = new DateOnly(2026, 3, 11), Currency = "USD", Lines = [Line(1, "A", 2, 10), Line(2, "B", 5, 20)],
    };

    /// <summary>The same, 12.00 tax in the total, no serial numbers yet.</summary>
    private static readonly ListedOrder Theirs = new()
    {
        PurchaseOrderNumber = "PX1", DistributorOrderNumber = "8001", Status = "Open", Currency = "USD", Total = 132, Tax = 12, HasInvoice = false,
        Lines = [Listed(1, "A", 2, 10), Listed(2, "B", 5, 20)], SerialCount = 0,
    };

    [Fact]
    public void Orders_that_agree_have_no_difference() => Assert.Empty(Compare(Ours, Theirs));

    [Fact]
    public void An_order_that_we_do_not_know_is_missing_here()
    {
        OrderDifference difference = Assert.Single(Compare(null, Theirs with { PurchaseOrderNumber = null }));

        Assert.Equal(("MISSING_HERE", null, null, "8001"), (difference.Kind, difference.OrderId, difference.PurchaseOrderNumber, difference.DistributorOrderNumber));
        Assert.Equal((null, "Open 132 USD"), (difference.Ours, difference.Theirs));
    }

    [Fact]
    public void A_cancelled_order_that_we_do_not_know_is_no_difference() => Assert.Empty(Compare(null, Theirs with { IsCancelled = true }));

    [Fact]
    public void An_order_that_is_not_listed_is_missing_there()
    {
        OrderDifference difference = Assert.Single(Compare(Ours));

        Assert.Equal(("MISSING_THERE", "o1", "PX1", "8001"), (difference.Kind, difference.OrderId, difference.PurchaseOrderNumber, difference.DistributorOrderNumber));
        Assert.Equal(("placed", null), (difference.Ours, difference.Theirs));
    }

    [Theory]
    [InlineData(59, PurchasePhase.Acknowledged, OrderState.Placed, false)]
    [InlineData(60, PurchasePhase.Acknowledged, OrderState.Placed, true)]
    [InlineData(600, PurchasePhase.Sending, OrderState.Placed, false)]
    [InlineData(600, PurchasePhase.Planned, OrderState.Sourcing, false)]
    [InlineData(600, PurchasePhase.Refused, OrderState.Rejected, false)]
    [InlineData(600, PurchasePhase.Acknowledged, OrderState.Cancelled, false)]
    [InlineData(600, PurchasePhase.Simulated, OrderState.Simulated, false)]
    public void Only_what_was_taken_an_hour_ago_and_lives_is_missing_there(int minutes, PurchasePhase phase, OrderState state, bool isMissing) =>
        Assert.Equal(isMissing, Kinds(Ours with { SentAt = Now.AddMinutes(-minutes), Phase = phase, State = state }) == "MISSING_THERE");

    [Theory]
    [InlineData(120, 12, "")]
    [InlineData(132, 12, "")]
    [InlineData(132.01, 12, "")]
    [InlineData(119.99, 12, "")]
    [InlineData(132.02, 12, "AMOUNT_DIFFERS")]
    [InlineData(119.98, 12, "AMOUNT_DIFFERS")]
    [InlineData(126, 12, "AMOUNT_DIFFERS")]
    [InlineData(132, 0, "AMOUNT_DIFFERS")]
    public void The_total_agrees_with_the_lines_or_with_lines_and_tax(double total, double tax, string kind) =>
        Assert.Equal(kind, Kinds(Ours, Theirs with { Total = (decimal)total, Tax = (decimal)tax }));

    [Fact]
    public void Freight_that_was_confirmed_belongs_to_the_lines()
    {
        OwnPurchase withFreight = Ours with { Freight = 8 };

        Assert.Empty(Compare(withFreight, Theirs with { Total = 140 }));
        Assert.Equal("AMOUNT_DIFFERS", Kinds(withFreight, Theirs with { Total = 132 }));
    }

    [Fact]
    public void An_amount_in_another_currency_differs_and_one_that_is_not_told_does_not()
    {
        OrderDifference difference = Assert.Single(Compare(Ours, Theirs with { Currency = "COP" }));

        Assert.Equal(("AMOUNT_DIFFERS", "120 USD", "132 COP"), (difference.Kind, difference.Ours, difference.Theirs));
        Assert.Empty(Compare(Ours, Theirs with { Total = null, Currency = null }));
    }

    [Theory]
    [InlineData("A", 3, 10.0, "2 x A at 10", "3 x A at 10")]
    [InlineData("A", 1, 10.0, "2 x A at 10", "1 x A at 10")]
    [InlineData("C", 2, 10.0, "2 x A at 10", "2 x C at 10")]
    [InlineData("A", 2, 10.01, "2 x A at 10", "2 x A at 10.01")]
    [InlineData("A", 2, 10.004, null, null)]
    public void A_line_differs_in_article_quantity_or_price(string sku, int quantity, double price, string? ours, string? theirs)
    {
        OrderDifference? difference = Compare(Ours, Theirs with { Total = null, Lines = [Listed(1, sku, quantity, (decimal)price), Listed(2, "B", 5, 20)] }).SingleOrDefault();

        Assert.Equal((ours is null ? null : "LINE_DIFFERS", ours is null ? null : "1", ours, theirs), (difference?.Kind, difference?.Line, difference?.Ours, difference?.Theirs));
    }

    [Fact]
    public void A_line_that_one_side_does_not_have_differs()
    {
        OrderDifference[] differences = [.. Compare(Ours, Theirs with { Total = null, Lines = [Listed(1, "A", 2, 10), Listed(null, "C", 1, 3)] })];

        Assert.Equal(["2: 5 x B at 20 - ", "C:  - 1 x C at 3"], differences.Select(static difference => $"{difference.Line}: {difference.Ours} - {difference.Theirs}"));
        Assert.All(differences, static difference => Assert.Equal("LINE_DIFFERS", difference.Kind));
    }

    [Fact]
    public void A_line_without_our_number_is_found_by_its_article_or_by_what_comes_in_its_place()
    {
        OwnPurchase twice = Ours with { Lines = [Line(1, "A", 2, 10), Line(2, "A", 5, 10), Line(3, "B", 1, 20) with { Substitute = DistributorSku.Parse("B2") }] };

        Assert.Empty(Compare(twice, Theirs with { Total = null, Lines = [Listed(null, "a", 7, 10), Listed(null, "B2", 1, 20)] }));
        Assert.Equal("LINE_DIFFERS", Kinds(twice, Theirs with { Total = null, Lines = [Listed(null, "A", 6, 10), Listed(null, "B2", 1, 20)] }));
    }

    [Fact]
    public void What_could_not_be_read_of_a_line_is_not_compared() => Assert.Empty(
        Compare(Ours, Theirs with { Total = null, Lines = [new ListedOrderLine(new LineNumber(1), null, null, null), Listed(2, "B", 5, null)] }));

    [Fact]
    public void Parts_of_a_split_order_are_one_and_a_number_used_twice_is_not()
    {
        ListedOrder first = Theirs with { Total = 20, Tax = 0, Lines = [Listed(1, "A", 2, 10)] };
        ListedOrder second = Theirs with { DistributorOrderNumber = "8002", Total = 100, Tax = 0, Lines = [Listed(2, "B", 5, 20)] };

        Assert.Empty(Compare(Ours, first, second));
        Assert.Equal("AMOUNT_DIFFERS LINE_DIFFERS LINE_DIFFERS", Kinds(Ours, Theirs, Theirs with { DistributorOrderNumber = "8002" }));
        Assert.Empty(Compare(Ours, Theirs, Theirs with { DistributorOrderNumber = "8002", IsCancelled = true }));
    }

    [Theory]
    [InlineData(OrderState.Placed, true, "CANCELLED_ONE_SIDE placed Canceled")]
    [InlineData(OrderState.Cancelled, false, "CANCELLED_ONE_SIDE cancelled Open")]
    [InlineData(OrderState.Rejected, false, "CANCELLED_ONE_SIDE rejected Open")]
    [InlineData(OrderState.Cancelled, true, "")]
    [InlineData(OrderState.Rejected, true, "")]
    [InlineData(OrderState.Placed, false, "")]
    public void An_order_is_cancelled_on_both_sides_or_on_none(OrderState ours, bool isCancelled, string expected) => Assert.Equal(
        expected,
        string.Join(' ', Compare(Ours with { State = ours }, Theirs with { IsCancelled = isCancelled, Status = isCancelled ? "Canceled" : "Open" })
            .Select(static difference => $"{difference.Kind} {difference.Ours} {difference.Theirs}")));

    [Theory]
    [InlineData(true, false, false, true)]
    [InlineData(true, false, true, true)]
    [InlineData(true, true, false, false)]
    [InlineData(false, false, false, false)]
    [InlineData(true, null, false, true)]
    [InlineData(true, null, true, false)]
    public void An_invoice_is_missing_that_the_list_does_not_name_or_else_that_we_do_not_hold(bool isInvoiced, bool? isNamed, bool isHeld, bool isMissing)
    {
        OrderDifference? difference = Compare(
            Ours with { HasInvoice = isHeld }, Theirs with { IsInvoiced = isInvoiced, HasInvoice = isNamed, SerialCount = 7 }).SingleOrDefault();

        Assert.Equal(isMissing ? ("INVOICE_MISSING", TimeSpan.FromHours(48)) : (null, null), (difference?.Kind, difference?.After));
    }

    [Theory]
    [InlineData(true, 6, "7 pieces - 6 serial numbers")]
    [InlineData(true, 3, "5 pieces - 3 serial numbers")]
    [InlineData(true, 1, "2 pieces - 1 serial number")]
    [InlineData(true, 7, null)]
    [InlineData(true, 5, null)]
    [InlineData(true, 2, null)]
    [InlineData(true, 0, null)]
    [InlineData(true, 8, null)]
    [InlineData(false, 1, null)]
    [InlineData(true, null, null)]
    public void Serial_numbers_of_an_invoiced_order_are_short_when_they_make_no_whole_articles(bool isInvoiced, int? count, string? expected) =>
        Assert.Equal(expected, SerialsOf(SerialArticles.None, Goods("A 2", "B 5") with { IsInvoiced = isInvoiced, SerialCount = count }));

    [Theory]
    [InlineData("A 1, 1 given", 0, "2 pieces - 0 serial numbers")]
    [InlineData("A 1, 1 given", 5, "7 pieces - 5 serial numbers")]
    [InlineData("A 1, 1 given", 2, null)]
    [InlineData("A 1, 0 given", 0, null)]
    [InlineData("A 3 C 2, 4 given", 0, "2 pieces - 0 serial numbers")]
    [InlineData("A 3 C 2, 3 given", 0, "2 pieces - 0 serial numbers")]
    [InlineData("A 2 C 2, 2 given", 0, null)]
    public void An_article_of_which_another_order_shows_a_serial_number_must_have_them_all(string other, int count, string? expected)
    {
        string[] parts = other.Split(", ");
        ListedOrder seen = Goods([.. parts[0].Split(' ').Chunk(2).Select(static article => string.Join(' ', article))])
            with { SerialCount = int.Parse(parts[1].Split(' ')[0], CultureInfo.InvariantCulture) };

        Assert.Equal(expected, SerialsOf(SerialArticles.Of([seen]), Goods("A 2", "B 5") with { SerialCount = count }));
    }

    [Fact]
    public void What_is_no_thing_or_has_no_readable_quantity_has_no_serial_numbers_to_miss()
    {
        ListedOrder unreadable = Goods("A 2") with { Lines = [Goods("A 2").Lines![0] with { Quantity = null }], SerialCount = 1 };
        ListedOrder license = Goods("A 2") with { Lines = [Goods("A 2").Lines![0] with { IsGoods = false }], SerialCount = 0 };

        Assert.Null(SerialsOf(SerialArticles.Of([Goods("A 1") with { SerialCount = 1 }]), unreadable));
        Assert.Null(SerialsOf(SerialArticles.Of([Goods("A 1") with { SerialCount = 1 }]), license));
    }

    [Fact]
    public void A_hold_counts_from_when_it_is_said_to_have_begun_or_else_from_when_we_heard_of_it()
    {
        ListedOrder held = Theirs with { IsOnHold = true };

        Assert.Equal(("HOLD_LONG", null, TimeSpan.FromHours(24)), HoldOf(Ours, held));
        Assert.Equal(("HOLD_LONG", Now.AddHours(-5), TimeSpan.FromHours(24)), HoldOf(Ours with { HeldSince = Now.AddHours(-5) }, held));
        Assert.Equal(
            ("HOLD_LONG", Now.AddHours(-30), TimeSpan.FromHours(24)), HoldOf(Ours with { HeldSince = Now.AddHours(-5) }, held with { OnHoldSince = Now.AddHours(-30) }));
        Assert.Empty(Compare(Ours with { HeldSince = Now.AddDays(-2) }, Theirs));
    }

    private static ListedOrder Goods(params string[] articles) => Theirs with
    {
        IsInvoiced = true, HasInvoice = true, Total = null,
        Lines = [.. articles.Select(static article => new ListedOrderLine(
            null, DistributorSku.Parse(article.Split(' ')[0]), int.Parse(article.Split(' ')[1], CultureInfo.InvariantCulture), null) { IsGoods = true })],
    };

    private static string? SerialsOf(SerialArticles serials, ListedOrder theirs) =>
        OrderComparison.Compare(Ours, [theirs], serials, new ReconciliationTerms(), Now).SingleOrDefault(static found => found.Kind == "SERIALS_SHORT") is { } difference
            ? $"{difference.Ours} - {difference.Theirs}"
            : null;

    private static (string Kind, DateTimeOffset? Since, TimeSpan After) HoldOf(OwnPurchase ours, ListedOrder theirs) =>
        Assert.Single(Compare(ours, theirs)) is var difference ? (difference.Kind, difference.Since, difference.After) : default;

    private static string Kinds(OwnPurchase? ours, params ListedOrder[] theirs) => string.Join(' ', Compare(ours, theirs).Select(static difference => difference.Kind));

    private static IReadOnlyList<OrderDifference> Compare(OwnPurchase? ours, params ListedOrder[] theirs) =>
        OrderComparison.Compare(ours, theirs, SerialArticles.Of(theirs), new ReconciliationTerms(), Now);

    private static LineProgress Line(int number, string sku, int quantity, decimal price) => new()
    {
        LineNumber = new LineNumber(number), Sku = DistributorSku.Parse(sku), Ordered = quantity, UnitPrice = price, State = LineState.Received,
    };

    private static ListedOrderLine Listed(int? number, string sku, int quantity, decimal? price) =>
        new(number is { } value ? new LineNumber(value) : null, DistributorSku.Parse(sku), quantity, price);
}

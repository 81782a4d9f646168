using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;
using static Pipeline.Core.Tests.Orders.AnOrder;

namespace Pipeline.Core.Tests.Orders;

/// <summary>Which of our lines a message line belongs to, and what a person is told where that is in doubt.</summary>
public sealed class PurchaseFindingsTests
{
    private static readonly PurchaseOrder Twins = With(Line(1, "A", 3, 10), Line(2, "A", 3, 10));

    [Fact]
    public void A_response_line_that_is_none_of_ours_is_named_by_its_article() => Assert.Equal(
        ["LINE_UNMATCHED at OrderResponse 8001, line Z: '0Z'"],
        Told(Placed, Response(1, "8001", Answer(null, 90, "Z", 1, 1, 0) with { Sku = new("0Z", "Z") })));

    [Fact]
    public void A_line_of_a_status_or_an_advice_that_is_none_of_ours_is_named_by_its_number()
    {
        Assert.Equal(
            ["LINE_UNMATCHED at OrderStatus 8001, line 90: 'Z'"],
            Told(Placed, Status(1, OrderStatusCode.Open, StatusLine(90, "Z", 1, 0, 0))));
        Assert.Equal(
            ["LINE_UNMATCHED at DespatchAdvice D1, line 90: 'Z'"],
            Told(Placed, Advice(1, "D1", Carton(90, "Z", 1, null))));
        Assert.Equal(
            ["LINE_UNMATCHED at Invoice I1, line 090: 'Z'"],
            Told(Placed, Bill(1, "I1", Billed("090", "Z", 1, 1))));
        Assert.Equal(
            ["LINE_UNMATCHED at DespatchAdvice D1, line 90: ''"],
            Told(Placed, Advice(1, "D1", Carton(90, "Z", 1, null) with { Sku = null })));
    }

    [Fact]
    public void A_known_number_with_a_strange_article_counts_and_is_told()
    {
        PurchaseProgress progress = Placed.After(
            UsualResponse(), Status(2, OrderStatusCode.Open, StatusLine(20, "Z", 5, 0, 4)), Advice(3, "D1", Carton(10, "Z", 2, null)),
            Bill(4, "I1", Billed("001", "Z", 2, 10)));

        Assert.Equal("PartlyShipped: Invoiced 2/0/0/0/2/2; BackOrdered 1/4/0/0/0/0", progress.Show());
        Assert.Equal(["SKU_DIFFERS", "SKU_DIFFERS", "SKU_DIFFERS"], progress.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void Our_number_counts_before_the_distributors_when_the_article_is_neither()
    {
        DespatchLine carton = Carton(20, "Z", 1, null) with { LineNumber = new LineNumber(1) };

        Assert.Equal([1, 0], Placed.After(UsualResponse(), Advice(2, "D1", carton)).Lines.Select(line => line.Shipped));
        Assert.Equal([1, 0], Placed.After(UsualResponse(), Advice(2, "D1", carton with { DistributorLineNumber = null })).Lines.Select(line => line.Shipped));
    }

    [Fact]
    public void Our_number_counts_before_the_distributors_when_both_lines_have_the_article()
    {
        OrderResponse response = Response(1, "8001", Answer(1, 10, "A", 3, 3, 0), Answer(2, 20, "A", 3, 3, 0));
        DespatchLine carton = Carton(20, "A", 1, null);

        Assert.Equal([1, 0], Twins.After(response, Advice(2, "D1", carton with { LineNumber = new LineNumber(1) })).Lines.Select(line => line.Shipped));
        Assert.Equal([0, 1], Twins.After(response, Advice(2, "D1", carton)).Lines.Select(line => line.Shipped));
    }

    [Fact]
    public void The_distributors_number_is_one_of_its_order()
    {
        PurchaseOrder order = With(Line(1, "A", 3, 10), Line(2, "B", 3, 10));
        OrderResponse[] split = [Response(1, "8001", Answer(1, 10, "A", 3, 3, 0)), Response(1, "8002", Answer(2, 10, "B", 3, 3, 0))];
        DespatchAdvice unnamed = Advice(2, "D1", Carton(10, "A", 1, null) with { Sku = null });
        OrderStatus second = Status(2, OrderStatusCode.Open, StatusLine(10, "B", 3, 0, 3) with { Sku = null }) with { DistributorOrderNumber = "8002" };

        Assert.Equal([1, 0], order.After([.. split, unnamed]).Lines.Select(line => line.Shipped));
        Assert.Equal([0, 1], order.After([.. split, unnamed with { DistributorOrderNumber = "8002" }]).Lines.Select(line => line.Shipped));
        Assert.Equal([0, 3], order.After([.. split, second]).Lines.Select(line => line.BackOrdered));
        Assert.Equal([0, 0], order.After([.. split, unnamed with { DistributorOrderNumber = null }]).Lines.Select(line => line.Shipped));
        Assert.Equal([0, 0], order.After([.. split, unnamed with { DistributorOrderNumber = "8003" }]).Lines.Select(line => line.Shipped));
        Assert.Equal([1, 0], order.After(split[0], unnamed with { DistributorOrderNumber = null }).Lines.Select(line => line.Shipped));
    }

    [Fact]
    public void A_number_that_one_order_uses_once_is_enough_where_the_order_is_not_named()
    {
        OrderResponse response = Response(1, "8001", Answer(1, 10, "A", 3, 3, 0), Answer(2, 20, "A", 3, 3, 0));
        DespatchAdvice unnamed = Advice(2, "D1", Carton(20, "A", 1, null)) with { DistributorOrderNumber = null };

        Assert.Equal([0, 1], Twins.After(response, unnamed).Lines.Select(line => line.Shipped));
        Assert.Equal([0, 1], Twins.After(response with { DistributorOrderNumber = null }, unnamed).Lines.Select(line => line.Shipped));
    }

    [Fact]
    public void Two_response_lines_without_numbers_and_of_one_article_are_two_of_ours()
    {
        PurchaseProgress progress = Twins.After(Response(1, "8001", Answer(null, 10, "A", 3, 3, 0), Answer(null, 20, "A", 3, 2, 1)));

        Assert.Equal("Confirmed: Confirmed 3/0/0/0/0/0; BackOrdered 2/1/0/0/0/0", progress.Show());
    }

    [Fact]
    public void A_response_line_without_a_number_is_the_first_of_its_article_that_is_free()
    {
        PurchaseOrder order = With(Line(1, "B", 9, 10), Line(2, "A", 9, 10), Line(3, "A", 9, 10));

        PurchaseProgress progress = order.After(Response(1, "8001", Answer(2, 10, "A", 9, 9, 0), Answer(null, 20, "A", 5, 5, 0)));

        Assert.Equal([0, 9, 5], progress.Lines.Select(line => line.Confirmed));
    }

    [Fact]
    public void Of_two_lines_of_an_article_the_one_with_the_quantity_is_meant()
    {
        PurchaseOrder order = With(Line(1, "A", 1, 10), Line(2, "A", 4, 10), Line(3, "A", 5, 10));

        PurchaseProgress progress = order.After(Advice(1, "D1", Carton(90, "A", 4, null)));

        Assert.Equal([0, 4, 0], progress.Lines.Select(line => line.Shipped));
        Assert.Empty(progress.Findings);
    }

    [Fact]
    public void A_rejected_substitute_is_no_article_of_the_line()
    {
        PurchaseProgress progress = Placed.After(
            Response(1, "8001", Answer(1, 10, "A2", 2, 0, 0)), Advice(2, "D1", Carton(90, "A2", 1, null)));

        Assert.Equal(["CONFIRMED_SHORT", "LINE_UNMATCHED"], Placed.After(
            Response(1, "8001", Answer(1, 10, "A", 2, 1, 0)), Advice(2, "D1", Carton(90, "A2", 1, null))).Findings.Select(finding => finding.Code));
        Assert.Equal("LINE_UNMATCHED", Assert.Single(progress.Findings).Code);
    }

    [Fact]
    public void What_was_confirmed_short_is_told_in_pieces() => Assert.Equal(
        ["CONFIRMED_SHORT at OrderResponse 8001, line 2: '4'; 5"],
        Told(Placed, Response(1, "8001", Answer(2, 20, "B", 5, 2, 2))));

    [Fact]
    public void A_substitute_is_told_with_both_articles() => Assert.Equal(
        ["SUBSTITUTED at OrderResponse PX1, line 2: 'B2'; B"],
        Told(Placed, Response(1, null, Answer(2, 20, "B2", 5, 5, 0))));

    [Fact]
    public void More_pieces_despatched_than_ordered_or_billed_than_despatched_are_told()
    {
        DespatchAdvice three = Advice(2, "D1", Carton(10, "A", 3, null));

        Assert.Equal(["OVER_SHIPPED at PX1, line 1: '3'; 2"], Told(Placed, three));
        Assert.Equal(
            ["OVER_SHIPPED at PX1, line 1: '3'; 2", "OVER_INVOICED at PX1, line 1: '4'; 3"],
            Told(Placed, three, Bill(3, "I1", Billed("001", "A", 4, 10))));
        Assert.Empty(Told(Placed, Bill(3, "I1", Billed("001", "A", 4, 10))));
    }

    [Theory]
    [InlineData("8001", "8001")]
    [InlineData(null, "PX1")]
    public void What_could_not_be_read_is_told_with_its_document(string? number, string shown)
    {
        OrderMessage[] documents =
        [
            Response(1, number) with { Issues = [Unread("DATE_UNREADABLE", "Line[1]/Date")] },
            Status(1, OrderStatusCode.Open) with { DistributorOrderNumber = number, Issues = [Unread("DATE_UNREADABLE", "Line[1]/Date")] },
            Advice(1, "D1") with { Issues = [Unread("DATE_UNREADABLE", "Line[1]/Date")] },
            Bill(1, "I1") with { Issues = [Unread("DATE_UNREADABLE", "Line[1]/Date")] },
        ];

        Assert.Equal(
            ["DespatchAdvice D1, Line[1]/Date", "Invoice I1, Line[1]/Date", $"OrderResponse {shown}, Line[1]/Date", $"OrderStatus {shown}, Line[1]/Date"],
            Placed.After(documents).Findings.Select(finding => finding.Where).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_documents_of_the_same_time_the_greater_key_counts_as_the_newer()
    {
        OrderResponse first = Response(1, "8001", Answer(1, 10, "A", 1, 1, 0) with { UnitPrice = 11 });
        OrderResponse second = Response(1, "8002", Answer(1, 10, "A", 1, 1, 0) with { UnitPrice = 12 });

        Assert.Equal(12, Placed.After(second, first).Lines[0].UnitPrice);
    }

    /// <summary>Code, place, text, and the figure or article expected where there is one.</summary>
    private static IEnumerable<string> Told(PurchaseOrder order, params OrderMessage[] messages) => order.After(messages).Findings.Select(
        finding => $"{finding.Code} at {finding.Where}: '{finding.Text}'"
            + (finding.Code == "LINE_UNMATCHED" ? string.Empty : $"; {finding.Expected?.Split(' ')[^1]}"));
}

using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Following;
using Pipeline.Core.Orders.Matching;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Partners.Distributors.Intcomex.Calls;
using Pipeline.Partners.Distributors.Intcomex.Orders;

namespace Pipeline.Partners.Tests.Distributors.Intcomex;

/// <summary>The sample order of two lines, invoiced, of which nothing is known yet.</summary>
public sealed class OrderFollowerTests
{
    private readonly IwsService service = new();
    private PurchaseOrder order = Order;

    [Fact]
    public async Task An_invoice_has_the_lines_of_the_order_and_both_its_numbers()
    {
        service.AnswersSample("getorder.json").AnswersSample("getinvoice.json");

        FollowAnswer answer = await FollowAsync(Order);

        Invoice invoice = Assert.Single(answer.Messages.Select(static said => said.Message).OfType<Invoice>());
        Assert.Equal(("500921", "T001-0000921", "USD", false), (invoice.InvoiceNumber, invoice.PrintedNumber, invoice.Currency, invoice.IsPaid));
        Assert.Equal(
            (new DateOnly(2026, 1, 15), new DateOnly(2026, 2, 14), "n30", 1213.58m, 130.03m),
            (invoice.Date, invoice.DueDate, invoice.TermsCode, invoice.Totals.Due, invoice.Totals.Vat));
        Assert.Equal([("NB101ZTR01", 2, 1024.8m), ("AC303LUM02", 5, 58.75m)], invoice.Lines.Select(static line => (line.Sku!.Value.AsShown, line.Quantity, line.Amount!.Value)));
        Assert.Null(invoice.Issues);
        Assert.Equal(
            ["GET /v1/getorder?orderNumber=WEB20260114A07", "GET /v1/getinvoice?orderNumber=7003141"], service.Calls.Select(static call => call.Line));
    }

    [Fact]
    public async Task Serial_numbers_of_an_order_of_several_lines_are_the_orders()
    {
        PurchaseProgress progress = await MergedAsync();

        Assert.Equal(["ZB14A0000001", "ZB14A0000002"], progress.SerialNumbers);
        Assert.All(progress.Lines, static line => Assert.Empty(line.SerialNumbers));
        Assert.Equal("Invoiced/Closed, pick 45001, pack 32001", progress.StatusText);
    }

    [Fact]
    public async Task An_invoice_before_the_delivery_is_not_postable()
    {
        PurchaseProgress progress = await MergedAsync();

        Assert.Equal([(2, 0), (5, 0)], progress.Lines.Select(static line => (line.Invoiced, line.Shipped)));
        Assert.Equal(["MATCH_QUANTITY", "MATCH_QUANTITY"], Differences().Select(static issue => issue.Code));
    }

    [Fact]
    public async Task What_is_invoiced_with_a_shipment_has_left()
    {
        service.Answers(IwsSample.Text("getorder.json").Replace(
            "\"Shipments\": null",
            """
            "Shipments": [{"CarrierId":"EC01","ServiceType":"Ground","TrackingId":"TR1","TrackingUrl":"https://track.example.invalid/TR1"}]
            """,
            StringComparison.Ordinal)).AnswersSample("getinvoice.json");

        await FollowAsync(Order);

        DeliveryProgress delivery = Assert.Single(order.Progress().Deliveries);
        Assert.Equal(("7003141", new DateOnly(2026, 1, 15)), (delivery.DespatchAdviceNumber, delivery.DespatchedOn));
        Assert.Equal(new Tracking("TR1", "https://track.example.invalid/TR1", "EC01"), Assert.Single(delivery.Tracking));
        Assert.Equal([2, 5], order.Progress().Lines.Select(static line => line.Shipped));
        Assert.Empty(Differences());
    }

    /// <summary>Tax and freight are in the total or not: the samples show both.</summary>
    [Theory]
    [InlineData("1213.58", false)]
    [InlineData("1083.55", false)]
    [InlineData("1213.60", true)]
    [InlineData("1000", true)]
    public async Task A_total_that_is_not_that_of_the_order_is_not_posted(string total, bool isFound)
    {
        service.AnswersSample("getorder.json")
            .Answers(IwsSample.Text("getinvoice.json").Replace("1213.58", total, StringComparison.Ordinal));

        await FollowAsync(Order);

        Assert.Equal(isFound, Differences().Any(static issue => issue.Code == "MATCH_TOTAL"));
    }

    [Fact]
    public async Task A_void_invoice_is_none()
    {
        service.AnswersSample("getorder.json")
            .Answers(IwsSample.Text("getinvoice.json").Replace("\"Voided\": false", "\"Voided\": true", StringComparison.Ordinal));

        FollowAnswer answer = await FollowAsync(Order);

        Assert.Empty(answer.Messages.Select(static said => said.Message).OfType<Invoice>());
        Assert.Equal((null, true, false), (answer.Problem, answer.IsInvoiced, answer.IsOver));
    }

    [Fact]
    public async Task The_order_of_somebody_else_says_nothing_about_ours()
    {
        service.AnswersSample("getorder.json");

        FollowAnswer answer = await FollowAsync(Order with { Number = PurchaseOrderNumber.Parse("P1"), GivenDistributorOrderNumber = "7003141" });

        Assert.Equal(("ANSWER_MISMATCH", 0), (answer.Problem!.Issue.Code, answer.Messages.Count));
    }

    [Fact]
    public async Task An_order_that_was_taken_over_is_confirmed_by_its_articles()
    {
        PurchaseProgress progress = await MergedAsync();

        Assert.Equal([2, 5], progress.Lines.Select(static line => line.Confirmed));
        Assert.Equal(["7003141"], progress.DistributorOrderNumbers);
    }

    private static PurchaseOrder Order { get; } = new()
    {
        Number = PurchaseOrderNumber.Parse("WEB20260114A07"),
        Distributor = "intcomex",
        Currency = "USD",
        Phase = PurchasePhase.Acknowledged,
        Lines =
        [
            new PurchaseOrderLine { LineNumber = new LineNumber(1), Sku = DistributorSku.Parse("NB101ZTR01"), Quantity = 2, UnitPrice = 512.4m },
            new PurchaseOrderLine { LineNumber = new LineNumber(2), Sku = DistributorSku.Parse("AC303LUM02"), Quantity = 5, UnitPrice = 11.75m },
        ],
    };

    private async Task<PurchaseProgress> MergedAsync()
    {
        service.AnswersSample("getorder.json").AnswersSample("getinvoice.json");
        await FollowAsync(Order);
        return order.Progress();
    }

    private async Task<FollowAnswer> FollowAsync(PurchaseOrder asked)
    {
        IwsClient client = service.Connect();
        OrderFollower follower = new(
            client, new PriceReading("USD", new Dictionary<string, string> { ["us"] = "USD" }), new OrderLookup(client, TimeZoneInfo.Utc, service.Clock), service.Clock);
        FollowAnswer answer = await follower.FollowAsync(asked, CancellationToken.None);
        order = answer.Messages.Aggregate(asked, static (known, said) => known.Apply(said.Message).Value);
        return answer;
    }

    private IReadOnlyList<Issue> Differences() =>
        ThreeWayMatch.Check(order.Documents.Messages.OfType<Invoice>().Single(), order, new MatchTolerances());
}

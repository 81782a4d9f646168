using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Matching;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;

namespace Pipeline.Partners.Tests.Distributors.IngramMicro;

/// <summary>The order of the samples, followed from its XML to its state.</summary>
public sealed class SampleOrderStoryTests
{
    private static readonly PurchaseOrder Sent = new()
    {
        Number = PurchaseOrderNumber.Parse("PX26000187"), Distributor = "ingram-micro", Currency = "EUR",
        Phase = PurchasePhase.Acknowledged,
        Lines = [.. SampleOrder.Create().Lines.Select(line => new PurchaseOrderLine
        {
            LineNumber = line.LineNumber, Sku = line.Sku, Quantity = line.Quantity, UnitPrice = line.UnitPrice,
        })],
    };

    [Fact]
    public void After_all_messages_four_lines_are_billed_or_wait_and_one_is_rejected()
    {
        PurchaseProgress progress = After("order-response", "order-status", "despatch-advice", "invoice");

        Assert.Equal(OrderState.PartlyShipped, progress.State);
        Assert.Equal(
            ["Invoiced 2/0/2/2", "PartlyShipped 3/2/3/3", "Invoiced 4/0/4/4", "Invoiced 2/0/2/2", "Rejected 0/0/0/0"],
            progress.Lines.Select(line => $"{line.State} {line.Confirmed}/{line.BackOrdered}/{line.Shipped}/{line.Invoiced}"));
        Assert.Equal(new DateOnly(2026, 3, 26), progress.Lines[1].DeliveryDate);
        Assert.Equal("DISCONTINUED", progress.Lines[4].ReasonCode);
        Assert.Equal(["ZT14FR00017731", "ZT14FR00017745"], progress.Lines[0].SerialNumbers);
        Assert.Equal(["EX000000011FR", "EX000000028FR"], progress.Lines[0].Tracking.Select(tracking => tracking.Number));
        Assert.Equal(
            ["EX000000011FR", "EX000000028FR", "EX000000035FR"],
            Assert.Single(progress.Deliveries).Tracking.Select(tracking => tracking.Number));
        InvoiceProgress invoice = Assert.Single(progress.Invoices);
        Assert.Equal((1850.45m, 2217.79m), (invoice.Net, invoice.Due));
        Assert.Equal([new VatAmount(20.00m, 1831.45m, 366.29m), new VatAmount(5.50m, 19.00m, 1.05m)], invoice.Vat);
        Assert.Empty(progress.Findings);
    }

    [Fact]
    public void Every_order_of_arrival_ends_in_the_same_state()
    {
        string[] names = ["order-response", "order-status", "despatch-advice", "invoice"];
        string expected = Show(After(names));

        foreach (string[] order in Permutations(names))
        {
            Assert.Equal(expected, Show(After([.. order, order[0], order[2]])));
        }
    }

    [Fact]
    public void The_sample_invoice_may_be_posted()
    {
        PurchaseOrder order = Merge(["order-response", "despatch-advice", "invoice"]);

        Assert.Empty(ThreeWayMatch.Check(order.Documents.Messages.OfType<Invoice>().Single(), order, new MatchTolerances()));
    }

    [Fact]
    public void The_rejected_sample_ends_its_order()
    {
        PurchaseOrder order = Sent with
        {
            Number = PurchaseOrderNumber.Parse("PX26000188"),
            Lines = [Sent.Lines[0] with { Quantity = 1 }, Sent.Lines[1] with { Quantity = 3 }],
        };

        PurchaseProgress progress = order.Apply(Read("order-response-rejected")).Value.Progress();

        Assert.Equal(OrderState.Rejected, progress.State);
        Assert.Equal(["PRICE_MISMATCH", "NO_PRICE"], progress.Lines.Select(line => line.ReasonCode));
    }

    private static OrderMessage Read(string name) => Sample.Reader.Read(new MemoryStream(Sample.Bytes($"{name}.xml"))).Messages[0];

    private static PurchaseOrder Merge(IEnumerable<string> names) =>
        names.Aggregate(Sent, (order, name) => order.Apply(Read(name)).Value);

    private static PurchaseProgress After(params string[] names) => Merge(names).Progress();

    private static string Show(PurchaseProgress progress) => System.Text.Json.JsonSerializer.Serialize(progress);

    private static IEnumerable<string[]> Permutations(string[] items) => items.Length == 1
        ? [items]
        : items.SelectMany((first, index) => Permutations([.. items[..index], .. items[(index + 1)..]]).Select(rest => (string[])[first, .. rest]));
}

using System.Text.Json;
using Pipeline.Core.Orders.Intake;
using Pipeline.Functions.Http;
using Pipeline.Functions.Orders.Requests;
using Pipeline.Functions.Orders.Views;
using Pipeline.TestSupport;

namespace Pipeline.Functions.Tests.Orders;

/// <summary>The described body against the one that is read.</summary>
public sealed class OrderBodyTests
{
    [Fact]
    public void Every_member_that_is_described_is_read_and_none_is_missing()
    {
        OrderBody described = new()
        {
            Source = new OrderSourceBody("pixmania", "fr", "P-1"),
            ShipTo = new ShipToView("Ada", "Flat 2", "Mrs A", ["1 rue A"], "59000", "Lille", "FR", "ada@example.com", "+33 1"),
            RequestedDeliveryDate = new DateOnly(2026, 3, 12),
            Shipment = "complete",
            EndUserReference = "E-1",
            Lines =
            [
                new OrderLineBody { LineNumber = 3, Distributor = "ingram-micro", Sku = "1", Quantity = 1, MaxUnitPrice = 1, SpecialBidNumber = "B" },
                new OrderLineBody { Gtin = "2007100230014", Quantity = 1 },
                new OrderLineBody { Brand = "HP", Mpn = "X", Quantity = 1 },
            ],
            Test = true,
        };

        OrderReading reading = Read(described);

        Assert.Empty(reading.Faults);
        Assert.DoesNotContain(
            typeof(OrderRequest).GetProperties().Where(static property => property.Name != nameof(OrderRequest.PlacedElsewhere)),
            property => property.GetValue(reading.Request) is null);
    }

    [Fact]
    public void An_order_placed_elsewhere_is_described_as_it_is_read()
    {
        OrderReading reading = Read(new OrderBody
        {
            PlacedElsewhere = new PlacedElsewhereBody("ingram-micro", "PO-1", "80-1"),
            Lines = [new OrderLineBody { Sku = "1", Quantity = 1 }],
        });

        Assert.Empty(reading.Faults);
        Assert.Equal("80-1", reading.Request!.PlacedElsewhere!.DistributorOrderNumber);
    }

    private static OrderReading Read(OrderBody body)
    {
        using JsonDocument json = JsonSerializer.SerializeToDocument(body, PipelineJson.Default.OrderBody);
        IntakeTerms terms = new() { Currencies = new Dictionary<string, string> { ["ingram-micro"] = "EUR" }, TimeZones = [] };
        return new OrderRequestReader(terms, new TestClock()).Read(json.RootElement);
    }
}

using Pipeline.Core.Messages;
using System.Text;
using Pipeline.Core.Catalog;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.TestSupport;

namespace Pipeline.Core.Tests.Orders.Placing;

/// <summary>Test mode towards a distributor.</summary>
public sealed class SimulatedDistributorServiceTests
{
    private readonly Services services = new();
    private readonly Log log = new();

    [Fact]
    public async Task The_order_create_is_kept_as_what_would_have_been_sent_and_nothing_leaves()
    {
        OrderPlacement placement = await Simulated().CreateOrderAsync(Order, CancellationToken.None);

        Exchange kept = Assert.Single(log.Kept);
        Assert.Equal((PlacementOutcome.Simulated, kept.Id, null), (placement.Outcome, placement.ExchangeId, placement.Problem));
        Assert.Equal(
            (ExchangeDirection.WouldSend, "ingram-micro", "orderCreate", "PX1", "<OrderCreate/>", null, null),
            (kept.Direction, kept.Partner, kept.Operation, kept.Subject, Encoding.UTF8.GetString(kept.Request.Span), kept.Status, kept.Fault));
        Assert.Equal(new DateTimeOffset(2026, 3, 10, 6, 0, 0, TimeSpan.Zero), kept.StartedAt);
        Assert.Equal(["preview"], services.Calls);
    }

    [Fact]
    public async Task An_order_that_could_not_be_sent_is_refused_in_test_mode_too()
    {
        services.Breaches = [new Issue("FIELD_TOO_LONG", "Name1", "x") { Expected = "35 characters" }, new Issue("POSTCODE_INVALID", "PostalCode", "") { Expected = "5 digits" }];

        OrderPlacement placement = await Simulated().CreateOrderAsync(Order, CancellationToken.None);

        Assert.Equal(
            (PlacementOutcome.Refused, "FIELD_TOO_LONG", 2, null),
            (placement.Outcome, placement.Problem!.Issue.Code, placement.Breaches.Count, placement.ExchangeId));
        Assert.Empty(log.Kept);
    }

    [Fact]
    public async Task Reading_goes_to_the_distributor_as_always()
    {
        SimulatedDistributorService simulated = Simulated();

        _ = await simulated.GetPriceAndAvailabilityAsync([], CancellationToken.None);
        _ = await simulated.FindOrderAsync(Order.PurchaseOrderNumber, CancellationToken.None);

        Assert.Equal(["prices", "find PX1"], services.Calls);
        Assert.Equal("ingram-micro", simulated.Distributor);
    }

    private static OrderCreate Order { get; } = new()
    {
        PurchaseOrderNumber = new PurchaseOrderNumber("PX1"),
        Date = new DateOnly(2026, 3, 10),
        Currency = "EUR",
        ShipTo = new DeliveryAddress { Name = "Ada", Street = ["1 rue A"], PostalCode = "59000", City = "Lille", CountryCode = "FR" },
        Lines = [new OrderCreateLine { LineNumber = new LineNumber(1), Sku = DistributorSku.Parse("1"), Quantity = 1, UnitPrice = 1 }],
    };

    private SimulatedDistributorService Simulated() => new(services, log, new TestClock());

    private sealed class Log : IExchangeLog
    {
        public List<Exchange> Kept { get; } = [];

        public Task RecordAsync(Exchange exchange, CancellationToken cancellationToken)
        {
            Kept.Add(exchange);
            return Task.CompletedTask;
        }
    }

    private sealed class Services : IDistributorService
    {
        public List<string> Calls { get; } = [];

        public IReadOnlyList<Issue> Breaches { get; set; } = [];

        public string Distributor => "ingram-micro";

        public Task<PriceAnswers> GetPriceAndAvailabilityAsync(IReadOnlyList<PriceQuery> items, CancellationToken cancellationToken)
        {
            Calls.Add("prices");
            return Task.FromResult(new PriceAnswers([], null));
        }

        public Task<OrderPlacement> CreateOrderAsync(OrderCreate order, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Something would have been bought.");

        public OrderPreview PreviewOrder(OrderCreate order)
        {
            Calls.Add("preview");
            return new OrderPreview(Breaches.Count > 0 ? default : Encoding.UTF8.GetBytes("<OrderCreate/>"), Breaches);
        }

        public Task<OrderSearch> FindOrderAsync(PurchaseOrderNumber number, CancellationToken cancellationToken)
        {
            Calls.Add($"find {number}");
            return Task.FromResult(new OrderSearch { Outcome = SearchOutcome.NotFound });
        }
    }
}

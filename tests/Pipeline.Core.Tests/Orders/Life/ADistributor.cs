using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Following;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.Core.Orders.Purchasing;

namespace Pipeline.Core.Tests.Orders.Life;

/// <summary>A distributor that buys what it is sent, keeps count, and answers as the test says.</summary>
internal sealed class ADistributor(string code, Cuts cuts) : IDistributorService, IOrderFollowing
{
    public string Distributor => code;

    public bool IsTestEnvironment { get; set; }

    public bool TakesDashes { get; set; } = true;

    /// <summary>Why it does not deliver to an address.</summary>
    public Func<DeliveryAddress, Issue?> ShipTo { get; set; } = static _ => null;

    public Issue? RefuseShipTo(DeliveryAddress shipTo) => ShipTo(shipTo);

    /// <summary>Every Order Create that arrived.</summary>
    public List<OrderCreate> Arrived { get; } = [];

    public int Asked { get; private set; }

    /// <summary>What Order Create answers; null acknowledges.</summary>
    public Func<OrderCreate, OrderPlacement>? Answer { get; set; }

    /// <summary>Whether the distributor keeps what arrives.</summary>
    public bool Loses { get; set; }

    public bool CannotBeAsked { get; set; }

    /// <summary>Changes an answer to a price enquiry.</summary>
    public Func<PriceAnswer, PriceAnswer> Price { get; set; } = static answer => answer;

    public CallIssue? PriceProblem { get; set; }

    public Task<PriceAnswers> GetPriceAndAvailabilityAsync(IReadOnlyList<PriceQuery> items, CancellationToken cancellationToken) =>
        cuts.AroundAsync(() => Task.FromResult(new PriceAnswers(
            [
                .. items.Select(query => PriceProblem is null
                    ? Price(new PriceAnswer
                    {
                        Query = query, Status = PriceAnswer.Ok, Sku = DistributorSku.Parse(query.Article.Value),
                        UnitPrice = new Money(10.50m, "EUR"), Plants = [new PlantAvailability("FR01", null, 100, 0, null)], ExchangeId = "x-price",
                    })
                    : new PriceAnswer { Query = query, Status = IssueCodes.NotAnswered }),
            ],
            PriceProblem)));

    public Task<OrderPlacement> CreateOrderAsync(OrderCreate order, CancellationToken cancellationToken) => cuts.AroundAsync(async () =>
    {
        await Task.Yield();
        if (!Loses)
        {
            lock (Arrived)
            {
                Arrived.Add(order);
            }
        }

        return Answer?.Invoke(order) ?? new OrderPlacement
        {
            Outcome = PlacementOutcome.Acknowledged,
            Acknowledgement = new OrderAcknowledgement { ReturnCode = "00000", PurchaseOrderNumber = order.PurchaseOrderNumber.Value },
            ExchangeId = "x-create",
        };
    });

    /// <summary>Each cancellation that arrived.</summary>
    public List<PurchaseOrderNumber> Cancelled { get; } = [];

    /// <summary>What it answers to a cancellation.</summary>
    public Func<PurchaseOrderNumber, OrderCancellation> Cancellation { get; set; } = static _ => new() { Outcome = CancellationOutcome.NotOffered };

    public Task<OrderCancellation> CancelOrderAsync(PurchaseOrderNumber number, CancellationToken cancellationToken) => cuts.AroundAsync(() =>
    {
        Cancelled.Add(number);
        return Task.FromResult(Cancellation(number));
    });

    /// <summary>When it was asked how an order stands.</summary>
    public List<PurchaseOrder> Followed { get; } = [];

    /// <summary>How orders stand, for a distributor that pushes nothing.</summary>
    public Func<PurchaseOrder, FollowAnswer> Standing { get; set; } = static _ => new FollowAnswer();

    public Task<FollowAnswer> FollowAsync(PurchaseOrder order, CancellationToken cancellationToken) => cuts.AroundAsync(() =>
    {
        Followed.Add(order);
        return Task.FromResult(Standing(order));
    });

    public OrderPreview PreviewOrder(OrderCreate order) => throw new NotSupportedException();

    public Task<OrderSearch> FindOrderAsync(PurchaseOrderNumber number, CancellationToken cancellationToken) => cuts.AroundAsync(() =>
    {
        Asked++;
        bool has = Arrived.Exists(order => order.PurchaseOrderNumber == number);
        return Task.FromResult(new OrderSearch
        {
            Outcome = CannotBeAsked ? SearchOutcome.Unknown : has ? SearchOutcome.Found : SearchOutcome.NotFound,
            ExchangeId = "x-ask",
            Problem = CannotBeAsked ? new CallIssue(new Issue("20005", null, null) { SaidCause = "closed", SaidSeverity = "retry" }, "x-ask") : null,
            Orders = has && !CannotBeAsked
                ? [new OrderStatus { PurchaseOrderNumber = number.Value, DistributorOrderNumber = "8001", Status = OrderStatusCode.Open }]
                : [],
        });
    });
}

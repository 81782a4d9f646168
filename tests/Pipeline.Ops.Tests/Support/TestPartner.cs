using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Distributors;
using Pipeline.Core.Notifications.Admission;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;

namespace Pipeline.Ops.Tests.Support;

/// <summary>A distributor that answers what the test says.</summary>
public sealed class TestPartner : IDistributor, IDistributorService
{
    /// <summary>What must never be shown.</summary>
    public const string Secret = "a-key-in-the-path";

    public string Code => "acme";

    public string Distributor => Code;

    public string Name => "Acme Ltd";

    public string TimeZone => "Europe/Paris";

    public string Currency => "EUR";

    public PushCredentials? Push { get; set; } = new() { Keys = [Secret] };

    public IReadOnlyList<DistributorFeed> Feeds { get; } =
    [
        new() { Kind = FeedKind.Price, Title = "Prices of Acme", Profile = "acme", Schedule = "0 0 6 * * *" },
        new() { Kind = FeedKind.Stock, Title = "Stock of Acme", Profile = "acme", Schedule = "0 10 * * * *", MissingSetting = "Set Distributors__Acme__Feeds__Stock__Url." },
    ];

    public string? MissingServices { get; set; }

    /// <summary>What it answers when it is asked for an order.</summary>
    public OrderSearch Answer { get; set; } = new() { Outcome = SearchOutcome.NotFound };

    /// <summary>For which orders it was asked.</summary>
    public List<string> Asked { get; } = [];

    public IDistributorService Services() => this;

    public Task<OrderSearch> FindOrderAsync(PurchaseOrderNumber number, CancellationToken cancellationToken)
    {
        Asked.Add(number.Value);
        return Task.FromResult(Answer);
    }

    public Task<PriceAnswers> GetPriceAndAvailabilityAsync(IReadOnlyList<PriceQuery> items, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<OrderPlacement> CreateOrderAsync(OrderCreate order, CancellationToken cancellationToken) => throw new NotSupportedException();

    public OrderPreview PreviewOrder(OrderCreate order) => throw new NotSupportedException();
}

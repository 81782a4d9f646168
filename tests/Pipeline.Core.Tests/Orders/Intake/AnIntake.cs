using System.Text.Json;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Orders.Intake;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Tests.Orders.Life;
using Pipeline.TestSupport;

namespace Pipeline.Core.Tests.Orders.Intake;

/// <summary>The intake on ports in memory, each of which may be cut. The catalogue has article 5 at 9.90 EUR and article 6 in dollars.</summary>
internal sealed class AnIntake : IIdempotencyKeyStore, IOrderSignalQueue, ICatalogStore
{
    private readonly Dictionary<string, OrderClaim> claims = [];

    public AnIntake(bool isTest = false)
    {
        Terms = new IntakeTerms
        {
            Currencies = new Dictionary<string, string> { ["ingram-micro"] = "EUR" },
            TimeZones = [TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")],
            IsTest = isTest,
        };
        Store = new OrdersInMemory(Cuts);
        Numbers = new NumbersInMemory(Cuts);
        Intake = new OrderIntake(
            this, Store, Numbers, new NumberAnnouncement(Numbers, new ParkedMessageRelease(Inbox, Inbox)), this, this, Terms, Clock);
    }

    public TestClock Clock { get; } = new();

    public IntakeTerms Terms { get; }

    public Cuts Cuts { get; } = new();

    public OrdersInMemory Store { get; }

    public NumbersInMemory Numbers { get; }

    public InboxInMemory Inbox { get; } = new();

    public List<string> Signals { get; } = [];

    public OrderIntake Intake { get; }

    public Task<IntakeResult> PlaceAsync(OrderRequest request, string key = "key-1") => Intake.PlaceAsync(request, key, default);

    /// <summary>Reads a body that has no address of its own.</summary>
    public OrderRequest Read(string members)
    {
        using JsonDocument body = JsonDocument.Parse($$"""
            {"shipTo":{"name":"Ada","street":"1 rue A","postalCode":"59000","city":"Lille","country":"FR"},{{members}}}
            """);
        OrderReading reading = new OrderRequestReader(Terms, Clock).Read(body.RootElement);
        Assert.Empty(reading.Faults);
        return reading.Request!;
    }

    Task<OrderClaim> IIdempotencyKeyStore.ClaimAsync(string key, string bodyHash, string orderId, CancellationToken cancellationToken) =>
        Cuts.AroundAsync(() =>
        {
            claims.TryAdd(key, new OrderClaim(orderId, bodyHash));
            return Task.FromResult(claims[key]);
        });

    Task<OrderClaim?> IIdempotencyKeyStore.FindAsync(string key, CancellationToken cancellationToken) =>
        Cuts.AroundAsync(() => Task.FromResult(claims.GetValueOrDefault(key)));

    Task IOrderSignalQueue.SendAsync(string orderId, CancellationToken cancellationToken) => Cuts.AroundAsync(() =>
    {
        Signals.Add(orderId);
        return Task.FromResult(true);
    });

    Task<CatalogRow?> ICatalogStore.FindAsync(string distributor, string sku, CancellationToken cancellationToken) =>
        Cuts.AroundAsync(() => Task.FromResult(sku is "5" or "6"
            ? new CatalogRow
            {
                Distributor = distributor,
                Sku = sku,
                Price = new PriceFacts { Price = 9.90m, Currency = sku == "5" ? "EUR" : "USD" },
            }
            : null));

    ICatalogImport ICatalogStore.BeginImport(CatalogWrite write) => throw new NotSupportedException();

    IAsyncEnumerable<CatalogRow> ICatalogStore.ExpireAbsentAsync(FeedId feed, long sequence, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    Task ICatalogStore.ForgetExpiredAsync(FeedId feed, long sequence, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    Task<IReadOnlyList<CatalogRow>> ICatalogStore.FindManyAsync(
        string distributor, IReadOnlyList<string> skus, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<IReadOnlyList<CatalogRow>> ICatalogStore.FindByGtinAsync(string gtin, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    Task<IReadOnlyList<CatalogRow>> ICatalogStore.FindByMpnAsync(string mpn, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    Task<Page<CatalogRow>> ICatalogStore.ReadPageAsync(
        string? distributor, DateTimeOffset? changedSince, string? next, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    Task<IReadOnlyList<CategoryPath>> ICatalogStore.ReadCategoriesAsync(string distributor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}

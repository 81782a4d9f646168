using Pipeline.Core.Channels;
using Pipeline.Core.Channels.Orders;
using Pipeline.Core.Channels.Orders.Importing;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Selling;
using Pipeline.Core.Tests.Orders;
using Pipeline.Core.Tests.Orders.Life;

namespace Pipeline.Core.Tests.Channels.Orders;

/// <summary>A bazaar before the life cycle of orders, on ports in memory each of which may be cut.</summary>
internal sealed class AChannelHouse : IListingLookup, IChannelOrderStore, IOrderDocumentStore, IStoreStateStore
{
    private const string Ean = "4006381333931";
    private readonly Dictionary<string, ChannelOrderClaim> claims = [];
    private readonly Dictionary<string, byte[]> documents = [];
    private DateTimeOffset? watermark;

    public AChannelHouse()
    {
        Bazaar = new ABazaar(House.Cuts, House.Clock);
        OrderUpdater updates = new(House.Store, House.Clock);
        StoreDirectory stores = new([Store]);
        StorePorts ports = new(new ChannelCatalog([Bazaar]), this, House, House.Clock);
        Import = new ChannelOrderImport(this, this, House.Store, updates, House, House.Clock);
        Advance = new OrderAdvance(
            House.Review, House.Sourcing, House.Prices, House.Placing, House.Inquiry, House.FollowUp, House.Cancelling,
            new AcceptanceCheck(updates, House.Sourcing, House.Clock),
            new ReportSending(updates, new StoreReporter(stores, ports, this), House.Limits, House.Clock));
        Commands = new ChannelCommandHandler(updates, House, House.Clock);
        Documents = new OrderDocumentHandler(updates, House.Store, this, House, House.Clock);
        House.Catalog.Add(SourcingChoiceTests.Entry("ingram-micro/A 10.50 100", Ean));
        Listed["SKU-1"] = new ListedArticle { Gtin = Ean, SentPrice = 29.90m };
    }

    public AHouse House { get; } = new();

    public ABazaar Bazaar { get; }

    public Store Store { get; set; } = new() { Code = "bazaar-fr", Kind = "bazaar", TimeZone = "Europe/Paris", Currency = "EUR", Mode = StoreMode.Live };

    public ChannelOrderImport Import { get; }

    public OrderAdvance Advance { get; }

    public ChannelCommandHandler Commands { get; }

    public OrderDocumentHandler Documents { get; }

    public Dictionary<string, ListedArticle> Listed { get; } = [];

    public IEnumerable<ChannelOrderClaim> Claims => claims.Values;

    public OrderRecord Record => House.Record;

    public string OrderId => Record.Order.OrderId;

    public ChannelReport? Report(string key) => Record.Reports.FirstOrDefault(report => report.Key == key);

    public IEnumerable<string> StandingAlarms => Record.Alarms.Where(static alarm => alarm.ClearedAt is null).Select(static alarm => alarm.Code);

    public Task<ChannelOrderCounts> ImportAsync() =>
        Import.RunAsync(Store, Bazaar, new ChannelOrderTerms(Bazaar.Kind, Store.Mode == StoreMode.Test, Bazaar.Abilities), default);

    public Task<OrderDecision> RunAsync() => Advance.AdvanceAsync(OrderId, default);

    /// <summary>An order that is accepted, paid and bought.</summary>
    public async Task BoughtAsync()
    {
        _ = Bazaar.Receive();
        _ = await ImportAsync();
        _ = await RunAsync();
        Bazaar.Debit();
        _ = await ImportAsync();
        _ = await RunAsync();
    }

    /// <summary>The distributor's despatch advice: both pieces left on a day with a tracking number.</summary>
    public Task DespatchAsync(DateOnly? day = null, string number = "D1", int pieces = 2) => HandleAsync(number, AnOrder.Advice(5, number, AnOrder.Carton(10, "A", pieces, $"T-{number}")) with
    {
        PurchaseOrderNumber = PurchaseNumber, DespatchDate = day ?? new DateOnly(2026, 3, 10),
    });

    public Task ConfirmAsync() =>
        HandleAsync("R1", AnOrder.Response(1, "8001", AnOrder.Answer(1, 10, "A", 2, 2, 0)) with { PurchaseOrderNumber = PurchaseNumber });

    public Task BillAsync() => HandleAsync("I1", AnOrder.Bill(6, "I1", AnOrder.Billed("001", "A", 2, 10.50m)) with { PurchaseOrderNumbers = [PurchaseNumber] });

    public Task UploadAsync() => Documents.PutAsync(OrderId, "invoice", "INV-1.pdf", "%PDF-1.7 one"u8.ToArray(), default);

    private string PurchaseNumber => Record.Order.PurchaseOrders[0].Number.Value;

    private async Task HandleAsync(string id, OrderMessage message) =>
        _ = await House.Notifications.HandleAsync(OrderMessageMergerTests.Push(id), OrderMessageMergerTests.Reading(message), default);

    Task<IReadOnlyDictionary<string, ListedArticle>> IListingLookup.FindAsync(string store, IReadOnlyCollection<string> offerSkus, CancellationToken cancellationToken) =>
        House.Cuts.AroundAsync(() => Task.FromResult<IReadOnlyDictionary<string, ListedArticle>>(
            Listed.Where(pair => offerSkus.Contains(pair.Key)).ToDictionary(static pair => pair.Key, static pair => pair.Value)));

    Task<ChannelOrderClaim> IChannelOrderStore.ClaimAsync(ChannelOrderClaim claim, CancellationToken cancellationToken) => House.Cuts.AroundAsync(() =>
    {
        _ = claims.TryAdd(claim.ExternalId, claim);
        return Task.FromResult(claims[claim.ExternalId]);
    });

    Task IChannelOrderStore.PutAsync(ChannelOrderClaim claim, CancellationToken cancellationToken) =>
        House.Cuts.AroundAsync(() => Task.FromResult(claims[claim.ExternalId] = claim));

    Task<IReadOnlyList<ChannelOrderClaim>> IChannelOrderStore.ListWaitingAsync(string store, CancellationToken cancellationToken) =>
        House.Cuts.AroundAsync(() => Task.FromResult<IReadOnlyList<ChannelOrderClaim>>(
            [.. claims.Values.Where(static claim => claim.State is ChannelClaimState.Claimed or ChannelClaimState.SetAside)]));

    Task<Page<ChannelOrderClaim>> IChannelOrderStore.ListSetAsideAsync(string store, int limit, string? cursor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    Task<DateTimeOffset?> IChannelOrderStore.FindWatermarkAsync(string store, CancellationToken cancellationToken) =>
        House.Cuts.AroundAsync(() => Task.FromResult(watermark));

    Task IChannelOrderStore.SetWatermarkAsync(string store, DateTimeOffset watermark, CancellationToken cancellationToken) =>
        House.Cuts.AroundAsync(() => Task.FromResult(this.watermark = watermark));

    Task IOrderDocumentStore.WriteAsync(string orderId, ReportDocument document, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        House.Cuts.AroundAsync(() => Task.FromResult(documents[document.Hash] = content.ToArray()));

    Task<ReadOnlyMemory<byte>?> IOrderDocumentStore.ReadAsync(string orderId, ReportDocument document, CancellationToken cancellationToken) =>
        House.Cuts.AroundAsync(() => Task.FromResult<ReadOnlyMemory<byte>?>(documents.TryGetValue(document.Hash, out byte[]? content) ? content : (ReadOnlyMemory<byte>?)null));

    Task IOrderDocumentStore.RemoveAsync(string orderId, CancellationToken cancellationToken)
    {
        documents.Clear();
        return Task.CompletedTask;
    }

    Task<IReadOnlyList<StoreState>> IStoreStateStore.ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<StoreState>>([]);

    Task<StoreState> IStoreStateStore.FindAsync(string store, CancellationToken cancellationToken) =>
        Task.FromResult(new StoreState { Code = store, Mode = Store.Mode });

    Task<StoreState> IStoreStateStore.UpdateAsync(string store, Func<StoreState, StoreState> change, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}

using Pipeline.Core.Messages;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Joining;
using Pipeline.Core.Currencies;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Following;
using Pipeline.Core.Orders.Intake;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Matching;
using Pipeline.Core.Orders.Merging;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;
using Pipeline.Core.Orders.Sourcing;
using Pipeline.TestSupport;

namespace Pipeline.Core.Tests.Orders.Life;

/// <summary>The life cycle with all its parts, on ports in memory. The clock stands at Tuesday 10 March 2026, 07:00 in Paris.</summary>
internal sealed class AHouse : IDistributorServiceDirectory, IArticleSearch, IOrderSignalQueue, IExchangeLog
{
    public const string Id = "o1";

    /// <summary>Builds it; nothing is ordered yet.</summary>
    /// <param name="follow">When Intcomex is asked how orders stand; it pushes like the other one if null.</param>
    public AHouse(FollowSchedule? follow = null)
    {
        Limits = new OrderLimits
        {
            Distributors = new Dictionary<string, DistributorTerms>
            {
                ["ingram-micro"] = new(
                    WorkingHours.NineToFive(TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")), new HashSet<string> { "20002", "20007" }),
                ["intcomex"] = new(WorkingHours.NineToFive(TimeZoneInfo.FindSystemTimeZoneById("America/Mexico_City")), DistributorTerms.None) 
                {
                    Follow = follow, TakesCancellations = follow is not null,
                },
            },
            LongestWait = TimeSpan.FromHours(1),
        };
        Store = new OrdersInMemory(Cuts);
        Numbers = new NumbersInMemory(Cuts);
        Invoices = new InvoicesInMemory(Cuts);
        Ingram = new ADistributor("ingram-micro", Cuts);
        Intcomex = new ADistributor("intcomex", Cuts);
        OrderUpdater updates = new(Store, Clock);
        ParkedMessageRelease parked = new(Inbox, Inbox);
        OrderNumbering join = new(Numbers, new NumberAnnouncement(Numbers, parked));
        InvoiceHandover invoices = new(Store, Numbers, Invoices, Limits, Clock);
        Choosing = new SourcingInMemory(Cuts);
        PromisedUnits promised = new(Choosing, Store, Clock);
        SourcingPolicy policy = new(Choosing, new ExchangeRates(new CurrencyTerms(), Choosing, Clock), TimeSpan.FromHours(48));
        Sourcing = new OrderSourcing(updates, Numbers, this, this, policy, promised, Clock);
        Prices = new PriceCheck(updates, this, promised, Limits, Clock);
        Placing = new OrderPlacing(updates, this, Choosing, Limits, Clock);
        Inquiry = new OrderInquiry(updates, this, Limits, Clock);
        FollowUp = new OrderFollowUp(updates, invoices, this, Limits, Clock);
        Cancelling = new OrderCancelling(updates, this, Limits, Clock);
        Review = new OrderReview(updates, join, invoices, Limits, Clock);
        Notifications = new OrderMessageMerger(Numbers, updates, new OrderAfterMerge(join, invoices, this, Limits, Clock), this, Limits);
        Sweep = new OrderSweep(Store, this, Numbers, Inbox, parked, Clock);
    }

    public TestClock Clock { get; } = new();

    public Cuts Cuts { get; } = new();

    public OrderLimits Limits { get; }

    public OrdersInMemory Store { get; }

    public NumbersInMemory Numbers { get; }

    public InvoicesInMemory Invoices { get; }

    public InboxInMemory Inbox { get; } = new();

    public SourcingInMemory Choosing { get; }

    public ADistributor Ingram { get; }

    public ADistributor Intcomex { get; }

    public List<CatalogEntry> Catalog { get; } = [];

    public List<string> Signals { get; } = [];

    public List<Exchange> Exchanges { get; } = [];

    public OrderSourcing Sourcing { get; }

    public PriceCheck Prices { get; }

    public OrderPlacing Placing { get; }

    public OrderInquiry Inquiry { get; }

    public OrderFollowUp FollowUp { get; }

    public OrderCancelling Cancelling { get; }

    public OrderReview Review { get; }

    public OrderMessageMerger Notifications { get; }

    public OrderSweep Sweep { get; }

    public IReadOnlyList<string> Distributors => ["ingram-micro", "intcomex"];

    public OrderRecord Record => Store.Only;

    /// <summary>The steps of the timeline, in order.</summary>
    public IEnumerable<string> Steps => Store.Events.Select(entry => entry.Step);

    public void Receive(params SalesOrderLine[] lines) => Receive(static order => order, lines);

    public void Receive(Func<SalesOrder, SalesOrder> with, params SalesOrderLine[] lines) => Store.Put(new OrderRecord
    {
        Order = with(new SalesOrder
        {
            OrderId = Id,
            Source = OrderSource.Api,
            ShipTo = new DeliveryAddress { Name = "Zoé Martin", Street = ["1 rue du Bac"], PostalCode = "75007", City = "Paris", CountryCode = "FR" },
            Lines = lines,
        }),
        ReceivedAt = Clock.GetUtcNow(),
        ChangedAt = Clock.GetUtcNow(),
        ReviewDueAt = Clock.GetUtcNow(),
    });

    public static SalesOrderLine Sku(int line, string sku, int quantity, string distributor = "ingram-micro") =>
        new() { LineNumber = new LineNumber(line), Distributor = distributor, Sku = sku, Quantity = quantity };

    /// <summary>Does what comes next until the order waits or ends, at most a number of steps.</summary>
    /// <returns>The steps done, and the last decision.</returns>
    public async Task<OrderDecision> RunAsync(int limit = 20)
    {
        for (int i = 0; i < limit; i++)
        {
            OrderDecision decision = await Review.ReviewAsync(Id, default);
            if (decision.Step is NextStep.Wait or NextStep.End)
            {
                return decision;
            }

            await DoAsync(decision);
        }

        throw new InvalidOperationException($"Still busy after {limit} steps: {await Review.ReviewAsync(Id, default)}");
    }

    public Task DoAsync(OrderDecision decision) => decision.Step switch
    {
        NextStep.Source => Sourcing.SourceAsync(Id, default),
        NextStep.AskPrices => Prices.CheckAsync(Id, default),
        NextStep.Place => Placing.PlaceAsync(Id, PurchaseOrderNumber.Parse(decision.Number!), default),
        NextStep.AskAbout => Inquiry.AskAsync(Id, PurchaseOrderNumber.Parse(decision.Number!), default),
        NextStep.Cancel => CancelAsync(PurchaseOrderNumber.Parse(decision.Number!)),
        NextStep.Follow => FollowAsync(PurchaseOrderNumber.Parse(decision.Number!)),
        _ => throw new InvalidOperationException($"{decision} is nothing to do."),
    };

    private async Task FollowAsync(PurchaseOrderNumber number) =>
        await FollowUp.FollowAsync((await Store.FindAsync(Id, default))!, number, default);

    private async Task CancelAsync(PurchaseOrderNumber number) =>
        await Cancelling.CancelAsync((await Store.FindAsync(Id, default))!, number, default);

    /// <summary>What is wrong with the settings of the services, or null.</summary>
    public string? SettingsProblem { get; set; }

    IDistributorService? IDistributorServiceDirectory.For(string distributor, bool isTest) => distributor switch
    {
        _ when SettingsProblem is { } problem => throw new FormatException(problem),
        "ingram-micro" => Ingram,
        "intcomex" => Intcomex,
        _ => null,
    };

    Task<CatalogEntry?> IArticleSearch.FindAsync(string distributor, string sku, CancellationToken cancellationToken) =>
        Task.FromResult(Catalog.Find(entry => entry.Distributor == distributor && entry.Sku == sku));

    Task<FoundProducts> IArticleSearch.SearchAsync(CatalogQuery query, CancellationToken cancellationToken)
    {
        CatalogEntry[] found = [.. Catalog.Where(entry => query.Matches(entry, new DistributorContext()) && (query.Mpn is null || entry.Mpn == query.Mpn))];
        return Task.FromResult(new FoundProducts(found, ProductJoin.Of(found)));
    }

    Task IOrderSignalQueue.SendAsync(string orderId, CancellationToken cancellationToken)
    {
        Signals.Add(orderId);
        return Task.CompletedTask;
    }

    Task IExchangeLog.RecordAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        Exchanges.Add(exchange);
        return Task.CompletedTask;
    }
}

using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Distributors;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Following;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.Core.Reconciliation;
using Pipeline.Partners.Distributors.Intcomex.Calls;
using Pipeline.Partners.Distributors.Intcomex.Feeds;
using Pipeline.Partners.Distributors.Intcomex.Orders;
using Pipeline.Partners.Feeds;
using Pipeline.Partners.Feeds.Pages;
using Pipeline.Partners.Settings;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Partners.Distributors.Intcomex;

/// <summary>Intcomex: products, prices, stock and content from its web services, and orders through them. It pushes nothing.</summary>
public sealed partial class IntcomexDistributor : IDistributor, IDistributorModule
{
    private const string PriceProfile = "intcomex-price";

    private readonly IntcomexSettings settings;
    private readonly Lazy<IwsClient> client;
    private readonly Lazy<PriceReading> prices;
    private readonly Lazy<IDistributorService> orders;

    /// <summary>Makes it from its settings; nobody is contacted. Keys that were forgotten are told once.</summary>
    public IntcomexDistributor(IntcomexSettings settings, IHttpClientFactory clients, TimeProvider clock, ILogger<IntcomexDistributor> logger)
    {
        this.settings = settings;
        client = new(() => new IwsClient(clients.CreateClient(IntcomexHttp.Partner), settings.Services.ToAccount(), clock));
        prices = new(() => new PriceReading(Currency, FeedProfileCatalog.Load(PriceProfile, FindProfile(PriceProfile)).Currencies));
        orders = new(() => new IntcomexOrders(
            client.Value,
            settings.Services.ToPlaces(),
            prices.Value,
            new OrderLookup(client.Value, TimeZoneInfo.FindSystemTimeZoneById(TimeZone), clock),
            settings.Services.Environment.Given() != "production",
            clock));
        Feeds =
        [
            Offer(FeedKind.Catalog, FactKinds.Product, new CatalogReader(), "0 0 5 * * *", settings.Feeds.Catalog.Schedule,
                new PageSource("getcatalog", token => Pages.GetCatalogAsync(settings.Feeds.Catalog.PageSize.ToNumber() ?? 0, token))),
            Offer(FeedKind.Price, FactKinds.Price, new PriceReader(), "0 30 5 * * *", settings.Feeds.Price.Schedule,
                new PageSource("getpricelist", token => Pages.GetPriceListAsync(token))),
            Offer(FeedKind.Stock, FactKinds.Stock, new StockReader(), "0 20 * * * *", settings.Feeds.Stock.Schedule,
                new PageSource("getinventory", token => Pages.GetInventoryAsync(settings.Feeds.Stock.PageSize.ToNumber() ?? 0, token))),
            Offer(FeedKind.Content, FactKinds.Content, new ContentReader(), "0 0 4 * * *", settings.Feeds.Content.Schedule,
                new PageSource("downloadextendedcatalog", token => Pages.DownloadExtendedCatalogAsync(token))),
        ];
        if (IsOff && settings.Services.IsBegun)
        {
            Log.KeysMissing(logger);
        }
    }

    /// <inheritdoc />
    public string Code => IntcomexHttp.Partner;

    /// <inheritdoc />
    public string Name => "Intcomex";

    /// <inheritdoc />
    public string TimeZone => settings.TimeZone;

    /// <summary>Without its keys it is off.</summary>
    public bool IsOff => !settings.Services.IsConfigured;

    /// <inheritdoc />
    public string Currency => settings.Currency.ToUpperInvariant();

    /// <summary>Products, prices and content daily, stock hourly: more often the service does not want it.</summary>
    public IReadOnlyList<DistributorFeed> Feeds { get; }

    /// <summary>Units of a physical product up to which it is not offered.</summary>
    public int? MinimumUnits => settings.UnitsNotOffered;

    /// <summary>None: without its keys it is off.</summary>
    public string? MissingServices => null;

    /// <summary>What is between us and Intcomex, and a number under which it has another order.</summary>
    public IReadOnlySet<string> SettingsFaults { get; } = FrozenSet.Create(
        StringComparer.Ordinal,
        IssueCodes.ClockOff, IssueCodes.CallerNotRegistered, IssueCodes.OperationNotAllowed, IssueCodes.CallRefused, IssueCodes.NumberTaken);

    /// <inheritdoc />
    public FollowSchedule Follow => settings.Polling.ToSchedule();

    /// <inheritdoc />
    public bool TakesCancellations => true;

    /// <inheritdoc />
    public EnquiryLimit EnquiryLimit { get; } = new(ACall: 10, AnHour: 60);

    /// <inheritdoc />
    public IReadOnlyList<TimeSpan> Recovery => settings.Recovery.Times;

    /// <summary>Each 30 seconds for 10 minutes.</summary>
    public IReadOnlyList<TimeSpan> BusyRecovery { get; } = [.. Enumerable.Range(1, 20).Select(static time => TimeSpan.FromSeconds(30 * time))];

    /// <inheritdoc />
    public ReconciliationTerms Reconciliation => settings.Reconcile.ToTerms();

    private IwsPages Pages => new(client.Value);

    /// <inheritdoc />
    public static void AddServices(IServiceCollection services)
    {
        services.AddOptions<IntcomexSettings>(IntcomexSettings.Section)
            .BindConfiguration(IntcomexSettings.Section)
            .CheckBy<IntcomexSettings, IntcomexSettings.Check>();
        _ = services.AddIntcomex(static provider => provider.GetRequiredService<IntcomexSettings>().Services.ToAccount());
    }

    /// <summary>The profile; that of the prices in the currency of the account.</summary>
    public string? FindProfile(string name)
    {
        string? text = FeedProfileCatalog.Find(typeof(IntcomexDistributor), name);
        if (text is null || name != PriceProfile)
        {
            return text;
        }

        JsonNode profile = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!;
        profile["currency"] = Currency;
        return profile.ToJsonString();
    }

    /// <inheritdoc />
    public IDistributorService Services() => orders.Value;

    /// <inheritdoc />
    public IOrderListing OrderListing() => new OrderList(client.Value, prices.Value);

    private static DistributorFeed Offer(FeedKind kind, FactKinds facts, IRecordReader reader, string usual, string? schedule, IFeedSource api) => new()
    {
        Kind = kind,
        Title = $"Intcomex {kind.ToString().ToLowerInvariant()}",
        Profile = $"intcomex-{kind.ToString().ToLowerInvariant()}",
        Schedule = schedule.Given() ?? usual,
        Cadence = TimeSpan.FromHours(kind is FeedKind.Stock ? 1 : 24),
        Form = new FeedForm(facts, reader),
        Api = api,
    };

    private static partial class Log
    {
        [LoggerMessage(
            1, LogLevel.Warning,
            "Intcomex is off: Distributors__Intcomex__Services__ApiKey and Distributors__Intcomex__Services__AccessKey are not both set")]
        public static partial void KeysMissing(ILogger logger);
    }
}

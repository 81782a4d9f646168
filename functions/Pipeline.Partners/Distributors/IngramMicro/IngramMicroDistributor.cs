using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Distributors;
using Pipeline.Core.Notifications.Admission;
using Pipeline.Core.Messages.Reading;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Reconciliation;
using Pipeline.Partners.Feeds;
using Pipeline.Partners.Settings;

namespace Pipeline.Partners.Distributors.IngramMicro;

/// <summary>Ingram Micro: price, stock and category files, live services, pushed messages.</summary>
public sealed class IngramMicroDistributor(
    IngramMicroSettings settings, IngramMicroAccountOptions services, IHttpClientFactory clients, IConfigDocumentStore config, TimeProvider clock)
    : IDistributor, IDistributorModule
{
    private readonly IngramMicroAccount account = new(clients, services, new IngramMicroProfile(settings, services, config, clock), clock);

    /// <inheritdoc />
    public string Code => IngramMicroHttp.Partner;

    /// <inheritdoc />
    public string ShortName => "ingram";

    /// <inheritdoc />
    public string Name => "Ingram Micro";

    /// <inheritdoc />
    public string TimeZone => settings.TimeZone;

    /// <inheritdoc />
    public string Currency => services.Currency;

    /// <summary>Price daily at 06:00, stock hourly, categories weekly: as often as the distributor writes them.</summary>
    public IReadOnlyList<DistributorFeed> Feeds { get; } =
    [
        Offer(settings.Feeds.Price, FeedKind.Price, "nl-price", "0 0 6 * * *"),
        Offer(settings.Feeds.Stock, FeedKind.Stock, "stock", "0 10 * * * *"),
        Offer(settings.Feeds.Category, FeedKind.Category, "category-be", "0 30 5 * * 1"),
    ];

    /// <inheritdoc />
    public string? MissingServices => settings.Services.IsConfigured
        ? null
        : "Set Distributors__IngramMicro__Services__Url and what belongs to it.";

    /// <summary>Not authorised; login, password or country wrong.</summary>
    public IReadOnlySet<string> SettingsFaults { get; } = FrozenSet.Create(StringComparer.Ordinal, "20002", "20007");

    /// <inheritdoc />
    public PushCredentials Push { get; } = settings.Push.ToCredentials();

    /// <inheritdoc />
    public static void AddServices(IServiceCollection services)
    {
        services.AddOptions<IngramMicroSettings>(IngramMicroSettings.Section)
            .BindConfiguration(IngramMicroSettings.Section)
            .CheckBy<IngramMicroSettings, IngramMicroSettings.Check>();
        _ = services.AddIngramMicro(static provider => provider.GetRequiredService<IngramMicroSettings>().Services.ToServices());
    }

    /// <inheritdoc />
    public string? FindProfile(string name) => FeedProfileCatalog.Find(typeof(IngramMicroDistributor), name);

    /// <inheritdoc />
    public IDistributorService Services() => account.Services();

    /// <summary>By inquiry, one order of ours after the other.</summary>
    public ReconciliationTerms Reconciliation { get; } = new();

    /// <inheritdoc />
    public IOrderListing OrderListing() => new InquiredOrders(account.Services());

    /// <inheritdoc />
    public IOrderMessageReader Reader() => account.Reader();

    private static DistributorFeed Offer(FeedSettings feed, FeedKind kind, string profile, string schedule) => feed.ToFeed(
        new DistributorFeed { Kind = kind, Title = $"Ingram Micro {kind.ToString().ToLowerInvariant()} file", Profile = profile, Schedule = schedule },
        $"{IngramMicroSettings.Section}:Feeds:{kind}");
}

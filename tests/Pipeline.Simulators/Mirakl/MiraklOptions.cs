using Pipeline.Simulators.Mirakl.Faults;

namespace Pipeline.Simulators.Mirakl;

/// <summary>The shop, the features and the temper of the simulated tenant.</summary>
public sealed record MiraklOptions
{
    /// <summary>Port on 127.0.0.1 of a simulator of its own; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Name of the tenant, and of its first shop.</summary>
    public string Tenant { get; init; } = "pixmania-demo";

    /// <summary>Key of the seller.</summary>
    public string Key { get; init; } = "00000000-0000-4000-8000-000000002101";

    /// <summary>Shops of the key; the first is the default one.</summary>
    public IReadOnlyList<long> ShopIds { get; init; } = [2101, 2102];

    /// <summary>Whether the key may come with <c>Bearer</c>. Default no.</summary>
    public bool TakesBearer { get; init; }

    /// <summary>By how much the times of the rate limits are divided; 0: no limits. Default 1.</summary>
    public double LimitFactor { get; init; } = 1;

    /// <summary>How often orders may be polled; 15 minutes for users who are external partners. Default 1 minute.</summary>
    public TimeSpan OrderPolling { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the tenant takes.</summary>
    public TenantPace Pace { get; init; } = new();

    /// <summary>Whether shipments (ST) are enabled. Default no: they answer 404.</summary>
    public bool HasShipments { get; init; }

    /// <summary>Whether imports of stock (STO) and prices (PRI) are enabled. Default no: they answer 404.</summary>
    public bool HasStockAndPriceImports { get; init; }

    /// <summary>Whether some lines of an order may be accepted and others refused. Default no.</summary>
    public bool TakesPartialAcceptance { get; init; }

    /// <summary>Whether addresses are there before acceptance. Default no.</summary>
    public bool ShowsAddressesEarly { get; init; }

    /// <summary>Whether the standard delivery demands a tracking number. Default yes.</summary>
    public bool DemandsTracking { get; init; } = true;

    /// <summary>Whether carriers that are not registered are refused. Default no.</summary>
    public bool RefusesOtherCarriers { get; init; }

    /// <summary>Longest lead time of an offer, in days. Default 44.</summary>
    public int LongestLeadTime { get; init; } = 44;

    /// <summary>Whether a discount needs both dates. Default no.</summary>
    public bool DemandsDiscountPeriod { get; init; }

    /// <summary>How long a SKU stays bound to its product after its offer is deleted. Default 30 days.</summary>
    public TimeSpan SkuBinding { get; init; } = TimeSpan.FromDays(30);

    /// <summary>When an order that nobody decides on is cancelled, and the shop suspended. Default 5 days.</summary>
    public TimeSpan AcceptanceLimit { get; init; } = TimeSpan.FromDays(5);

    /// <summary>Whether the catalogue has the sample products, live, from the start. Default yes.</summary>
    public bool HasSampleProducts { get; init; } = true;

    /// <summary>Seed of customers and goods of generated orders. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Seed of unknown members and codes, another order, absent members; null, the default, for none.</summary>
    public int? NoiseSeed { get; init; }

    /// <summary>Faults that are on from the start.</summary>
    public IReadOnlyList<MiraklFaultSwitch> Faults { get; init; } = [];
}

using Pipeline.Simulators.Intcomex.Faults;
using Pipeline.Simulators.Intcomex.Orders;
using Pipeline.Simulators.Intcomex.Products;

namespace Pipeline.Simulators.Intcomex;

/// <summary>The customer, the products and the temper of the simulated service.</summary>
public sealed record IntcomexOptions
{
    /// <summary>Port on 127.0.0.1 of a simulator of its own; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Public half of the keys.</summary>
    public string ApiKey { get; init; } = "11111111-2222-4333-8444-555555555555";

    /// <summary>Secret half of the keys; never shown.</summary>
    public string AccessKey { get; init; } = "99999999-8888-4777-8666-555555555555";

    /// <summary>The customer, on orders and invoices.</summary>
    public string CustomerId { get; init; } = "XZZDEMO01";

    /// <summary>Whether plain HTTP gets 403; default no, for it listens without a certificate.</summary>
    public bool RequiresHttps { get; init; }

    /// <summary>Registered addresses of callers; null, the default, for all.</summary>
    public IReadOnlyList<string>? CallerAddresses { get; init; }

    /// <summary>How long a token is good. Default 5 minutes.</summary>
    public TimeSpan TokenLife { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How far a caller's clock may be ahead. Default 5 minutes.</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How soon after its success a call may be repeated. Default 10 seconds; zero: at once.</summary>
    public TimeSpan Cadence { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Skus that the customer may see and buy; null, the default, for those that the list allows.</summary>
    public IReadOnlySet<string>? AuthorisedSkus { get; init; }

    /// <summary>Credit line in dollars. Default 1,000,000.</summary>
    public decimal Credit { get; init; } = 1_000_000;

    /// <summary>Tax of orders. Default 12 percent.</summary>
    public decimal TaxPercent { get; init; } = 12;

    /// <summary>Shipping fee of each order. Default none.</summary>
    public decimal ShippingFee { get; init; }

    /// <summary>Whether an order must carry a customer order number (91). Default yes.</summary>
    public bool RequiresCustomerOrderNumber { get; init; } = true;

    /// <summary>Whether a customer order number may be used again: the dangerous one. Default no (90).</summary>
    public bool AllowsRepeatedNumbers { get; init; }

    /// <summary>Codes of delivery addresses.</summary>
    public IReadOnlyList<int> AddressIds { get; init; } = [3, 7];

    /// <summary>Warehouses.</summary>
    public IReadOnlyList<string> LocationIds { get; init; } = ["xzzq1", "xzzq2"];

    /// <summary>How long an order stays in each status.</summary>
    public OrderPace Pace { get; init; } = new();

    /// <summary>What is for sale.</summary>
    public ProductList Products { get; init; } = ProductList.Samples;

    /// <summary>Faults that are on from the start.</summary>
    public IReadOnlyList<IwsFaultSwitch> Faults { get; init; } = [];

    /// <summary>Seed of what comes by chance. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>IANA zone of dates, which carry no offset. Default America/Panama.</summary>
    public string TimeZone { get; init; } = "America/Panama";
}

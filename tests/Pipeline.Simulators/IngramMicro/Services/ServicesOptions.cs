using Pipeline.Simulators.IngramMicro.Services.Articles;
using Pipeline.Simulators.IngramMicro.Services.Faults;
using Pipeline.Simulators.IngramMicro.Services.Orders;
using Pipeline.Simulators.IngramMicro.Services.Pushes;

namespace Pipeline.Simulators.IngramMicro.Services;

/// <summary>The account, the articles and the temper of the simulated services.</summary>
public sealed record ServicesOptions
{
    /// <summary>Port on 127.0.0.1 of a simulator of its own; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Login of the account.</summary>
    public string UserName { get; init; } = "FR_000000XM";

    /// <summary>Password of the account; masked wherever it is shown.</summary>
    public string Password { get; init; } = "CHANGE-ME";

    /// <summary>Country of the account, ISO 3166 alpha-2: FR, NL, BE or LU; decides VAT rates and names of levies.</summary>
    public string CountryCode { get; init; } = "FR";

    /// <summary>Our account at Ingram Micro, on advices and invoices.</summary>
    public string AccountNumber { get; init; } = "FR000000";

    /// <summary>Ingram Micro's party id, a GLN: whom calls must name as receiver where they name one.</summary>
    public string IngramId { get; init; } = "2990000002013";

    /// <summary>The reseller's party id, a GLN, as pushes name it; calls may come from any valid GLN.</summary>
    public string ResellerId { get; init; } = "2990000001016";

    /// <summary>Whether a WS-Security UsernameToken may take the place of the login in the preamble (C1 only).</summary>
    public bool AcceptsUsernameToken { get; init; }

    /// <summary>Where decimals carry a comma.</summary>
    public DecimalCommas DecimalCommas { get; init; }

    /// <summary>What a repeated purchase order number brings.</summary>
    public DuplicateOrders DuplicateOrders { get; init; }

    /// <summary>
    /// Whether an Order Create in mode SYNC is answered with the order number and the decision, as Belgian Genesis did;
    /// the Order Response is pushed all the same.
    /// </summary>
    public bool DecidesAtOnce { get; init; }

    /// <summary>How far our price may be from theirs, in percent, before the line is rejected. Default 1.</summary>
    public decimal PriceTolerancePercent { get; init; } = 1m;

    /// <summary>Whether what is not on stock is back-ordered; default no: everything that has a price is there.</summary>
    public bool StockDecides { get; init; }

    /// <summary>Freight of an order, on its first invoice, without VAT. Default 9.95.</summary>
    public decimal FreightAmount { get; init; } = 9.95m;

    /// <summary>Countries the account may ship to.</summary>
    public IReadOnlyList<string> ShipToCountries { get; init; } = ["FR", "NL", "BE", "LU", "DE"];

    /// <summary>What is for sale; null for the articles of the sample files.</summary>
    public ArticleList? Articles { get; init; }

    /// <summary>How lines and orders are decided; the first rule that fits counts. Default none: whatever can be sold is accepted.</summary>
    public IReadOnlyList<DecisionRule> Rules { get; init; } = [];

    /// <summary>How long each step takes.</summary>
    public ServiceDelays Delays { get; init; } = new();

    /// <summary>Where messages are pushed and how the sender proves itself.</summary>
    public PushOptions Push { get; init; } = new();

    /// <summary>Faults that are on from the start.</summary>
    public IReadOnlyList<FaultSwitch> Faults { get; init; } = [];

    /// <summary>Seed of faults that come by chance. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>IANA zone of the time stamps, which carry no offset. Default Europe/Paris.</summary>
    public string TimeZone { get; init; } = "Europe/Paris";
}

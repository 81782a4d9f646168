namespace Pipeline.Simulators.Mirakl;

/// <summary>How long the tenant takes for what it does by itself; in the tenant's time.</summary>
public sealed record TenantPace
{
    /// <summary>From an upload to the begin of its import. Default 10 seconds.</summary>
    public TimeSpan ImportWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an import runs; of products, each of its stages. Default 20 seconds.</summary>
    public TimeSpan ImportRun { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>From SENT to COMPLETE. Default 5 minutes.</summary>
    public TimeSpan Integration { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>From COMPLETE until a product is live. Default 10 minutes.</summary>
    public TimeSpan GoLive { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>From the end of an import until the price of a further channel is seen. Default 30 minutes.</summary>
    public TimeSpan ChannelPrice { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long an order is checked before it waits for acceptance. Default zero.</summary>
    public TimeSpan Staging { get; init; }

    /// <summary>From acceptance to the request of the debit. Default 1 minute.</summary>
    public TimeSpan Debit { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>From the request of the debit to its payment. Default 5 minutes.</summary>
    public TimeSpan Payment { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>From shipment to receipt. Default 3 days.</summary>
    public TimeSpan Delivery { get; init; } = TimeSpan.FromDays(3);

    /// <summary>From receipt to the end of the order. Default 14 days.</summary>
    public TimeSpan Closing { get; init; } = TimeSpan.FromDays(14);

    /// <summary>A pace for demonstrations: each move takes one step, delivery ten, closing a hundred.</summary>
    public static TenantPace Each(TimeSpan step) => new()
    {
        ImportWait = step,
        ImportRun = step,
        Integration = step,
        GoLive = step,
        ChannelPrice = step,
        Debit = step,
        Payment = step,
        Delivery = 10 * step,
        Closing = 100 * step,
    };
}

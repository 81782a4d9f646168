namespace Pipeline.Simulators.IngramMicro.Services;

/// <summary>How long Ingram Micro takes for each step of an order; in reality minutes to days.</summary>
public sealed record ServiceDelays
{
    /// <summary>From the acknowledgement to the Order Response. Default 2 seconds.</summary>
    public TimeSpan OrderResponse { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>From the response to the first Order Status. Default 2 seconds.</summary>
    public TimeSpan OrderStatus { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>From there to each Despatch Advice. Default 2 seconds.</summary>
    public TimeSpan DespatchAdvice { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>From an advice to its Invoice. Default 2 seconds.</summary>
    public TimeSpan Invoice { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>From the last invoice of what was on stock to the news about the back-order. Default 2 seconds.</summary>
    public TimeSpan BackOrder { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>From the last invoice to the status PAID; null, the default: nobody pays.</summary>
    public TimeSpan? Payment { get; init; }

    /// <summary>Every step after the same time.</summary>
    public static ServiceDelays Each(TimeSpan step) => new()
    {
        OrderResponse = step, OrderStatus = step, DespatchAdvice = step, Invoice = step, BackOrder = step,
    };
}

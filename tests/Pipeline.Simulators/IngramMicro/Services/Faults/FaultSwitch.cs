namespace Pipeline.Simulators.IngramMicro.Services.Faults;

/// <summary>One fault, switched on.</summary>
/// <param name="Kind">What goes wrong.</param>
public sealed record FaultSwitch(FaultKind Kind)
{
    /// <summary>How often it happens before it is off again; null for as long as it is on.</summary>
    public int? Count { get; init; }

    /// <summary>Chance of each candidate, 0 to 1; default 1. The seed of the options decides.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Concerns this call or message only; null for all.</summary>
    public ServiceTransaction? On { get; init; }

    /// <summary>Concerns this order only; null for all.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>How long, for faults that take time; null for the usual time.</summary>
    public TimeSpan? Delay { get; init; }
}

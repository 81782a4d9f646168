namespace Pipeline.Simulators.Intcomex.Faults;

/// <summary>One fault, switched on.</summary>
/// <param name="Kind">What goes wrong.</param>
public sealed record IwsFaultSwitch(IwsFault Kind)
{
    /// <summary>How many calls it concerns before it is off again; null for as long as it is on.</summary>
    public int? Count { get; init; }

    /// <summary>Concerns this operation only, without regard to case; null for all.</summary>
    public string? On { get; init; }

    /// <summary>Concerns this product only; null for all.</summary>
    public string? Sku { get; init; }

    /// <summary>Concerns orders under this number only; null for all.</summary>
    public string? CustomerOrderNumber { get; init; }

    /// <summary>How long, for faults that take time; null for the usual time.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Whether the call is done before a gateway fault, a page of HTML or 900 takes the place of its answer.</summary>
    public bool Done { get; init; }
}

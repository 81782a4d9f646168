namespace Pipeline.Simulators.Mirakl.Faults;

/// <summary>One fault, switched on.</summary>
/// <param name="Kind">What goes wrong.</param>
public sealed record MiraklFaultSwitch(MiraklFault Kind)
{
    /// <summary>How many times before it is off again; null for as long as it is on.</summary>
    public int? Count { get; init; }

    /// <summary>Concerns this operation only, for example <c>OR21</c>; null for all.</summary>
    public string? On { get; init; }

    /// <summary>Concerns this SKU, order or import only; null for all.</summary>
    public string? Subject { get; init; }

    /// <summary>How long, for faults that take time; null for the usual time.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Whether the call is done before 500 takes the place of its answer.</summary>
    public bool Done { get; init; }
}

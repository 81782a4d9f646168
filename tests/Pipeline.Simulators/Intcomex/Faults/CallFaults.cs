namespace Pipeline.Simulators.Intcomex.Faults;

/// <summary>The faults of one call: each is taken when it is first asked for, and once. For one thread.</summary>
internal sealed class CallFaults(IwsFaultSwitches switches, string operation)
{
    private readonly Dictionary<IwsFault, IwsFaultSwitch?> asked = [];

    /// <summary>The order that the call is about, once it is known.</summary>
    public string? CustomerOrderNumber { get; set; }

    public IReadOnlyList<IwsFault> Happened => [.. asked.Where(fault => fault.Value is not null).Select(fault => fault.Key)];

    public IwsFaultSwitch? this[IwsFault kind]
    {
        get
        {
            if (!asked.TryGetValue(kind, out IwsFaultSwitch? found))
            {
                asked[kind] = found = switches.Take(kind, operation, CustomerOrderNumber);
            }

            return found;
        }
    }

    public bool Has(IwsFault kind) => this[kind] is not null;

    /// <summary>Whether a fault concerns a product.</summary>
    public bool Has(IwsFault kind, string sku) => this[kind] is { } found && (found.Sku is null || found.Sku == sku);
}

namespace Pipeline.Simulators.Mirakl.Faults;

/// <summary>The faults of one call: each is taken when it is first asked for, and once. For one thread.</summary>
internal sealed class CallFaults(MiraklFaultSwitches switches, string operation, string? subject)
{
    private readonly Dictionary<MiraklFault, MiraklFaultSwitch?> asked = [];

    public IReadOnlyList<MiraklFault> Happened => [.. asked.Where(fault => fault.Value is not null).Select(fault => fault.Key)];

    public MiraklFaultSwitch? this[MiraklFault kind]
    {
        get
        {
            if (!asked.TryGetValue(kind, out MiraklFaultSwitch? found))
            {
                asked[kind] = found = switches.Take(kind, operation, subject);
            }

            return found;
        }
    }

    public bool Has(MiraklFault kind) => this[kind] is not null;
}

namespace Pipeline.Faults.Faults;

/// <summary>Nothing goes wrong.</summary>
public sealed class NoFaults : IFaultPlan
{
    /// <inheritdoc />
    public Fault Decide(Call call) => Fault.None;

    /// <inheritdoc />
    public bool ArrivesLate(Call call) => false;
}

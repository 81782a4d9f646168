namespace Pipeline.Faults.Faults;

/// <summary>One call has a fate of its own, all others go well.</summary>
/// <param name="ordinal">Place of the call among all calls of the run, from 0.</param>
/// <param name="fault">What befalls it.</param>
public sealed class OneFault(int ordinal, Fault fault) : IFaultPlan
{
    /// <inheritdoc />
    public Fault Decide(Call call) => call.Ordinal == ordinal ? fault : Fault.None;

    /// <inheritdoc />
    public bool ArrivesLate(Call call) => false;
}

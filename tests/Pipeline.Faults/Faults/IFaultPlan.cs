namespace Pipeline.Faults.Faults;

/// <summary>Decides what befalls each call of a run. The same calls get the same fates.</summary>
public interface IFaultPlan
{
    /// <summary>The fate of a call; asked once, in the order of the calls.</summary>
    Fault Decide(Call call);

    /// <summary>Whether a request that is under way when its sender dies takes effect all the same.</summary>
    bool ArrivesLate(Call call);
}

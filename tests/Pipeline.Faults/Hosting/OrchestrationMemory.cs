namespace Pipeline.Faults.Hosting;

/// <summary>What of the orchestrations outlives the process.</summary>
/// <param name="outlives">Whether instances outlive a kill; else only signals and the sweep bring them back.</param>
/// <param name="doubledFraction">Share of activities that run twice at the same time.</param>
public sealed class OrchestrationMemory(bool outlives, double doubledFraction)
{
    private readonly SortedDictionary<string, (string Name, object? Input)> living = new(StringComparer.Ordinal);

    /// <summary>Share of activities that run twice at the same time.</summary>
    public double DoubledFraction => doubledFraction;

    /// <summary>Instances that are to be taken up, by id.</summary>
    public IReadOnlyList<KeyValuePair<string, (string Name, object? Input)>> Living => [.. living];

    /// <summary>An instance has started.</summary>
    public void Keep(string id, string name, object? input)
    {
        if (outlives)
        {
            living[id] = (name, input);
        }
    }

    /// <summary>An instance has ended.</summary>
    public void Forget(string id) => living.Remove(id);
}

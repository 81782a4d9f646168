using Microsoft.DurableTask.Protobuf;
using Pipeline.Faults.Time;

namespace Pipeline.Faults.Hosting.Hub;

/// <summary>The instances of orchestrations, their histories and their messages: what of them outlives the process.</summary>
/// <param name="outlives">Whether they outlive a kill; else only signals and the sweep bring them back, which is harsher than any hub.</param>
/// <param name="doubledFraction">Share of activities that run twice at the same time.</param>
public sealed class TaskHub(bool outlives, double doubledFraction)
{
    private readonly List<string> failures = [];
    private readonly SortedDictionary<string, HubInstance> instances = new(StringComparer.Ordinal);

    /// <summary>Share of activities that run twice at the same time.</summary>
    public double DoubledFraction => doubledFraction;

    /// <summary>How many turns were recorded.</summary>
    public int Turns { get; internal set; }

    /// <summary>Why instances failed: an orchestrator outlives its activities' failures, so any is a fault of its own.</summary>
    public IReadOnlyList<string> Failures => failures;

    /// <summary>All instances, in the order of their ids.</summary>
    internal IReadOnlyList<HubInstance> Instances => [.. instances.Values];

    /// <summary>Told of each instance that has something to do.</summary>
    internal Action<HubInstance> Changed { get; set; } = static _ => { };

    /// <summary>A new life of the process begins.</summary>
    internal void BeginLife()
    {
        if (!outlives)
        {
            instances.Clear();
        }
    }

    internal HubInstance? Find(string id) => instances.GetValueOrDefault(id);

    /// <summary>Starts an instance, in the place of one that has ended.</summary>
    /// <returns>False when one of that id has not ended.</returns>
    internal bool TryStart(Simulation simulation, CreateInstanceRequest start)
    {
        if (Find(start.InstanceId) is { IsOver: false })
        {
            return false;
        }

        HubInstance instance = new(simulation, this, start);
        instances[start.InstanceId] = instance;
        Announce(instance);
        return true;
    }

    /// <summary>Tells that an instance has something to do.</summary>
    internal void Announce(HubInstance instance)
    {
        if (ReferenceEquals(Find(instance.Id), instance))
        {
            Changed(instance);
        }
    }

    internal void Fail(HubInstance instance, TaskFailureDetails failure) =>
        failures.Add($"{instance.Id}: {failure.ErrorType}: {failure.ErrorMessage}");
}

namespace Pipeline.Simulators.Intcomex.Faults;

/// <summary>The faults that are on. Safe for several threads.</summary>
public sealed class IwsFaultSwitches
{
    private readonly Lock gate = new();
    private readonly List<(IwsFaultSwitch Switch, int Left)> on = [];
    private readonly Dictionary<IwsFault, int> happened = [];

    internal IwsFaultSwitches()
    {
    }

    /// <summary>The switches that are on, with what is left of their counts.</summary>
    public IReadOnlyList<IwsFaultSwitch> Active
    {
        get
        {
            lock (gate)
            {
                return [.. on.Select(entry => entry.Switch.Count is null ? entry.Switch : entry.Switch with { Count = entry.Left })];
            }
        }
    }

    /// <summary>How many calls each fault has concerned since the last reset.</summary>
    public IReadOnlyDictionary<IwsFault, int> Happened
    {
        get
        {
            lock (gate)
            {
                return new Dictionary<IwsFault, int>(happened);
            }
        }
    }

    /// <summary>Switches a fault on; several of one kind may be on, the first that fits counts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count below 1.</exception>
    public void Set(IwsFaultSwitch fault)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fault.Count ?? 1, 1, nameof(fault));
        lock (gate)
        {
            on.Add((fault, fault.Count ?? int.MaxValue));
        }
    }

    /// <summary>Switches a fault on for the next <paramref name="count"/> calls that it can concern; null for all.</summary>
    public void Set(IwsFault kind, int? count = null) => Set(new IwsFaultSwitch(kind) { Count = count });

    /// <summary>Switches one kind off.</summary>
    public void Clear(IwsFault kind)
    {
        lock (gate)
        {
            on.RemoveAll(entry => entry.Switch.Kind == kind);
        }
    }

    /// <summary>Switches everything off and starts the counts anew.</summary>
    public void Clear()
    {
        lock (gate)
        {
            on.Clear();
            happened.Clear();
        }
    }

    internal IwsFaultSwitch? Take(IwsFault kind, string operation, string? customerOrderNumber)
    {
        lock (gate)
        {
            int place = on.FindIndex(entry => entry.Switch.Kind == kind
                && (entry.Switch.On is null || entry.Switch.On.Equals(operation, StringComparison.OrdinalIgnoreCase))
                && (entry.Switch.CustomerOrderNumber is null || entry.Switch.CustomerOrderNumber == customerOrderNumber));
            if (place < 0)
            {
                return null;
            }

            (IwsFaultSwitch found, int left) = on[place];
            if (left == 1)
            {
                on.RemoveAt(place);
            }
            else if (found.Count is not null)
            {
                on[place] = (found, left - 1);
            }

            happened[kind] = happened.GetValueOrDefault(kind) + 1;
            return found;
        }
    }
}

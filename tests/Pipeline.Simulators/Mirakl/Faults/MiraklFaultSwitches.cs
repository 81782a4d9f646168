namespace Pipeline.Simulators.Mirakl.Faults;

/// <summary>The faults that are on. Safe for several threads.</summary>
public sealed class MiraklFaultSwitches
{
    private readonly Lock gate = new();
    private readonly List<(MiraklFaultSwitch Switch, int Left)> on = [];
    private readonly Dictionary<MiraklFault, int> happened = [];

    internal MiraklFaultSwitches()
    {
    }

    /// <summary>The switches that are on, with what is left of their counts.</summary>
    public IReadOnlyList<MiraklFaultSwitch> Active
    {
        get
        {
            lock (gate)
            {
                return [.. on.Select(entry => entry.Switch.Count is null ? entry.Switch : entry.Switch with { Count = entry.Left })];
            }
        }
    }

    /// <summary>How often each fault has happened since the last reset.</summary>
    public IReadOnlyDictionary<MiraklFault, int> Happened
    {
        get
        {
            lock (gate)
            {
                return new Dictionary<MiraklFault, int>(happened);
            }
        }
    }

    /// <summary>Switches a fault on; several of one kind may be on, the first that fits counts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count below 1.</exception>
    public void Set(MiraklFaultSwitch fault)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fault.Count ?? 1, 1, nameof(fault));
        lock (gate)
        {
            on.Add((fault, fault.Count ?? int.MaxValue));
        }
    }

    /// <summary>Switches a fault on for the next <paramref name="count"/> times; null for all.</summary>
    public void Set(MiraklFault kind, int? count = null) => Set(new MiraklFaultSwitch(kind) { Count = count });

    /// <summary>Switches one kind off.</summary>
    public void Clear(MiraklFault kind)
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

    internal MiraklFaultSwitch? Take(MiraklFault kind, string? operation = null, string? subject = null)
    {
        lock (gate)
        {
            int place = on.FindIndex(entry => entry.Switch.Kind == kind
                && (entry.Switch.On is null || entry.Switch.On.Equals(operation, StringComparison.OrdinalIgnoreCase))
                && (entry.Switch.Subject is null || entry.Switch.Subject == subject));
            if (place < 0)
            {
                return null;
            }

            (MiraklFaultSwitch found, int left) = on[place];
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

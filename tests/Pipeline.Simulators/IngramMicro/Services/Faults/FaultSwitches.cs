namespace Pipeline.Simulators.IngramMicro.Services.Faults;

/// <summary>The faults that are on. Safe for several threads; the same seed and the same questions give the same answers.</summary>
public sealed class FaultSwitches
{
    private readonly Lock gate = new();
    private readonly int seed;
    private readonly List<(FaultSwitch Switch, int Left)> on = [];
    private readonly Dictionary<FaultKind, int> happened = [];
    private Random random;

    internal FaultSwitches(int seed)
    {
        this.seed = seed;
        random = new Random(seed);
    }

    /// <summary>The switches that are on, with what is left of their counts.</summary>
    public IReadOnlyList<FaultSwitch> Active
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
    public IReadOnlyDictionary<FaultKind, int> Happened
    {
        get
        {
            lock (gate)
            {
                return new Dictionary<FaultKind, int>(happened);
            }
        }
    }

    /// <summary>Switches a fault on; several of one kind may be on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count below 1, or a probability outside 0 to 1.</exception>
    public void Set(FaultSwitch fault)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fault.Count ?? 1, 1, nameof(fault));
        if (fault.Probability is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fault), fault.Probability, "A probability is 0 to 1.");
        }

        lock (gate)
        {
            on.Add((fault, fault.Count ?? int.MaxValue));
        }
    }

    /// <summary>Switches a fault on for the next <paramref name="count"/> candidates.</summary>
    public void Set(FaultKind kind, int count) => Set(new FaultSwitch(kind) { Count = count });

    /// <summary>Switches one kind off.</summary>
    public void Clear(FaultKind kind)
    {
        lock (gate)
        {
            on.RemoveAll(entry => entry.Switch.Kind == kind);
        }
    }

    /// <summary>Switches everything off and starts chance and counts anew.</summary>
    public void Clear()
    {
        lock (gate)
        {
            on.Clear();
            happened.Clear();
            random = new Random(seed);
        }
    }

    /// <summary>Whether the fault happens to this candidate; takes one off its count if so.</summary>
    internal FaultSwitch? Take(FaultKind kind, ServiceTransaction? on, string? purchaseOrderNumber)
    {
        lock (gate)
        {
            int place = this.on.FindIndex(entry => entry.Switch.Kind == kind
                && (entry.Switch.On is null || entry.Switch.On == on)
                && (entry.Switch.PurchaseOrderNumber is null || entry.Switch.PurchaseOrderNumber == purchaseOrderNumber));
            if (place < 0 || (this.on[place].Switch.Probability < 1 && random.NextDouble() >= this.on[place].Switch.Probability))
            {
                return null;
            }

            (FaultSwitch found, int left) = this.on[place];
            if (found.Count is not null)
            {
                this.on[place] = (found, left - 1);
                if (left == 1)
                {
                    this.on.RemoveAt(place);
                }
            }

            happened[kind] = happened.GetValueOrDefault(kind) + 1;
            return found;
        }
    }
}

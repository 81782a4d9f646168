namespace Pipeline.Faults.Ledgers;

/// <summary>The books of a run: what was promised against what is there. Green when every rule held.</summary>
public sealed class Ledger
{
    private readonly List<string> entries = [];
    private readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>Whether every rule held.</summary>
    public bool IsGreen => entries.Count == 0;

    /// <summary>The rules that did not hold, each with what was found.</summary>
    public IReadOnlyList<string> Red => entries;

    /// <summary>What was counted, by name.</summary>
    public IReadOnlyDictionary<string, int> Counts => counts;

    /// <summary>Notes whether a rule holds.</summary>
    /// <param name="holds">Whether it does.</param>
    /// <param name="rule">The rule in a few words; the same for all its cases.</param>
    /// <param name="found">What was found instead.</param>
    public void Check(bool holds, string rule, string found)
    {
        if (!holds)
        {
            entries.Add($"{rule}: {found}");
        }
    }

    /// <summary>Adds to a count.</summary>
    public void Count(string name, int amount = 1) => counts[name] = counts.GetValueOrDefault(name) + amount;
}

namespace Pipeline.Simulators.Mirakl.Calls;

/// <summary>The last ten thousand calls, oldest first. Safe for several threads.</summary>
public sealed class CallJournal
{
    private const int Kept = 10_000;

    private readonly Lock gate = new();
    private readonly Queue<JournalEntry> entries = new();

    internal CallJournal()
    {
    }

    /// <summary>The calls, oldest first.</summary>
    public IReadOnlyList<JournalEntry> Entries
    {
        get
        {
            lock (gate)
            {
                return [.. entries];
            }
        }
    }

    /// <summary>The calls of one operation, oldest first.</summary>
    public IReadOnlyList<JournalEntry> Of(string operation) =>
        [.. Entries.Where(entry => entry.Operation.Equals(operation, StringComparison.OrdinalIgnoreCase))];

    internal void Add(JournalEntry entry)
    {
        lock (gate)
        {
            entries.Enqueue(entry);
            if (entries.Count > Kept)
            {
                _ = entries.Dequeue();
            }
        }
    }

    internal void Clear()
    {
        lock (gate)
        {
            entries.Clear();
        }
    }
}

namespace Pipeline.Simulators.IngramMicro.Services.Calls;

/// <summary>The last thousand requests, oldest first. Safe for several threads.</summary>
public sealed class RequestLog
{
    private const int Kept = 1_000;

    private readonly Lock gate = new();
    private readonly Queue<RequestEntry> entries = new();

    internal RequestLog()
    {
    }

    /// <summary>The requests, oldest first.</summary>
    public IReadOnlyList<RequestEntry> Entries
    {
        get
        {
            lock (gate)
            {
                return [.. entries];
            }
        }
    }

    internal void Add(RequestEntry entry)
    {
        lock (gate)
        {
            entries.Enqueue(entry);
            if (entries.Count > Kept)
            {
                entries.Dequeue();
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

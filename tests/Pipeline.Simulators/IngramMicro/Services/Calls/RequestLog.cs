namespace Pipeline.Simulators.IngramMicro.Services.Calls;

/// <summary>The last thousand requests, oldest first. Safe for several threads.</summary>
public sealed class RequestLog
{
    private const int Kept = 1_000;

    private readonly Lock _gate = new();
    private readonly Queue<RequestEntry> _entries = new();

    internal RequestLog()
    {
    }

    /// <summary>The requests, oldest first.</summary>
    public IReadOnlyList<RequestEntry> Entries
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries];
            }
        }
    }

    internal void Add(RequestEntry entry)
    {
        lock (_gate)
        {
            _entries.Enqueue(entry);
            if (_entries.Count > Kept)
            {
                _entries.Dequeue();
            }
        }
    }

    internal void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
        }
    }
}

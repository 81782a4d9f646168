namespace Pipeline.Benchmarks.Orders;

/// <summary>What was done in some time.</summary>
internal sealed class StorageCount
{
    private readonly List<StorageOperation> operations = [];

    /// <summary>Nothing yet.</summary>
    public StorageCount()
    {
    }

    /// <summary>What was done in a time.</summary>
    public StorageCount(IEnumerable<StorageOperation> operations, TimeSpan time) => Add(operations, time);

    /// <summary>The time.</summary>
    public TimeSpan Time { get; private set; }

    /// <summary>The operations.</summary>
    public IReadOnlyList<StorageOperation> Operations => operations;

    /// <summary>Adds what was done in a further time.</summary>
    public void Add(IEnumerable<StorageOperation> more, TimeSpan time)
    {
        operations.AddRange(more);
        Time += time;
    }
}

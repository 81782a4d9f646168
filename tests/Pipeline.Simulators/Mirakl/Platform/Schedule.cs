namespace Pipeline.Simulators.Mirakl.Platform;

/// <summary>What falls due by itself, in the order of time. For one thread at a time.</summary>
internal sealed class Schedule
{
    private readonly PriorityQueue<Action<DateTimeOffset>, (DateTimeOffset Time, long Place)> moves = new();
    private long places;

    /// <summary>Plans a move; moves of the same time come in the order in which they were planned.</summary>
    public void At(DateTimeOffset time, Action<DateTimeOffset> move) => moves.Enqueue(move, (time, places++));

    /// <summary>Makes the moves that are due, each with its own time, and those that they plan.</summary>
    public void RunUntil(DateTimeOffset now)
    {
        while (moves.TryPeek(out Action<DateTimeOffset>? move, out (DateTimeOffset Time, long Place) due) && due.Time <= now)
        {
            _ = moves.Dequeue();
            move(due.Time);
        }
    }

    public void Clear() => moves.Clear();
}

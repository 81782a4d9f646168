namespace Pipeline.LocalHost.Handler;

/// <summary>Counts the handler's errors of the last 30 minutes (functions-custom-handler.md §1.7).</summary>
/// <remarks>A limit of null tolerates any number.</remarks>
internal sealed class ErrorWindow(int? limit, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    private readonly Queue<DateTimeOffset> _errors = new();

    /// <summary>Counts one error; false when there were more than tolerated.</summary>
    public bool Tolerates()
    {
        DateTimeOffset now = time.GetUtcNow();
        _errors.Enqueue(now);
        while (_errors.Peek() < now - Window)
        {
            _errors.Dequeue();
        }

        return limit is null || _errors.Count <= limit;
    }
}

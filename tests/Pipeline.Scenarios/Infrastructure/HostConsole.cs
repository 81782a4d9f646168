namespace Pipeline.Scenarios.Infrastructure;

/// <summary>What host and app print, over all runs of the host. Safe for several threads.</summary>
internal sealed class HostConsole
{
    private const int LinesAtEnd = 500;
    private static readonly string[] Asked = ["'Functions.GetExecution'", "'Functions.GetOrder'"];

    private readonly Lock gate = new();
    private readonly List<string> lines = [];
    private readonly List<(Func<string, bool> Fits, Action<string> Act)> watches = [];

    /// <summary>All of it, but for calls by which tests ask how far something is.</summary>
    public string Text => string.Join('\n', Lines);

    /// <summary>The last 500 lines of it.</summary>
    public string End => string.Join('\n', Lines.TakeLast(LinesAtEnd));

    /// <summary>The lines about calls that failed.</summary>
    public IReadOnlyList<string> FailedCalls => [.. Lines.Where(static line => line.Contains("(Failed, Id=", StringComparison.Ordinal))];

    /// <summary>The lines so far.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (gate)
            {
                return [.. lines];
            }
        }
    }

    /// <summary>Forgets what was printed so far.</summary>
    public void Clear()
    {
        lock (gate)
        {
            lines.Clear();
        }
    }

    /// <summary>Acts at the next line that fits, in the moment when it is read; before the line after it is.</summary>
    public void AtNext(Func<string, bool> fits, Action<string> act)
    {
        lock (gate)
        {
            watches.Add((fits, act));
        }
    }

    /// <summary>Takes a line; null, the end of a stream, is none.</summary>
    public void Write(string? line)
    {
        if (line is null)
        {
            return;
        }

        Action<string>[] acts;
        lock (gate)
        {
            acts = [.. watches.Where(watch => watch.Fits(line)).Select(static watch => watch.Act)];
            _ = watches.RemoveAll(watch => watch.Fits(line));
            if (!Asked.Any(name => line.Contains(name, StringComparison.Ordinal)) || line.Contains("(Failed", StringComparison.Ordinal))
            {
                lines.Add(line);
            }
        }

        foreach (Action<string> act in acts)
        {
            act(line);
        }
    }
}

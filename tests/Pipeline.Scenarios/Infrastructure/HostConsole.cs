using System.Diagnostics;

namespace Pipeline.Scenarios.Infrastructure;

/// <summary>What host and app print, over all runs of the host. Safe for several threads.</summary>
internal sealed class HostConsole
{
    private const int LinesAtEnd = 500;
    private static readonly string[] Asked = ["'Functions.GetExecution'", "'Functions.GetOrder'"];

    private readonly Lock gate = new();
    private readonly List<string> lines = [];
    private readonly List<Watch> watches = [];

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

    /// <summary>Waits for the next line with a text.</summary>
    /// <returns>The line, and the time stamp of <see cref="Stopwatch"/> when it came.</returns>
    public Task<(string Line, long At)> NextAsync(string text) => NextAsync(text, static () => { });

    /// <summary>Waits for the next line with a text and acts in the moment when it is read.</summary>
    /// <returns>The line, and the time stamp of <see cref="Stopwatch"/> after the act.</returns>
    public Task<(string Line, long At)> NextAsync(string text, Action act)
    {
        var watch = new Watch(text, act);
        lock (gate)
        {
            watches.Add(watch);
        }

        return watch.Seen;
    }

    /// <summary>Takes a line; null, the end of a stream, is none.</summary>
    public void Write(string? line)
    {
        if (line is null)
        {
            return;
        }

        Watch[] struck;
        lock (gate)
        {
            struck = [.. watches.Where(watch => line.Contains(watch.Text, StringComparison.Ordinal))];
            _ = watches.RemoveAll(struck.Contains);
            if (!Asked.Any(name => line.Contains(name, StringComparison.Ordinal)) || line.Contains("(Failed", StringComparison.Ordinal))
            {
                lines.Add(line);
            }
        }

        foreach (Watch watch in struck)
        {
            watch.Strike(line);
        }
    }

    private sealed class Watch(string text, Action act)
    {
        private readonly TaskCompletionSource<(string, long)> seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Text => text;

        public Task<(string Line, long At)> Seen => seen.Task;

        public void Strike(string line)
        {
            act();
            seen.SetResult((line, Stopwatch.GetTimestamp()));
        }
    }
}

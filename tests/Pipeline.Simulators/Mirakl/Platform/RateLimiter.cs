using System.Globalization;
using Pipeline.Simulators.Mirakl.Calls;

namespace Pipeline.Simulators.Mirakl.Platform;

/// <summary>Counts the calls of each key and operation. For one thread at a time.</summary>
internal sealed class RateLimiter
{
    private readonly Dictionary<string, Queue<DateTimeOffset>> taken = [];

    /// <summary>By how much the limits' times are divided. 0: no limits.</summary>
    public double Factor { get; set; }

    /// <summary>Counts a call, or refuses it.</summary>
    /// <exception cref="ApiRefusal">429; it carries when the next call may come.</exception>
    public void Take(string key, RateLimit limit, DateTimeOffset now)
    {
        if (Factor <= 0)
        {
            return;
        }

        if (!taken.TryGetValue(key, out Queue<DateTimeOffset>? calls))
        {
            taken[key] = calls = new Queue<DateTimeOffset>();
        }

        TimeSpan time = limit.Per / Factor;
        while (calls.TryPeek(out DateTimeOffset first) && first + time <= now)
        {
            _ = calls.Dequeue();
        }

        if (calls.Count >= limit.Calls)
        {
            throw TooMany(calls.Peek() + time - now);
        }

        calls.Enqueue(now);
    }

    public void Clear() => taken.Clear();

    /// <summary>The refusal of a call that comes too early.</summary>
    public static ApiRefusal TooMany(TimeSpan wait) => new(StatusCodes.Status429TooManyRequests, "Too many requests in the last hour")
    {
        RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture),
    };
}

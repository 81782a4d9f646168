using Pipeline.Core.Issues;

namespace Pipeline.Core.Orders.Prices;

/// <summary>Keeps enquiries about live prices within what a distributor allows. Counts in this process; safe for several threads.</summary>
public sealed class EnquiryCounter(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> asked = new(StringComparer.Ordinal);

    /// <summary>Counts articles that are about to be asked for, or says why they may not be.</summary>
    /// <returns>Null when they may be; then they are counted.</returns>
    public Issue? Take(string distributor, EnquiryLimit? limit, int articles)
    {
        if (limit is null)
        {
            return null;
        }

        DateTimeOffset now = clock.GetUtcNow();
        lock (gate)
        {
            Queue<DateTimeOffset> before = asked.TryGetValue(distributor, out Queue<DateTimeOffset>? known) ? known : asked[distributor] = new();
            while (before.TryPeek(out DateTimeOffset first) && first <= now - Window)
            {
                _ = before.Dequeue();
            }

            if (articles > limit.ACall || before.Count + articles > limit.AnHour)
            {
                return new Issue(IssueCodes.MassRead, null, $"{articles}")
                    .With("distributor", distributor).With("aCall", limit.ACall).With("anHour", limit.AnHour).With("left", limit.AnHour - before.Count);
            }

            for (int article = 0; article < articles; article++)
            {
                before.Enqueue(now);
            }

            return null;
        }
    }
}

/// <summary>How many articles a distributor may be asked about where nobody orders them.</summary>
/// <param name="ACall">Articles a call.</param>
/// <param name="AnHour">Articles within an hour.</param>
public sealed record EnquiryLimit(int ACall, int AnHour);

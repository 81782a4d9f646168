using System.Collections.Frozen;
using Pipeline.Core.Orders.Matching;

namespace Pipeline.Core.Orders.Life;

/// <summary>Times and tolerances of the order life cycle.</summary>
public sealed record OrderLimits
{
    /// <summary>The distributors, by their codes.</summary>
    public IReadOnlyDictionary<string, DistributorTerms> Distributors { get; init; } = FrozenDictionary<string, DistributorTerms>.Empty;

    /// <summary>Working time without an Order Response before an alarm; 4 hours.</summary>
    public TimeSpan ResponseAlarm { get; init; } = TimeSpan.FromHours(4);

    /// <summary>Time on hold before an alarm; 24 hours.</summary>
    public TimeSpan HoldAlarm { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Time during which nobody knows whether the distributor has an order before an alarm; 30 minutes.</summary>
    public TimeSpan UnknownAlarm { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Time after Order Create during which its answer may still come, by message; only after it may an order that the
    /// distributor does not know be sent again. 15 minutes.
    /// </summary>
    public TimeSpan AskAgain { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Pause after the first failure, doubled by each further one; 1 minute.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Longest pause; 30 minutes.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Longest wait for a change; 6 hours. Messages, commands, alarms and repetitions have their own times; what is left is an
    /// orchestration that has died, and a look costs some twenty operations on storage.
    /// </summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromHours(6);

    /// <summary>How long after its due time an order counts as left alone, and the sweep takes it up; 5 minutes.</summary>
    public TimeSpan ReviewMargin { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How far an invoice may be off.</summary>
    public MatchTolerances Tolerances { get; init; } = new();

    /// <summary>The pause after a failure: the first one, then twice the last, up to the longest.</summary>
    public TimeSpan NextPause(TimeSpan? last)
    {
        TimeSpan pause = last * 2 ?? FirstPause;
        return pause > LongestPause ? LongestPause : pause;
    }

    /// <summary>The terms of a distributor; <see cref="DistributorTerms.Unknown"/> when it is not registered any more.</summary>
    public DistributorTerms Of(string distributor) => Distributors.GetValueOrDefault(distributor, DistributorTerms.Unknown);
}

namespace Microsoft.DurableTask;

/// <summary>Repeats a failed activity or sub-orchestration, with a durable timer before each further attempt.</summary>
/// <remarks>
/// The delay before attempt n+1 is first interval × coefficient^(n-1), at most the maximum interval. Attempts and
/// delays take ids of their own, so changing a policy changes the sequence of steps of running instances. A failure
/// marked non-retriable ends the attempts. Source: functions-custom-handler.md §3.4 rule 3, §3.6.
/// </remarks>
public class RetryPolicy
{
    /// <summary>States a policy.</summary>
    /// <param name="maxNumberOfAttempts">Attempts in all, the first included; at least 1.</param>
    /// <param name="firstRetryInterval">Delay before the second attempt; above zero.</param>
    /// <param name="backoffCoefficient">Growth of the delay from one attempt to the next; at least 1, which is the default.</param>
    /// <param name="maxRetryInterval">Upper bound of a delay; not below <paramref name="firstRetryInterval"/>; null for none.</param>
    /// <param name="retryTimeout">No attempt starts later than this after the first one; null for no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxNumberOfAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        if (double.IsNaN(backoffCoefficient) || double.IsInfinity(backoffCoefficient) || backoffCoefficient < 1.0)
        {
            throw new ArgumentOutOfRangeException(nameof(backoffCoefficient), backoffCoefficient, "At least 1 is expected.");
        }

        if (maxRetryInterval < firstRetryInterval)
        {
            throw new ArgumentOutOfRangeException(nameof(maxRetryInterval), maxRetryInterval, "Not below the first interval.");
        }

        if (retryTimeout < firstRetryInterval)
        {
            throw new ArgumentOutOfRangeException(nameof(retryTimeout), retryTimeout, "Not below the first interval.");
        }

        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? Timeout.InfiniteTimeSpan;
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
    }

    /// <summary>Attempts in all, the first included.</summary>
    public int MaxNumberOfAttempts { get; }

    /// <summary>Delay before the second attempt.</summary>
    public TimeSpan FirstRetryInterval { get; }

    /// <summary>Growth of the delay from one attempt to the next.</summary>
    public double BackoffCoefficient { get; }

    /// <summary>Upper bound of a delay; <see cref="Timeout.InfiniteTimeSpan"/> for none.</summary>
    public TimeSpan MaxRetryInterval { get; }

    /// <summary>No attempt starts later than this after the first; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</summary>
    public TimeSpan RetryTimeout { get; }

    /// <summary>Says which failures are worth another attempt; null, the default, means all. Must be pure.</summary>
    public Func<TaskFailureDetails, bool>? HandleFailure { get; init; }

    /// <summary>Computes the delay after a failed attempt.</summary>
    /// <param name="failedAttempts">Attempts that have failed, at least 1.</param>
    internal TimeSpan DelayAfter(int failedAttempts)
    {
        double ticks = FirstRetryInterval.Ticks * Math.Pow(BackoffCoefficient, failedAttempts - 1);
        TimeSpan bound = MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.FromDays(3650) : MaxRetryInterval;
        return ticks >= bound.Ticks ? bound : TimeSpan.FromTicks((long)ticks);
    }
}

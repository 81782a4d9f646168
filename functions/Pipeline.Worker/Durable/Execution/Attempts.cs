namespace Microsoft.DurableTask.Execution;

/// <summary>Repeats a failed task: a timer, then a new attempt with a new id. Source: functions-custom-handler.md §3.6.</summary>
internal static class Attempts
{
    /// <summary>Runs a task until it succeeds or its options say stop; then the last failure is thrown.</summary>
    public static async Task<T> RunAsync<T>(TaskOrchestrationContext context, TaskRetryOptions retry, Func<Task<T>> attempt)
    {
        DateTime start = context.CurrentUtcDateTime;
        for (int number = 1; ; number++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException exception) when (!exception.FailureDetails.IsNonRetriable)
            {
                if (!await WaitAsync(context, retry, number, start, exception.FailureDetails))
                {
                    throw;
                }
            }
        }
    }

    private static async Task<bool> WaitAsync(
        TaskOrchestrationContext context, TaskRetryOptions retry, int failed, DateTime start, TaskFailureDetails failure)
    {
        TimeSpan elapsed = context.CurrentUtcDateTime - start;
        if (retry.Handler is { } handler)
        {
            return await handler(new RetryContext(context, failed, failure, elapsed, CancellationToken.None));
        }

        RetryPolicy policy = retry.Policy!;
        TimeSpan delay = policy.DelayAfter(failed);
        if (failed >= policy.MaxNumberOfAttempts
            || policy.HandleFailure?.Invoke(failure) == false
            || (policy.RetryTimeout != Timeout.InfiniteTimeSpan && elapsed + delay > policy.RetryTimeout))
        {
            return false;
        }

        await context.CreateTimer(delay, CancellationToken.None);
        return true;
    }
}

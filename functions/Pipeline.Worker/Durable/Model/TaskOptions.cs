namespace Microsoft.DurableTask;

/// <summary>How an activity or sub-orchestration is called.</summary>
public record TaskOptions
{
    /// <summary>States the options.</summary>
    /// <param name="retry">How failures are repeated; null, the default, means one attempt.</param>
    /// <param name="tags">Tags recorded with the task; null for none.</param>
    public TaskOptions(TaskRetryOptions? retry = null, IDictionary<string, string>? tags = null)
    {
        Retry = retry;
        Tags = tags;
    }

    /// <summary>How failures are repeated; null means one attempt.</summary>
    public TaskRetryOptions? Retry { get; init; }

    /// <summary>Tags recorded with the task. The key <c>MS_DurableFunctions_SourceInstanceId</c> is the host's own.</summary>
    public IDictionary<string, string>? Tags { get; init; }

    /// <summary>Options with a policy.</summary>
    public static TaskOptions FromRetryPolicy(RetryPolicy policy) => new(policy);

    /// <summary>Options with a handler.</summary>
    public static TaskOptions FromRetryHandler(AsyncRetryHandler handler) => new(handler);

    /// <summary>Options with a handler that does not wait.</summary>
    public static TaskOptions FromRetryHandler(RetryHandler handler) => new(handler);

    /// <summary>Adds the instance id of a sub-orchestration.</summary>
    public SubOrchestrationOptions WithInstanceId(string instanceId) => new(this, instanceId);
}

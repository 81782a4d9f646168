namespace Microsoft.Azure.Functions.Worker;

/// <summary>Settings of the worker, set in code with <c>Services.Configure</c>.</summary>
public sealed class FunctionsWorkerOptions
{
    /// <summary>Part of the function timeout after which a run's token is cancelled.</summary>
    /// <value>More than 0, less than <see cref="AbandonFraction"/>; default 0.8.</value>
    public double DeadlineFraction { get; set; } = 0.8;

    /// <summary>Part of the function timeout after which a run that ignores its token is answered as failed, so that the
    /// host does not kill the process with everything else in it.</summary>
    /// <value>More than <see cref="DeadlineFraction"/>, less than 1; default 0.95.</value>
    public double AbandonFraction { get; set; } = 0.95;

    /// <summary>The function timeout; null takes <c>functionTimeout</c> of host.json, and without it 30 minutes.</summary>
    /// <value><see cref="Timeout.InfiniteTimeSpan"/> means no deadline; default null.</value>
    public TimeSpan? FunctionTimeout { get; set; }

    /// <summary>Largest request body of an endpoint that does not carry <see cref="RequestBodyLimitAttribute"/>; larger
    /// ones are answered 413.</summary>
    /// <value>In bytes; default 10 MiB. Calls of the host to other functions have no limit.</value>
    public long RequestBodyLimitBytes { get; set; } = 10 * 1024 * 1024;
}

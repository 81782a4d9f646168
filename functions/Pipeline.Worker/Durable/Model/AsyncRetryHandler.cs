namespace Microsoft.DurableTask;

/// <summary>Says after a failed attempt, perhaps after waiting on a durable timer, whether another follows.</summary>
/// <remarks>Bound by the rules for orchestrators: it awaits nothing but tasks of the orchestration context.</remarks>
/// <param name="retryContext">The failed attempt.</param>
/// <returns>True for another attempt.</returns>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);

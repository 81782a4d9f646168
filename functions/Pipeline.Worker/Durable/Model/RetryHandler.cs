namespace Microsoft.DurableTask;

/// <summary>Says after a failed attempt whether another follows at once. Bound by the rules for orchestrators.</summary>
/// <param name="retryContext">The failed attempt.</param>
/// <returns>True for another attempt.</returns>
public delegate bool RetryHandler(RetryContext retryContext);

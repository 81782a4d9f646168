namespace Microsoft.DurableTask.Execution;

/// <summary>The code does not do what its history says it did.</summary>
public sealed class NonDeterminismException(string message) : Exception(message)
{
    /// <summary>Error type under which the framework reports this; known to operators and tools.</summary>
    public const string ErrorType = "DurableTask.Core.Exceptions.NonDeterministicOrchestrationException";
}

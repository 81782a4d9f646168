namespace Microsoft.Azure.Functions.Worker.Metadata;

/// <summary>A function breaks a rule of the host or of its binding. Found at start and at build, never later.</summary>
/// <param name="function">Name of the function, or of the method when it has none.</param>
/// <param name="reason">What is wrong and what was expected.</param>
public sealed class FunctionDefinitionException(string function, string reason)
    : Exception($"Function '{function}': {reason}.");

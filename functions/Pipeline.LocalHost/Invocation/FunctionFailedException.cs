namespace Pipeline.LocalHost.Invocation;

/// <summary>A call of a function failed; the trigger's policy decides what follows (§1.7).</summary>
internal sealed class FunctionFailedException(string function, Exception cause)
    : Exception($"Exception while executing function: Functions.{function}", cause);

namespace Pipeline.LocalHost.Invocation;

/// <summary>What the host makes of a handler's answer to a successful call.</summary>
/// <param name="ReturnValue">The return value; bytes when a <c>$return</c> output exists and the text is base64.</param>
/// <param name="Outputs">Values by output binding; a binding without value is absent.</param>
/// <param name="Logs">Lines for the log of the invocation.</param>
internal sealed record InvocationResult(
    object? ReturnValue, IReadOnlyDictionary<string, object> Outputs, IReadOnlyList<string> Logs);

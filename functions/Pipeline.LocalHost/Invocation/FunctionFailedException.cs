namespace Pipeline.LocalHost.Invocation;

/// <summary>The worker says that a call failed. The Durable Task extension reads type, message and stack out of the text.</summary>
internal sealed class FunctionFailedException(StatusResult result) : Exception(
    $"Result: {(result.Result.Length == 0 ? result.Status : result.Result)}\nException: {result.Exception?.Message}\n"
    + $"Stack: {result.Exception?.StackTrace}");

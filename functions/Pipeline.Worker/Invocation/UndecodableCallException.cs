namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>A call cannot be turned into the function's arguments; answered 400.</summary>
/// <param name="message">What is wrong; goes to the caller, so it never quotes the content.</param>
/// <param name="inner">The parser's complaint, for the log.</param>
public sealed class UndecodableCallException(string message, Exception? inner = null) : Exception(message, inner);

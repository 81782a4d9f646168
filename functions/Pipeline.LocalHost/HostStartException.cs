namespace Pipeline.LocalHost;

/// <summary>Something in the command line, host.json or the machine keeps the host from starting.</summary>
/// <remarks>The message is written for the developer who started the host; no stack trace is shown.</remarks>
internal sealed class HostStartException(string message, Exception? cause = null) : Exception(message, cause);

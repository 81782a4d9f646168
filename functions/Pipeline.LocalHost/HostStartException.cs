namespace Pipeline.LocalHost;

/// <summary>Something in the command line, the app or the machine keeps the host from starting.</summary>
/// <remarks>The message is one sentence with cause and remedy for the developer; no stack trace is shown.</remarks>
internal sealed class HostStartException(string message, Exception? cause = null) : Exception(message, cause);

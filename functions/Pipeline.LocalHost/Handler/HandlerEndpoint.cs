namespace Pipeline.LocalHost.Handler;

/// <summary>One run of the handler that has opened its port.</summary>
/// <param name="Address">Base address on loopback.</param>
/// <param name="ProcessId">Process id of this run.</param>
/// <param name="Gone">Cancelled when the process has ended.</param>
internal sealed record HandlerEndpoint(Uri Address, int ProcessId, CancellationToken Gone);

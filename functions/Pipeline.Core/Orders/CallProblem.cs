namespace Pipeline.Core.Orders;

/// <summary>Why a call to a distributor brought no usable answer.</summary>
/// <param name="Code">The distributor's return code, or our own code such as <c>CALL_TIMED_OUT</c>.</param>
/// <param name="Message">What happened; no secret in it.</param>
/// <param name="Severity">One of <see cref="Errors.FaultSeverity"/>: <c>retry</c> may pass by itself.</param>
/// <param name="ExchangeId">The recorded exchange, or null when none took place.</param>
public sealed record CallProblem(string Code, string Message, string Severity, string? ExchangeId);

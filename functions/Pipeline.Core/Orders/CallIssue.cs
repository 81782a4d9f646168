using Pipeline.Core.Issues;

namespace Pipeline.Core.Orders;

/// <summary>Why a call to a distributor brought no usable answer.</summary>
/// <param name="Issue">What happened; no secret in it. Of severity <c>retry</c> when it may pass by itself.</param>
/// <param name="ExchangeId">The recorded exchange, or null when none took place.</param>
public sealed record CallIssue(Issue Issue, string? ExchangeId);

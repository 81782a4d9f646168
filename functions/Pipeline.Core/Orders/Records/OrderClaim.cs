namespace Pipeline.Core.Orders.Records;

/// <summary>What an idempotency key stands for.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="BodyHash">SHA-256 of the request that claimed it.</param>
public sealed record OrderClaim(string OrderId, string BodyHash);

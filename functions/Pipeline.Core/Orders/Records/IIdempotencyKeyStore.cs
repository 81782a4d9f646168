namespace Pipeline.Core.Orders.Records;

/// <summary>Remembers idempotency keys: the same key and body is the same order again.</summary>
public interface IIdempotencyKeyStore
{
    /// <summary>Claims a key for a body, or says what it was claimed for before.</summary>
    /// <param name="key">As the caller sent it; compared exactly, stored as a hash.</param>
    /// <param name="bodyHash">SHA-256 of the request's meaning, lower-case hexadecimal digits.</param>
    /// <param name="orderId">The order it would become.</param>
    /// <param name="cancellationToken">Gives up; the claim may have been made.</param>
    /// <returns>The first claim of the key: equal to what was asked when this one was the first.</returns>
    /// <remarks>Stored before the order, so that a repetition after a crash makes the same order.</remarks>
    Task<OrderClaim> ClaimAsync(string key, string bodyHash, string orderId, CancellationToken cancellationToken);

    /// <summary>What a key was claimed for, or null when nobody has claimed it.</summary>
    Task<OrderClaim?> FindAsync(string key, CancellationToken cancellationToken);
}

/// <summary>What an idempotency key stands for.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="BodyHash">SHA-256 of the request that claimed it.</param>
public sealed record OrderClaim(string OrderId, string BodyHash);

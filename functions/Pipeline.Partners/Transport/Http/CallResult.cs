using Pipeline.Core.Orders;

namespace Pipeline.Partners.Transport.Http;

/// <summary>How a try of a call over HTTP ended.</summary>
internal sealed record CallResult
{
    public required string ExchangeId { get; init; }

    /// <summary>Status, or null when no answer came.</summary>
    public int? Status { get; init; }

    public byte[] Body { get; init; } = [];

    /// <summary>Wait the server asks for, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The server's clock, or null when it does not tell.</summary>
    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>Why there is no answer to read, or null.</summary>
    public CallIssue? Problem { get; init; }

    /// <summary>Whether the request has certainly not been taken.</summary>
    public bool IsNotSent { get; init; }
}

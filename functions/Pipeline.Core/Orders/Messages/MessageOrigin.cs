namespace Pipeline.Core.Orders.Messages;

/// <summary>The preamble of a message; pushed messages carry no password.</summary>
public sealed record MessageOrigin
{
    /// <summary>Nothing known.</summary>
    public static MessageOrigin None { get; } = new();

    /// <summary>The sender's id of the message, for tracing; or null.</summary>
    public string? DocumentId { get; init; }

    /// <summary>Time the sender wrote it, UTC (sent as local time of the profile's zone); or null.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Party that sent it, usually a GLN; or null.</summary>
    public string? SenderId { get; init; }

    /// <summary>Party it was sent to, usually a GLN; or null.</summary>
    public string? ReceiverId { get; init; }

    /// <summary>Country of the account, ISO 3166 alpha-2; or null.</summary>
    public string? CountryCode { get; init; }
}

using System.Text.Json.Serialization;

namespace Pipeline.Simulators.IngramMicro.Services.Pushes;

/// <summary>A message that was made for the postback, as it stood when the ledger was asked.</summary>
public sealed record PushRecord
{
    /// <summary>Counts the messages of this simulator from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Which message.</summary>
    public required ServiceTransaction Kind { get; init; }

    /// <summary>DocumentID of its preamble.</summary>
    public required string DocumentId { get; init; }

    /// <summary>Number of the advice or invoice, or of the order for the rest.</summary>
    public required string Subject { get; init; }

    /// <summary>The order it is about.</summary>
    public required string PurchaseOrderNumber { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>SHA-256 of its bytes, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Its bytes, without faults of the transport.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Name of the wire profile.</summary>
    public required string Profile { get; init; }

    /// <summary>Where it is.</summary>
    public PushState State { get; init; }

    /// <summary>Deliveries, oldest first.</summary>
    public IReadOnlyList<PushAttempt> Attempts { get; init; } = [];

    /// <summary>Whether the receiver has confirmed exactly these bytes.</summary>
    public bool IsConfirmed => Attempts.Any(attempt => attempt.AnsweredSha256 == Sha256);
}

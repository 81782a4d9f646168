using Pipeline.Core.Notifications;

namespace Pipeline.Functions.Notifications;

/// <summary>A pushed message as the API shows it.</summary>
public sealed record MessageView
{
    /// <summary>Our id.</summary>
    public required string Id { get; init; }

    /// <summary>Who pushed it.</summary>
    public required string Distributor { get; init; }

    /// <summary>What became of it.</summary>
    public required MessageState State { get; init; }

    /// <summary>When it arrived.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it was last handled, or null while it waits for its turn.</summary>
    public required DateTimeOffset? HandledAt { get; init; }

    /// <summary>Local name of the element that tells the kind, or null.</summary>
    public required string? Root { get; init; }

    /// <summary>SHA-256 of the body.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Size of the body in bytes.</summary>
    public required int SizeBytes { get; init; }

    /// <summary>The sender's content type, or null.</summary>
    public required string? ContentType { get; init; }

    /// <summary>Code of the reason why it is parked or quarantined, or null.</summary>
    public required string? ReasonCode { get; init; }

    /// <summary>The reason in a sentence, or null.</summary>
    public required string? Reason { get; init; }

    /// <summary>Id of the earlier message that said the same, or null.</summary>
    public required string? DuplicateOf { get; init; }

    /// <summary>Id of the earlier message that this one corrects, or null.</summary>
    public required string? CorrectionOf { get; init; }

    /// <summary>Kinds and numbers of its documents.</summary>
    public required IReadOnlyList<string> Documents { get; init; }

    /// <summary>Our order numbers in it.</summary>
    public required IReadOnlyList<string> Orders { get; init; }

    /// <summary>When the body was erased because it held personal data; null while it is kept.</summary>
    public required DateTimeOffset? BodyErasedAt { get; init; }

    /// <summary>Path of the body.</summary>
    public required string Body { get; init; }

    internal static MessageView Of(PushedMessage notification) => new()
    {
        Id = notification.Id,
        Distributor = notification.Distributor,
        State = notification.State,
        ReceivedAt = notification.ReceivedAt,
        HandledAt = notification.HandledAt,
        Root = notification.Root,
        Sha256 = notification.Sha256,
        SizeBytes = notification.SizeBytes,
        ContentType = notification.ContentType,
        ReasonCode = notification.ReasonCode,
        Reason = notification.Reason,
        DuplicateOf = notification.DuplicateOf,
        CorrectionOf = notification.CorrectionOf,
        Documents = notification.Documents,
        Orders = notification.Orders,
        BodyErasedAt = notification.BodyErasedAt,
        Body = $"/api/notifications/{notification.Id}/body",
    };
}

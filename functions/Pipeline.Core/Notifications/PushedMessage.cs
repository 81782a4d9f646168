using Pipeline.Core.Issues;

namespace Pipeline.Core.Notifications;

/// <summary>One message that a partner pushed, without its body.</summary>
public sealed record PushedMessage
{
    /// <summary>Our id, see <see cref="MessageId"/>; sorts by time.</summary>
    public required string Id { get; init; }

    /// <summary>Who pushed it, for example <c>acme</c>.</summary>
    public required string Distributor { get; init; }

    /// <summary>When it had arrived whole, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>SHA-256 of the body as received, in lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Size of the body in bytes.</summary>
    public required int SizeBytes { get; init; }

    /// <summary>The sender's <c>Content-Type</c>, shortened; or null.</summary>
    public string? ContentType { get; init; }

    /// <summary>Local name of the element that tells the kind; null when it could not be read.</summary>
    public string? Root { get; init; }

    /// <summary>What became of it.</summary>
    public MessageState State { get; init; }

    /// <summary>When it was last handled, UTC; null while it waits for its turn.</summary>
    public DateTimeOffset? HandledAt { get; init; }

    /// <summary>When its body was erased because it held personal data, UTC; null while it is kept.</summary>
    public DateTimeOffset? BodyErasedAt { get; init; }

    /// <summary>Why it is parked or quarantined, or null; null also of one that an earlier build stored.</summary>
    public Issue? Issue { get; init; }

    /// <summary>Code of <see cref="Issue"/>, or the one that an earlier build stored.</summary>
    public string? ReasonCode { get => Issue?.Code ?? field; init; }

    /// <summary>The reason in a sentence, or null; stored for earlier builds alone, where there is an <see cref="Issue"/>.</summary>
    public string? Reason
    {
        get => Issue is { } issue ? $"{issue.Sentence}{(issue.Where is { } where ? $" ({where})" : string.Empty)}" : field;
        init;
    }

    /// <summary>Id of the earlier message that said the same, or null.</summary>
    public string? DuplicateOf { get; init; }

    /// <summary>Id of the earlier message about the same document that said something else, or null; both are kept.</summary>
    public string? CorrectionOf { get; init; }

    /// <summary>Kinds and numbers of its documents, for example <c>despatchAdvice/8140023391</c>.</summary>
    public IReadOnlyList<string> Documents { get; init; } = [];

    /// <summary>Our order numbers in it, as sent.</summary>
    public IReadOnlyList<string> Orders { get; init; } = [];
}

/// <summary>What became of a pushed message.</summary>
public enum MessageState
{
    /// <summary>Stored; merged into its order once <see cref="PushedMessage.HandledAt"/> is set.</summary>
    Accepted,

    /// <summary>Says what an earlier message said; changes nothing.</summary>
    Duplicate,

    /// <summary>Waits: its order is not known (yet), or what it says could not be used.</summary>
    Parked,

    /// <summary>Is not acceptable XML; only its bytes are kept.</summary>
    Quarantined,
}

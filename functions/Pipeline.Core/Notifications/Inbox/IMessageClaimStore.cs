namespace Pipeline.Core.Notifications.Inbox;

/// <summary>Remembers which message was the first to say something.</summary>
/// <remarks>Both claims may be repeated with the same id and then give the same answer.</remarks>
public interface IMessageClaimStore
{
    /// <summary>Claims a body for a message.</summary>
    /// <returns>Id of the message that had these bytes first: the given one, or that of an earlier arrival.</returns>
    Task<string> ClaimBodyAsync(string distributor, string sha256, string id, CancellationToken cancellationToken);

    /// <summary>Claims a version of a document for a message.</summary>
    /// <param name="distributor">Who wrote the document.</param>
    /// <param name="document">Kind and number.</param>
    /// <param name="fingerprint">SHA-256 of what it says.</param>
    /// <param name="former">The fingerprint of an earlier build, under which it may be known; perhaps the same.</param>
    /// <param name="id">Id of the message.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<DocumentClaim> ClaimDocumentAsync(
        string distributor, string document, string fingerprint, string former, string id, CancellationToken cancellationToken);
}

/// <summary>Whether a version of a document is new.</summary>
/// <param name="First">Id of the message that brought this version first; the claimant's own if it is new.</param>
/// <param name="CorrectionOf">Id of the latest earlier message with another version of the document, or null.</param>
public sealed record DocumentClaim(string First, string? CorrectionOf);

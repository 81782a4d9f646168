namespace Pipeline.Core.Notifications;

/// <summary>Whether a version of a document is new.</summary>
/// <param name="First">Id of the message that brought this version first; the claimant's own if it is new.</param>
/// <param name="CorrectionOf">Id of the latest earlier message with another version of the document, or null.</param>
public sealed record DocumentClaim(string First, string? CorrectionOf);

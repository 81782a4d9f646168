namespace Pipeline.Simulators.IngramMicro.Services.Pushes;

/// <summary>One delivery of a message and what came back.</summary>
/// <param name="At">When it was sent.</param>
/// <param name="Status">HTTP status, or null when no answer came.</param>
/// <param name="Problem">Why no answer came, or what was wrong with the bytes on purpose; null for nothing.</param>
/// <param name="AnsweredId">The receiver's id of the message, or null.</param>
/// <param name="AnsweredSha256">SHA-256 the receiver says it received, or null.</param>
/// <param name="SentSha256">SHA-256 of the bytes sent, lower-case hexadecimal.</param>
public sealed record PushAttempt(
    DateTimeOffset At, int? Status, string? Problem, string? AnsweredId, string? AnsweredSha256, string SentSha256);

namespace Pipeline.Core.Notifications;

/// <summary>What a replay of a period came to.</summary>
/// <param name="Requested">Messages that are handled again.</param>
/// <param name="Erased">Messages that cannot be: their bodies were erased because they held personal data.</param>
public sealed record NotificationReplayCount(int Requested, int Erased);

namespace Pipeline.Functions.Notifications;

/// <summary>What a replay has begun.</summary>
/// <param name="Count">Messages that are handled again.</param>
public sealed record ReplayAnswer(int Count);

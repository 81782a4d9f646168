namespace Pipeline.Functions.Notifications;

/// <summary>What a replay has begun.</summary>
/// <param name="Count">Messages that are handled again.</param>
/// <param name="Erased">Messages of the period that are not: their bodies were erased because they held personal data.</param>
public sealed record ReplayAnswer(int Count, int Erased);

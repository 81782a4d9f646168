namespace Pipeline.Functions.Ops;

/// <summary>Whether the app can do its work.</summary>
/// <param name="Status"><c>ready</c> or <c>notReady</c>.</param>
/// <param name="Checks">What was looked at.</param>
public sealed record ReadyView(string Status, IReadOnlyList<ReadyCheck> Checks);

/// <summary>One thing the app needs.</summary>
/// <param name="Name"><c>settings</c>, <c>tables</c>, <c>blobs</c>, <c>queues</c>, <c>schema</c>, <c>poisonQueues</c>, or the code of a flow.</param>
/// <param name="Status"><c>ok</c>, <c>notConfigured</c> (no fault), <c>attention</c> (the app works, a person is needed) or <c>failed</c>.</param>
/// <param name="Detail">What is wrong, without secrets; null when nothing is.</param>
public sealed record ReadyCheck(string Name, string Status, string? Detail);

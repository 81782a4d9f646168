namespace Pipeline.Functions.Ops;

/// <summary>Whether the app can do its work.</summary>
/// <param name="Status"><c>ready</c> or <c>notReady</c>.</param>
/// <param name="Checks">What was looked at.</param>
public sealed record ReadyView(string Status, IReadOnlyList<ReadyCheck> Checks);

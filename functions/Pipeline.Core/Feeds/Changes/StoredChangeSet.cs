namespace Pipeline.Core.Feeds.Changes;

/// <summary>A change set as it lies in the store.</summary>
/// <param name="Blob">Its name.</param>
/// <param name="At">When it was published, else when it was stored; UTC, whole seconds, by the store's clock.</param>
/// <param name="IsPublished">Whether its file is accepted.</param>
public sealed record StoredChangeSet(string Blob, DateTimeOffset At, bool IsPublished);

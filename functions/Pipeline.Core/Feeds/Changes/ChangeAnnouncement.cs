namespace Pipeline.Core.Feeds.Changes;

/// <summary>Tells that the catalogue has changed; announced at least once for each change set, always with the same blob.</summary>
/// <param name="Blob">The change set, with its container: gzip, JSON lines of <see cref="ChangeLine"/>.</param>
/// <param name="Distributor">Whose articles changed.</param>
/// <param name="Kinds">Kinds of facts that changed: <c>product</c>, <c>price</c>, <c>stock</c>, <c>category</c>, <c>content</c>.</param>
/// <param name="Count">Lines of the change set.</param>
/// <param name="AcceptedAt">When its file was accepted, UTC.</param>
public sealed record ChangeAnnouncement(
    string Blob, string Distributor, IReadOnlyList<string> Kinds, long Count, DateTimeOffset AcceptedAt);

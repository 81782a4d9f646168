namespace Pipeline.Core.Feeds.Changes;

/// <summary>What one accepted file changed, as it is kept.</summary>
/// <param name="Blob">Name of the blob in the container of change sets.</param>
/// <param name="Count">Its lines: one for each article or category.</param>
/// <param name="Kinds">Kinds of facts that changed, in order: <c>category</c>, <c>content</c>, <c>price</c>, <c>product</c>, <c>stock</c>.</param>
public sealed record ChangeSet(string Blob, long Count, IReadOnlyList<string> Kinds);

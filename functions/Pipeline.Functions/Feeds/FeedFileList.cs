namespace Pipeline.Functions.Feeds;

/// <summary>Landed files of a feed.</summary>
/// <param name="Items">Youngest first.</param>
/// <param name="Cursor">Where the next page begins, or null at the end.</param>
public sealed record FeedFileList(IReadOnlyList<FeedFileView> Items, string? Cursor);

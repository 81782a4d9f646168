namespace Pipeline.Functions.Feeds;

/// <summary>All feeds.</summary>
/// <param name="Items">By distributor and kind.</param>
/// <param name="Cursor">Always null: the list is short.</param>
public sealed record FeedList(IReadOnlyList<FeedView> Items, string? Cursor);

namespace Pipeline.Core.Catalog;

/// <summary>Times of the last accepted files, from the feeds' records: an unchanged file writes no row.</summary>
/// <param name="Price">Time of the price file, or null.</param>
/// <param name="Stock">Time of the stock file, or null.</param>
public sealed record Freshness(DateTimeOffset? Price, DateTimeOffset? Stock);

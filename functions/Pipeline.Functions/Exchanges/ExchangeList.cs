namespace Pipeline.Functions.Exchanges;

/// <summary>A page of exchanges.</summary>
/// <param name="Items">Latest first; headers are shown for single ones only.</param>
/// <param name="Cursor">Where the next page begins; null after the last.</param>
public sealed record ExchangeList(IReadOnlyList<ExchangeView> Items, string? Cursor);

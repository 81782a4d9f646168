namespace Pipeline.Core.Exchanges;

/// <summary>A page of exchanges.</summary>
/// <param name="Items">Latest first.</param>
/// <param name="Cursor">Where the next page begins; null after the last.</param>
public sealed record ExchangePage(IReadOnlyList<ExchangeHead> Items, string? Cursor);

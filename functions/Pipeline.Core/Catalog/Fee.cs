namespace Pipeline.Core.Catalog;

/// <summary>A levy per unit that the distributor adds to the price.</summary>
/// <param name="Kind"><c>musicCopyright</c>, <c>recycling</c>, <c>documentCopyright</c> or <c>battery</c>.</param>
/// <param name="Amount">Amount per unit in the account's currency, greater than zero.</param>
public sealed record Fee(string Kind, decimal Amount);

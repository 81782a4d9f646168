using Pipeline.Core.Issues;

namespace Pipeline.Core.Catalog.Joining;

/// <summary>Articles that one key would join and that are not joined by it.</summary>
/// <param name="Issue"><c>JOIN_CONTRADICTED</c> or <c>JOIN_AMBIGUOUS</c>; its text is the key.</param>
/// <param name="Gtin">The GTIN that they share, or null when it is not the key.</param>
/// <param name="Articles">The articles, by distributor and number.</param>
public sealed record JoinContradiction(Issue Issue, string? Gtin, IReadOnlyList<CatalogEntry> Articles);

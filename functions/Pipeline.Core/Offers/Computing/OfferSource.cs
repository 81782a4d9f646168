using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;

namespace Pipeline.Core.Offers.Computing;

/// <summary>An article that an offer can be served from.</summary>
/// <param name="Article">The article.</param>
/// <param name="Cost">Price and fees of a piece in the store's currency, without VAT, unrounded; 0 with an obstacle.</param>
/// <param name="Available">Pieces that nobody was promised; <see cref="int.MaxValue"/> of what is delivered electronically.</param>
/// <param name="Obstacle">Why it may not be offered now, or null.</param>
public sealed record OfferSource(CatalogEntry Article, decimal Cost, int Available, Issue? Obstacle);

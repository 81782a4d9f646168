using Pipeline.Core.Channels;
using Pipeline.Core.Pricing;

namespace Pipeline.Core.Offers.Computing;

/// <summary>What holds for all offers of a store while they are computed.</summary>
/// <param name="Store">The store.</param>
/// <param name="Margins">The margin rules.</param>
/// <param name="Rules">The store's own rules.</param>
/// <param name="Today">The day in the store's time zone.</param>
public sealed record OfferTerms(Store Store, MarginRules Margins, OfferRules Rules, DateOnly Today);

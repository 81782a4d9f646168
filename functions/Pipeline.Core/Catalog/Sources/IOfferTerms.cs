namespace Pipeline.Core.Catalog.Sources;

/// <summary>Knows which articles of a distributor are offered.</summary>
public interface IOfferTerms
{
    /// <summary>An article of which the distributor has no more than this is not offered; null where every one is.</summary>
    int? MinimumUnitsOf(string distributor);
}

using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Issues;
using Pipeline.Partners.Channels.Mirakl.Files;
using Pipeline.Partners.Channels.Mirakl.Rules;

namespace Pipeline.Partners.Channels.Mirakl.Offers;

/// <summary>How offers look for one operator on one day.</summary>
/// <param name="terms">What the operator takes.</param>
internal sealed class MiraklOfferFormat(OfferTerms terms) : IOfferFormat
{
    private readonly OfferRules rules = new(terms);
    private readonly OfferFileWriter writer = new(terms);

    /// <summary>What the operator takes.</summary>
    public OfferTerms Terms => terms;

    /// <inheritdoc/>
    public IReadOnlyList<Issue> Check(Offer offer) => rules.Check(offer);

    /// <inheritdoc/>
    public OfferFile Write(IReadOnlyList<Offer> offers) => new("offers.csv", "text/csv", writer.WriteOffers(offers), offers.Count);
}

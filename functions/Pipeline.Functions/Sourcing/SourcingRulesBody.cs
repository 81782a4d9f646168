using Pipeline.Core.Catalog;
using Pipeline.Core.Orders.Sourcing;

namespace Pipeline.Functions.Sourcing;

/// <summary>The rules of choosing as requests and answers have them; what a request leaves out is as it is of itself.</summary>
/// <param name="Order">The rules, the one that decides first in front.</param>
/// <param name="Preferred">Codes of distributors, the most preferred first.</param>
/// <param name="Freight">What one shipment costs, without VAT, by distributor.</param>
public sealed record SourcingRulesBody(
    IReadOnlyList<string>? Order, IReadOnlyList<string>? Preferred, IReadOnlyDictionary<string, Money>? Freight)
{
    internal static SourcingRulesBody Of(SourcingRules rules) => new(rules.Order, rules.Preferred, rules.Freight);

    internal SourcingRules ToRules()
    {
        SourcingRules usual = new();
        return new SourcingRules { Order = Order ?? usual.Order, Preferred = Preferred ?? usual.Preferred, Freight = Freight ?? usual.Freight };
    }
}

using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;

namespace Pipeline.Core.Orders.Sourcing;

/// <summary>How an account chooses between distributors that could all bring an article.</summary>
public sealed record SourcingRules
{
    /// <summary>Rule: the lowest price with fees and freight, in the base currency.</summary>
    public const string Cheapest = "cheapest";

    /// <summary>Rule: the earliest day on which the pieces are there.</summary>
    public const string Earliest = "earliest";

    /// <summary>Rule: the fewest distributors for the whole order.</summary>
    public const string FewestShipments = "fewestShipments";

    /// <summary>Rule: the distributors in the order of <see cref="Preferred"/>; those that it does not name come last.</summary>
    public const string PreferredFirst = "preferred";

    /// <summary>Every rule, in the order that holds while nobody has chosen one.</summary>
    public static IReadOnlyList<string> Known { get; } = [Cheapest, Earliest, FewestShipments, PreferredFirst];

    /// <summary>The rules, the one that decides first in front; what is left equal goes to the distributor whose code comes first.</summary>
    public IReadOnlyList<string> Order { get; init; } = Known;

    /// <summary>Codes of distributors, the most preferred first.</summary>
    public IReadOnlyList<string> Preferred { get; init; } = [];

    /// <summary>What one shipment costs, without VAT, by distributor; one that is not named costs nothing.</summary>
    public IReadOnlyDictionary<string, Money> Freight { get; init; } = new Dictionary<string, Money>();

    /// <summary>What is wrong with them; the place is a JSON pointer.</summary>
    /// <param name="distributors">Codes of the distributors that there are.</param>
    public IReadOnlyList<Issue> Check(IReadOnlyCollection<string> distributors)
    {
        List<Issue> faults = [];
        for (int i = 0; i < Order.Count; i++)
        {
            if (!Known.Contains(Order[i]) || Order.Take(i).Contains(Order[i]))
            {
                faults.Add(new Issue(IssueCodes.SourcingRuleUnknown, $"/order/{i}", Order[i]).Expecting(string.Join(", ", Known)));
            }
        }

        for (int i = 0; i < Preferred.Count; i++)
        {
            if (!distributors.Contains(Preferred[i]) || Preferred.Take(i).Contains(Preferred[i]))
            {
                faults.Add(Unknown($"/preferred/{i}", Preferred[i]));
            }
        }

        foreach ((string distributor, Money freight) in Freight)
        {
            if (!distributors.Contains(distributor))
            {
                faults.Add(Unknown($"/freight/{distributor}", distributor));
            }

            if (freight.Amount < 0 || freight.Currency is not { Length: 3 } || !freight.Currency.All(char.IsAsciiLetterUpper))
            {
                faults.Add(new Issue(IssueCodes.FreightInvalid, $"/freight/{distributor}", freight.ToString()));
            }
        }

        return faults;

        Issue Unknown(string place, string code) =>
            new Issue(IssueCodes.DistributorUnknown, place, code).Expecting(string.Join(", ", distributors.Order(StringComparer.Ordinal)));
    }
}

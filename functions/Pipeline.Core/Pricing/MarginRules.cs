using System.Text.Json.Serialization;
using Pipeline.Core.Catalog;

namespace Pipeline.Core.Pricing;

/// <summary>The margin rules of the account; the first one that is for an article makes its selling price.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MarginRules
{
    /// <summary>No rule, so no article has a selling price.</summary>
    public static MarginRules None { get; } = new() { Rules = [] };

    /// <summary>The rules in their order.</summary>
    public IReadOnlyList<MarginRule>? Rules { get; init; }

    /// <summary>Prices one article.</summary>
    public PricedArticle Price(CatalogEntry article)
    {
        if (article.Price is not { Amount: > 0 } cost)
        {
            return PricedArticle.WithoutCost;
        }

        if (Rules?.FirstOrDefault(rule => rule.Matches(article, cost)) is not { } first)
        {
            return PricedArticle.WithoutRule;
        }

        (decimal amount, bool isRaised) = first.PriceAt(cost.Amount);
        return new PricedArticle(amount > 0 ? new SellingPrice(amount, cost.Currency, first.Id!) : null, isRaised, HasNoRule: false);
    }
}

/// <summary>What the rules say of one article.</summary>
/// <param name="Price">The selling price; null when the article has no cost, no rule is for it, or the rule makes no price above zero.</param>
/// <param name="IsRaised">Whether the floor of the rule has raised it.</param>
/// <param name="HasNoRule">Whether it has a cost and no rule is for it.</param>
public sealed record PricedArticle(SellingPrice? Price, bool IsRaised, bool HasNoRule)
{
    internal static PricedArticle WithoutCost { get; } = new(null, IsRaised: false, HasNoRule: false);

    internal static PricedArticle WithoutRule { get; } = new(null, IsRaised: false, HasNoRule: true);
}

using System.Text.Json.Serialization;
using Pipeline.Core.Catalog;

namespace Pipeline.Core.Pricing;

/// <summary>How the selling price of some articles is made from what they cost; members that are null do not restrict and add nothing.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MarginRule
{
    /// <summary>Name of the rule, one of its own; 1 to 40 characters.</summary>
    public string? Id { get; init; }

    /// <summary>Only articles of this distributor.</summary>
    public string? Distributor { get; init; }

    /// <summary>Only articles with this code or name at any level of their category, without regard to case.</summary>
    public string? Category { get; init; }

    /// <summary>Only articles of this brand, without regard to case.</summary>
    public string? Brand { get; init; }

    /// <summary>Only articles that cost this or more, in <see cref="Currency"/>.</summary>
    public decimal? CostFrom { get; init; }

    /// <summary>Only articles that cost less than this, in <see cref="Currency"/>.</summary>
    public decimal? CostBelow { get; init; }

    /// <summary>Percent of the cost that are added to it; may be negative, down to -100.</summary>
    public decimal? Percent { get; init; }

    /// <summary>Amount that is added beside, in <see cref="Currency"/>; may be negative.</summary>
    public decimal? Fixed { get; init; }

    /// <summary>ISO 4217 code of every amount of the rule; where it is given, only articles that cost in it.</summary>
    public string? Currency { get; init; }

    /// <summary>How the price is rounded; null is <see cref="PriceRounding.ToCents"/>.</summary>
    public PriceRounding? Rounding { get; init; }

    /// <summary>What the price never falls below; or null.</summary>
    public PriceFloor? Floor { get; init; }

    /// <summary>Whether the rule is for an article at a cost.</summary>
    public bool Matches(CatalogEntry article, Money cost) =>
        (Distributor is null || Distributor == article.Distributor)
        && (Currency is null || Currency == cost.Currency)
        && (CostFrom is null || cost.Amount >= CostFrom)
        && (CostBelow is null || cost.Amount < CostBelow)
        && (Brand is null || IsSame(Brand, article.Brand))
        && (Category is null || article.Category.Any(level => IsSame(Category, level.Code) || IsSame(Category, level.Name)));

    /// <summary>The selling price at a cost: rounded once, then raised to the floor where it is below.</summary>
    /// <returns>The amount, and whether the floor has raised it.</returns>
    public (decimal Amount, bool IsRaised) PriceAt(decimal cost)
    {
        PriceRounding rounding = Rounding ?? PriceRounding.ToCents;
        decimal price = rounding.Round((cost * (1 + ((Percent ?? 0) / 100))) + (Fixed ?? 0));
        return Floor?.At(cost) is { } floor && price < floor ? (rounding.RoundUp(floor), true) : (price, false);
    }

    private static bool IsSame(string wanted, string? text) => string.Equals(wanted, text?.Trim(), StringComparison.OrdinalIgnoreCase);
}

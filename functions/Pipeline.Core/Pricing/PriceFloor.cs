using System.Text.Json.Serialization;

namespace Pipeline.Core.Pricing;

/// <summary>What a selling price never falls below; the highest of what is given counts.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PriceFloor
{
    /// <summary>A price, in the currency of the rule; or null.</summary>
    public decimal? Price { get; init; }

    /// <summary>Cost and so many percent of it; or null.</summary>
    public decimal? MarginPercent { get; init; }

    /// <summary>Cost and this amount, in the currency of the rule; or null.</summary>
    public decimal? MarginAmount { get; init; }

    /// <summary>The floor at a cost; null when nothing is given.</summary>
    public decimal? At(decimal cost)
    {
        decimal?[] floors = [Price, cost * (1 + (MarginPercent / 100)), cost + MarginAmount];
        return floors.Max();
    }
}

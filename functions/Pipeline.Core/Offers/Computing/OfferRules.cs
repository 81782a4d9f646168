using System.Text.Json.Serialization;
using Pipeline.Core.Catalog;
using Pipeline.Core.Pricing;

namespace Pipeline.Core.Offers.Computing;

/// <summary>What a store asks beside the margin rules: lower prices for a time, and prices in further sales channels.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record OfferRules
{
    /// <summary>None.</summary>
    public static OfferRules None { get; } = new() { Discounts = [], Channels = [] };

    /// <summary>Discounts in their order; the first one that is for an offer and has not ended counts.</summary>
    public IReadOnlyList<DiscountRule>? Discounts { get; init; }

    /// <summary>How prices in further sales channels are made; where there is none for a channel, its price is the default one.</summary>
    public IReadOnlyList<ChannelRule>? Channels { get; init; }
}

/// <summary>A lower price for some articles; members that are null do not restrict.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DiscountRule
{
    /// <summary>Name of the rule, one of its own; 1 to 40 characters.</summary>
    public string? Id { get; init; }

    /// <summary>Only articles of this brand, without regard to case.</summary>
    public string? Brand { get; init; }

    /// <summary>Only articles with this code or name at any level of their category, without regard to case.</summary>
    public string? Category { get; init; }

    /// <summary>Only offers with these numbers.</summary>
    public IReadOnlyList<string>? Skus { get; init; }

    /// <summary>Only in these sales channels; the default one is called <c>default</c>. Null is all.</summary>
    public IReadOnlyList<string>? Channels { get; init; }

    /// <summary>Percent that the price is lowered by, above 0 and below 100.</summary>
    public decimal? Percent { get; init; }

    /// <summary>First day in the store's time zone, or null for at once.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day, or null for ever.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Whether it is for an offer on a day.</summary>
    internal bool IsFor(string sku, CatalogEntry article, string channel, DateOnly today) =>
        !(To < today)
        && (Channels is null || Channels.Contains(channel, StringComparer.Ordinal))
        && (Skus is null || Skus.Contains(sku, StringComparer.Ordinal))
        && (Brand is null || string.Equals(Brand, article.Brand?.Trim(), StringComparison.OrdinalIgnoreCase))
        && (Category is null || article.Category.Any(level => IsSame(level.Code) || IsSame(level.Name)));

    private bool IsSame(string? text) => string.Equals(Category, text?.Trim(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>How the price in a further sales channel is made of the default one.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ChannelRule
{
    /// <summary>Code of the sales channel, one of the store's.</summary>
    public string? Channel { get; init; }

    /// <summary>Percent of the default price that are added; may be negative, above -100.</summary>
    public decimal? Percent { get; init; }

    /// <summary>How it is rounded; null is to cents.</summary>
    public PriceRounding? Rounding { get; init; }
}

namespace Pipeline.Core.Catalog;

/// <summary>What to look for in the catalogue; null members do not restrict.</summary>
public sealed record CatalogQuery
{
    /// <summary>One distributor.</summary>
    public string? Distributor { get; init; }

    /// <summary>A distributor's article number, with or without leading zeros.</summary>
    public string? Sku { get; init; }

    /// <summary>Distributors whose articles a number is looked for among when none is named.</summary>
    public IReadOnlyList<string> Among { get; init; } = [];

    /// <summary>A GTIN, in 8, 12, 13 or 14 digits.</summary>
    public string? Gtin { get; init; }

    /// <summary>A manufacturer part number, compared without case and blanks.</summary>
    public string? Mpn { get; init; }

    /// <summary>A brand, compared without case.</summary>
    public string? Brand { get; init; }

    /// <summary>A category: the code of one of its levels, or a part of a level's name, compared without case.</summary>
    public string? Category { get; init; }

    /// <summary>Rows written at or after it; a changed category counts as a change of its articles.</summary>
    public DateTimeOffset? ChangedSince { get; init; }

    /// <summary>Only sellable articles (true) or only others (false).</summary>
    public bool? Sellable { get; init; }

    /// <summary>Whether an entry is looked for.</summary>
    public bool Matches(CatalogEntry entry, DistributorContext context) =>
        (Distributor is null || entry.Distributor == Distributor)
        && (Gtin is null || entry.Gtin == Gtin)
        && (Mpn is null || entry.Mpn is not null)
        && (Brand is null || string.Equals(entry.Brand, Brand, StringComparison.OrdinalIgnoreCase))
        && (Category is null || entry.Category.Any(IsIn))
        && (Sellable is null || entry.Sellable == Sellable)
        && (ChangedSince is not { } since || entry.ChangedAt >= since
            || (context.Categories.ChangedAt >= since && entry.Category.Any(level => level.Code is not null)));

    private bool IsIn(Category level) =>
        string.Equals(level.Code, Category, StringComparison.OrdinalIgnoreCase) || level.Name?.Contains(Category!, StringComparison.OrdinalIgnoreCase) is true;
}

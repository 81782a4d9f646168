using Pipeline.Core.Catalog;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Catalogue;

/// <summary>The list of articles.</summary>
/// <param name="Rows">Those that the filters let through.</param>
/// <param name="Filters">The filters.</param>
public sealed record CatalogueModel(IReadOnlyList<ArticleRow> Rows, Filters Filters)
{
    /// <summary>Where these begin, or null.</summary>
    public string? Cursor { get; init; }

    /// <summary>Where the next begin; null at the end.</summary>
    public string? Next { get; init; }

    /// <summary>Articles looked at so far.</summary>
    public long Looked { get; init; }

    /// <summary>Articles there are, roughly; null where it does not matter.</summary>
    public long? Total { get; init; }
}

/// <summary>An article in the list.</summary>
/// <param name="Entry">The article.</param>
/// <param name="Partner">Its distributor's name.</param>
public sealed record ArticleRow(CatalogEntry Entry, string Partner)
{
    /// <summary>Code of the reason for which nobody can buy it, or null.</summary>
    public string? Reason => Entry.NotSellableReason ?? Entry.NotOfferedReason;

    /// <summary>Its colour.</summary>
    public BadgeState State => Entry.Sellable ? Entry.Offered ? BadgeState.Ok : BadgeState.Wait : BadgeState.Bad;

    /// <summary>Address of its page.</summary>
    public string Address => AddressOf(Entry.Distributor, Entry.Sku);

    /// <summary>Address of the page of an article; its number may hold a slash.</summary>
    public static string AddressOf(string distributor, string sku) => $"/ops/catalogue/{Uri.EscapeDataString(distributor)}/{string.Join('/', sku.Split('/').Select(Uri.EscapeDataString))}";
}

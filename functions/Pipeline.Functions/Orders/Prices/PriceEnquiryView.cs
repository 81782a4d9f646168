using Pipeline.Core.Catalog;
using Pipeline.Core.Orders.Prices;

namespace Pipeline.Functions.Orders.Prices;

/// <summary>Live prices and stock.</summary>
/// <param name="Distributor">Who was asked.</param>
/// <param name="Items">One per item asked, in that order.</param>
/// <param name="Problem">Why items have the status <c>NOT_ANSWERED</c>, in a sentence; null when all were answered.</param>
public sealed record PriceEnquiryView(string Distributor, IReadOnlyList<PriceItemView> Items, string? Problem)
{
    internal static PriceEnquiryView Of(string distributor, PriceAnswers answers) => new(
        distributor, [.. answers.Items.Select(PriceItemView.Of)], answers.Problem is { } problem ? $"{problem.Issue.Code}: {problem.Issue.Cause}" : null);
}

/// <summary>The answer to one item of an enquiry.</summary>
public sealed record PriceItemView
{
    /// <summary><c>OK</c>, or why there is no answer, for example <c>SKU_NOT_FOUND</c> or <c>NOT_ANSWERED</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The distributor's words for the status, or null.</summary>
    public required string? StatusText { get; init; }

    /// <summary>The article found, or the one asked for.</summary>
    public required string? Sku { get; init; }

    /// <summary>EAN or UPC.</summary>
    public required string? Gtin { get; init; }

    /// <summary>The maker's part number.</summary>
    public required string? Mpn { get; init; }

    /// <summary>Short description, or null.</summary>
    public required string? Description { get; init; }

    /// <summary>Pieces the price is for.</summary>
    public required int Quantity { get; init; }

    /// <summary>Net price per piece, or null: without a price, do not sell.</summary>
    public required Money? UnitPrice { get; init; }

    /// <summary>Fees per piece, or null.</summary>
    public required decimal? Fees { get; init; }

    /// <summary>Whether the price is a special one.</summary>
    public required bool SpecialPrice { get; init; }

    /// <summary>Pieces on stock in all warehouses.</summary>
    public required int Available { get; init; }

    /// <summary>Stock by warehouse.</summary>
    public required IReadOnlyList<PlantAvailability> Plants { get; init; }

    /// <summary>Whether it is sold from stock only, or null.</summary>
    public required bool? Discontinued { get; init; }

    /// <summary>Whether a back-order is taken, or null.</summary>
    public required bool? AcceptsBackOrder { get; init; }

    /// <summary>When the distributor answered; up to a minute ago.</summary>
    public required DateTimeOffset At { get; init; }

    internal static PriceItemView Of(PriceAnswer answer)
    {
        ArticleKey asked = answer.Query.Article;
        return new PriceItemView
        {
            Status = answer.Status,
            StatusText = answer.StatusText,
            Sku = answer.Sku?.AsCompared ?? Asked(ArticleKeyKind.Sku),
            Gtin = answer.Gtin ?? Asked(ArticleKeyKind.Gtin),
            Mpn = answer.ManufacturerPartNumber ?? Asked(ArticleKeyKind.ManufacturerPartNumber),
            Description = answer.Description,
            Quantity = answer.Query.Quantity,
            UnitPrice = answer.UnitPrice,
            Fees = answer.Fees,
            SpecialPrice = answer.IsSpecialPrice,
            Available = answer.Available,
            Plants = answer.Plants,
            Discontinued = answer.IsDiscontinued,
            AcceptsBackOrder = answer.AcceptsBackOrder,
            At = answer.At,
        };

        string? Asked(ArticleKeyKind kind) => asked.Kind == kind ? asked.Value : null;
    }
}

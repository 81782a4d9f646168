using System.Globalization;

namespace Pipeline.Simulators.Mirakl.Offers;

/// <summary>A price with its discount.</summary>
/// <param name="Origin">Price without discount.</param>
/// <param name="Discount">Price with discount; null for none.</param>
/// <param name="Start">When the discount begins; null: at once.</param>
/// <param name="End">When it ends; null: never.</param>
internal sealed record OfferPrice(decimal Origin, decimal? Discount, DateTimeOffset? Start, DateTimeOffset? End)
{
    /// <summary>What a customer pays at a time.</summary>
    public decimal At(DateTimeOffset now) => Discount is { } discount && (Start is null || Start <= now) && (End is null || now <= End) ? discount : Origin;

    /// <summary>The price in cells, of a channel or the default one; null: there is none.</summary>
    public static OfferPrice? Read(IReadOnlyDictionary<string, string> cells, string? channel)
    {
        string? Cell(string column) => cells.GetValueOrDefault(OfferColumns.Of(column, channel));
        static decimal? Amount(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
        return Amount(Cell("price")) is { } origin
            ? new OfferPrice(origin, Amount(Cell("discount-price")), OfferColumns.Start(Cell("discount-start-date")), OfferColumns.End(Cell("discount-end-date")))
            : null;
    }
}

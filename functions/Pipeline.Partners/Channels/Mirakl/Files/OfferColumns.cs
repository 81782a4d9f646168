using System.Globalization;
using Pipeline.Core.Channels.Offers;

namespace Pipeline.Partners.Channels.Mirakl.Files;

/// <summary>The columns of an offer file, by their names.</summary>
internal static class OfferColumns
{
    public const string Sku = "sku";
    public const string ProductId = "product-id";
    public const string ProductIdType = "product-id-type";
    public const string Price = "price";
    public const string Quantity = "quantity";
    public const string State = "state";
    public const string LogisticClass = "logistic-class";
    public const string DiscountPrice = "discount-price";
    public const string DiscountStart = "discount-start-date";
    public const string DiscountEnd = "discount-end-date";
    public const string LeadTime = "leadtime-to-ship";
    public const string UpdateDelete = "update-delete";
    public const string Warranty = "warranty";
    public const string WarehouseLocation = "warehouselocation";

    /// <summary>A column for one sales channel.</summary>
    public static string In(string column, string channel) => $"{column}[channel={channel}]";

    /// <summary>A price with so many digits behind its point, and no sign of a currency.</summary>
    public static string Amount(decimal amount, int digits) => amount.ToString($"F{digits}", CultureInfo.InvariantCulture);

    /// <summary>A day; null is empty.</summary>
    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Price, first and last day of a discount; empty cells when there is none, so that one that was there ends.</summary>
    public static (string? Price, string? From, string? To) Cells(OfferDiscount? discount, int digits) =>
        discount is null ? default : (Amount(discount.Price, digits), Day(discount.From), Day(discount.To));
}

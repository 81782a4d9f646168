using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Simulators.Mirakl.Catalogue;
using Pipeline.Simulators.Mirakl.Platform;

namespace Pipeline.Simulators.Mirakl.Offers;

/// <summary>The checks of an offer's line, in the order of the guide: the first that fails gives the message.</summary>
internal sealed partial class OfferChecks(OperatorCatalogue catalogue, MiraklOptions options)
{
    public const string UnknownProduct = "The product does not exist";
    public const string UnknownOffer = "No existing offer to update";
    public const string DuplicateSku = "The 'sku' field is duplicated in the source file";
    public const string UnknownState = "The state of the product is unknown";
    public const string OtherProduct = "The product linked to the new offer is different from the product linked to the existing offer";
    public const string NoPrice = "The 'price' field is mandatory";
    public const string UnknownLogisticClass = "The logistic family is unknown";
    public const string WrongLeadTime = "The 'leadtime-to-ship' field has an invalid value";
    public const string WrongDiscountDates = "The discount range date is incorrect";
    public const string WrongDiscountPrice = "The discount price is incorrect : must not be null or must be lower than price";
    public const string NoDeletion = "This import type does not allow the use of the 'update-delete' column";

    private const int LongestSku = 40;

    private static readonly string[] WholeNumbers = ["quantity", "min-quantity-alert", "min-order-quantity", "max-order-quantity", "package-quantity"];

    /// <summary>What is wrong with a line; null: nothing.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="row">The line.</param>
    /// <param name="mode">Mode of its import.</param>
    /// <param name="seen">SKUs of the lines before it; the line's own is added.</param>
    /// <param name="now">Time of the import.</param>
    public string? Message(Shop shop, OfferRow row, ImportMode mode, HashSet<string> seen, DateTimeOffset now)
    {
        string sku = row.Sku;
        ShopOffer? offer = shop.Offers.Find(sku);
        bool isRepeated = !seen.Add(sku);
        if (mode is ImportMode.Replace or ImportMode.PartialUpdate && row.Cell("update-delete") is not null)
        {
            return NoDeletion;
        }

        if (sku.Length is 0 or > LongestSku || sku.Contains('/', StringComparison.Ordinal) || row.Cell("update-delete") is not (null or "update" or "delete"))
        {
            return $"The '{(row.Cell("update-delete") is null or "update" or "delete" ? "sku" : "update-delete")}' field has an invalid value";
        }

        if (row.IsDeletion)
        {
            return offer is null ? UnknownOffer : isRepeated ? DuplicateSku : null;
        }

        CatalogueProduct? product = row.Cell("product-id") is { } id ? catalogue.Find(shop.Id, row.Cell("product-id-type") ?? "EAN", id) : offer?.Product;
        bool mustExist = mode == ImportMode.PartialUpdate;
        return product is null && !(mustExist && row.Cell("product-id") is null) ? UnknownProduct
            : mustExist && offer is null ? UnknownOffer
            : isRepeated ? DuplicateSku
            : HasUnknownState(row, offer) ? UnknownState
            : (offer?.Product.Ean ?? shop.Offers.BoundEan(sku, now, options.SkuBinding)) is { } bound && bound != product!.Ean ? OtherProduct
            : Values(row, offer, mode, now);
    }

    private static bool HasUnknownState(OfferRow row, ShopOffer? offer) => row.Cell("state") is { } state
        ? !PlatformOperations.OfferStates.ContainsKey(state)
        : offer is null;

    private string? Values(OfferRow row, ShopOffer? offer, ImportMode mode, DateTimeOffset now)
    {
        bool isPriceDemanded = mode != ImportMode.PartialUpdate && (offer is null || row.Cells.ContainsKey("price"));
        return row.Cell("price") is { } price ? IsPrice(price) ? Further(row, offer, mode, now) : NoPrice
            : isPriceDemanded ? NoPrice
            : Further(row, offer, mode, now);
    }

    private string? Further(OfferRow row, ShopOffer? offer, ImportMode mode, DateTimeOffset now)
    {
        if (row.Cell("logistic-class") is { } logistic && !PlatformOperations.LogisticClasses.ContainsKey(logistic))
        {
            return UnknownLogisticClass;
        }

        if (row.Cell("leadtime-to-ship") is { } lead
            && !(int.TryParse(lead, NumberStyles.None, CultureInfo.InvariantCulture, out int days) && days <= options.LongestLeadTime))
        {
            return WrongLeadTime;
        }

        // The offer as it would be, since a discount may be sent without the price that it lowers.
        Dictionary<string, string> cells = mode == ImportMode.Json || offer is null ? [] : new(offer.Cells);
        foreach ((string column, string cell) in row.Cells.Where(cell => mode != ImportMode.PartialUpdate || cell.Value.Length > 0))
        {
            cells[column] = cell;
        }

        string?[] channels = [null, .. row.Cells.Keys.Select(OfferColumns.Channel).OfType<string>().Distinct()];
        return channels.Any(channel => HasWrongDates(cells, channel)) ? WrongDiscountDates
            : channels.Any(channel => HasWrongDiscount(cells, channel)) ? WrongDiscountPrice
            : WholeNumbers.FirstOrDefault(column => row.Cell(column) is { } cell && !int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out _)) is { } wrong
            ? $"The '{wrong}' field has an invalid value"
            : null;
    }

    private bool HasWrongDates(Dictionary<string, string> cells, string? channel)
    {
        string? start = Cell(cells, "discount-start-date", channel);
        string? end = Cell(cells, "discount-end-date", channel);
        bool isUnreadable = (start is not null && OfferColumns.Start(start) is null) || (end is not null && OfferColumns.End(end) is null);
        bool isIncomplete = options.DemandsDiscountPeriod && Cell(cells, "discount-price", channel) is not null && (start is null || end is null);
        return isUnreadable || isIncomplete || OfferColumns.Start(start) > OfferColumns.End(end);
    }

    private static bool HasWrongDiscount(Dictionary<string, string> cells, string? channel)
    {
        bool hasDates = Cell(cells, "discount-start-date", channel) is not null || Cell(cells, "discount-end-date", channel) is not null;
        string? price = Cell(cells, "price", channel);
        return Cell(cells, "discount-price", channel) is not { } discount
            ? hasDates
            : !IsPrice(discount) || price is null || !IsPrice(price) || Amount(discount) >= Amount(price);
    }

    private static string? Cell(Dictionary<string, string> cells, string column, string? channel) =>
        cells.GetValueOrDefault(OfferColumns.Of(column, channel)) is { Length: > 0 } cell ? cell : null;

    private static bool IsPrice(string text) => Price().IsMatch(text) && Amount(text) > 0;

    private static decimal Amount(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    // As many decimals as PC01 tells.
    [GeneratedRegex(@"^\d{1,12}(\.\d{1,2})?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Price();
}

using System.Globalization;
using CsvHelper;
using Pipeline.Core.Catalog;

namespace Pipeline.Functions.Catalog;

/// <summary>The catalogue as CSV for an ERP: UTF-8, comma, header line, decimal point, ISO dates.</summary>
/// <remarks>
/// Texts come from partners: one that a spreadsheet would take for a formula (it starts with = + - or @) is made harmless.
/// </remarks>
internal static class CatalogCsv
{
    private static readonly string[] Columns =
    [
        "distributor", "sku", "skuAsShown", "mpn", "gtin", "brand", "description", "longDescription", "categoryCode",
        "category", "price", "currency", "retailPrice", "feesTotal", "vatPercent", "available", "local", "central",
        "nextDeliveryDate", "nextDeliveryQuantity", "weight", "weightUnit", "discontinued", "license", "directOrder",
        "substitute", "active", "sellable", "notSellableReason", "priceFileTime", "stockFileTime", "version", "changedAt",
        "productFileTime", "contentFileTime", "sellingPrice", "sellingCurrency", "sellingRule", "issues",
        "unlimited", "floor", "offered", "notOfferedReason",
    ];

    /// <summary>Writes all entries as they come.</summary>
    public static async Task WriteAsync(IAsyncEnumerable<CatalogEntry> entries, Stream stream)
    {
        await using var csv = CsvWriter.Create(stream, new CsvWriterOptions { Injection = CsvInjection.Escape }, true);
        await csv.WriteRecordAsync(Columns, CancellationToken.None);
        await foreach (CatalogEntry entry in entries)
        {
            await csv.WriteRecordAsync(Cells(entry), CancellationToken.None);
        }

        await csv.FlushAsync(CancellationToken.None);
    }

    private static string[] Cells(CatalogEntry e) =>
    [
        e.Distributor, e.Sku, e.SkuAsShown, e.Mpn ?? string.Empty, e.Gtin ?? string.Empty, e.Brand ?? string.Empty,
        e.Description ?? string.Empty, e.LongDescription ?? string.Empty, CategoryCode(e),
        string.Join(" > ", e.Category.Select(level => level.Name ?? level.Code)), Text(e.Price?.Amount),
        e.Price?.Currency ?? string.Empty, Text(e.RetailPrice?.Amount), Text(e.Fees.Sum(fee => fee.Amount)),
        Text(e.VatPercent), Text(e.Stock.Available), Text(e.Stock.Local), Text(e.Stock.Central),
        e.NextDelivery?.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty,
        Text(e.NextDelivery?.Quantity), Text(e.Dimensions.Weight), e.Dimensions.WeightUnit ?? string.Empty,
        Text(e.Flags.Discontinued), Text(e.Flags.License), Text(e.Flags.DirectOrder), e.Flags.Substitute ?? string.Empty,
        Text(e.Active), Text(e.Sellable), e.NotSellableReason ?? string.Empty, Text(e.Freshness.Price),
        Text(e.Freshness.Stock), e.Version.ToString(CultureInfo.InvariantCulture), Text(e.ChangedAt),
        Text(e.Freshness.Product), Text(e.Freshness.Content), Text(e.SellingPrice?.Amount), e.SellingPrice?.Currency ?? string.Empty,
        e.SellingPrice?.RuleId ?? string.Empty, string.Join(' ', e.Issues),
        Text(e.Stock.Unlimited), Text(e.Stock.Floor), Text(e.Offered), e.NotOfferedReason ?? string.Empty,
    ];

    private static string CategoryCode(CatalogEntry e) => e.Category.Count == 0 ? string.Empty : e.Category[^1].Code ?? string.Empty;

    private static string Text(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Text(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Text(bool value) => value ? "true" : "false";

    private static string Text(DateTimeOffset? value) =>
        value?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture) ?? string.Empty;
}

using System.Globalization;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Storage.Catalog;

/// <summary>The keys of the catalogue's tables.</summary>
/// <remarks>
/// Rows: partition = distributor and bucket of the SKU, row = SKU, so that one article is one read and a partition stays
/// near a thousand rows. Indexes: <see cref="Index.IndexKeys"/>.
/// </remarks>
internal static class CatalogKeys
{
    public const string Rows = "Catalog";
    public const string ByGtin = "CatalogByGtin";
    public const string ByMpn = "CatalogByMpn";
    public const string Absent = "CatalogAbsent";
    public const string Categories = "Categories";

    public static string Partition(string distributor, int bucket) =>
        string.Create(CultureInfo.InvariantCulture, $"{TableKeys.Escape(distributor)}|{bucket:D3}");

    public static string Partition(string distributor, string sku) => Partition(distributor, Buckets.Of(sku));

    public static string Row(string sku) => TableKeys.Escape(sku);

    public static string AbsentPartition(FeedId feed) => $"{TableKeys.Escape(feed.Distributor)}|{feed.KindName}";

    public static string AbsentRow(long sequence, string sku) =>
        string.Create(CultureInfo.InvariantCulture, $"{sequence:D10}|{TableKeys.Escape(sku)}");

    /// <summary>A manufacturer part number as compared: upper case, without blanks.</summary>
    public static string MpnKey(string mpn)
    {
        string upper = mpn.ToUpperInvariant();
        return upper.Any(char.IsWhiteSpace) ? string.Concat(upper.Where(c => !char.IsWhiteSpace(c))) : upper;
    }
}

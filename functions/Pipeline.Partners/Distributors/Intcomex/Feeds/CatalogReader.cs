using System.Text.Json;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Issues;

namespace Pipeline.Partners.Distributors.Intcomex.Feeds;

/// <summary>Reads <c>getcatalog</c>: what the articles are.</summary>
/// <remarks>
/// <c>{"Sku","Mpn","Brand":{"Description"},"Category":{"CategoryId","Description","Subcategories":[…]},"Description","Type","New","Upc",
/// "Freight":{"Item","Package"},"Components":[…]}</c>. Its stock is that of the moment of the call; <c>getinventory</c> has the one that counts.
/// </remarks>
public sealed class CatalogReader : IRecordReader
{
    private const int MaxLevels = 9;

    /// <inheritdoc/>
    public IReadOnlyList<string> Key => IwsRecords.Key;

    /// <inheritdoc/>
    public string List => IwsRecords.List;

    /// <inheritdoc/>
    public PageClaim? ClaimOf(JsonElement page) => IwsRecords.ClaimOf(page);

    /// <inheritdoc/>
    public string? RefusalOf(JsonElement record) => IwsRecords.RefusalOf(record);

    /// <inheritdoc/>
    public FeedFacts Read(ApiRecord record) => new()
    {
        Product = new ProductFacts
        {
            Mpn = record.Text("Mpn"),
            Brand = record.Text("Brand.Description"),
            Gtin = record.Gtin("Upc"),
            Description = record.Text("Description"),
            Category = CategoryOf(record),
            Dimensions = DimensionsOf(record),
            Flags = FlagsOf(record),
        },
    };

    // One path as a rule; where a level has several children the first one is taken.
    private static CategoryNames CategoryOf(ApiRecord record)
    {
        List<string> names = [];
        string? code = null;
        JsonElement? level = record.Find("Category");
        while (level is { ValueKind: JsonValueKind.Object } found && names.Count < MaxLevels)
        {
            string? id = ApiRecord.Text(found, "CategoryId");
            if ((ApiRecord.Text(found, "Description") ?? id) is not { } name)
            {
                break;
            }

            names.Add(name);
            code = id ?? code;
            level = ApiRecord.Find(found, "Subcategories") is { ValueKind: JsonValueKind.Array } children && children.GetArrayLength() > 0 ? children[0] : null;
        }

        return names.Count == 0 ? CategoryNames.None : new CategoryNames(code, names);
    }

    /// <summary>Weight and size of the parcel; of the thing in it where the parcel's are not known. Pounds and inches, as the profile says.</summary>
    private static Dimensions DimensionsOf(ApiRecord record)
    {
        decimal? weight = Measure(record, "Weight");
        decimal? length = Measure(record, "Length");
        decimal? width = Measure(record, "Width");
        decimal? height = Measure(record, "Height");
        return (weight ?? length ?? width ?? height) is null ? Dimensions.None : new Dimensions
        {
            Weight = weight,
            WeightUnit = weight is null ? null : record.Profile.WeightUnit,
            Length = length,
            Width = width,
            Height = height,
            DimensionUnit = (length ?? width ?? height) is null ? null : record.Profile.DimensionUnit,
        };
    }

    private static decimal? Measure(ApiRecord record, string name) => Positive(record, $"Freight.Package.{name}") ?? Positive(record, $"Freight.Item.{name}");

    private static decimal? Positive(ApiRecord record, string path) => record.Number(path) is > 0 and var value ? value : null;

    private static ArticleFlags FlagsOf(ApiRecord record)
    {
        string type = record.Text("Type")?.ToUpperInvariant() ?? "PHYSICAL";
        if (type is not ("PHYSICAL" or "LICENSE" or "WARRANTY" or "DOWNLOADABLE"))
        {
            record.Warn(IssueCodes.TypeUnknown, "Type", "Physical, License, Warranty or Downloadable is expected.");
        }

        ArticleFlags flags = new()
        {
            License = type is "LICENSE" or "DOWNLOADABLE",
            Warranty = type is "WARRANTY",
            Downloadable = type is "DOWNLOADABLE",
            New = record.Flag("New") is true,
            Bundle = record.Items("Components").Any(),
        };
        return flags == ArticleFlags.None ? ArticleFlags.None : flags;
    }
}

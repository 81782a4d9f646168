using Azure.Data.Tables;
using Pipeline.Core.Catalog;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Storage.Catalog;

/// <summary>The columns that a price file owns in a catalogue row, and what they mean.</summary>
/// <remarks>
/// A price file writes only its own columns, and of those only the ones that changed: a stock file writing the same row at
/// the same time is not in its way, and the origin of a field stays with the file that last changed it.
/// </remarks>
internal static class PriceColumns
{
    private const string Source = "PriceSource";
    private const string Absent = "AbsentSince";
    private const string Sequence = "PriceSequence";

    /// <summary>The columns to merge for one change.</summary>
    public static TableEntity Entity(FeedChange change, CatalogWrite write)
    {
        string partition = CatalogKeys.Partition(write.Feed.Distributor, change.Key);
        var entity = new TableEntity(partition, CatalogKeys.Row(change.Key)) { [Sequence] = write.Sequence };
        switch (change.Kind)
        {
            case ChangeKind.Removed:
                entity[Absent] = write.Sequence;
                break;
            case ChangeKind.Added:
                entity[Source] = OriginText.Of(write.Feed, write.File, change.Origin);
                WriteFields(entity, change.Price!, CatalogFields.All, clear: write.HasEarlierRows);
                Return(entity, write.HasEarlierRows);
                break;
            case ChangeKind.Changed:
                WriteFields(entity, change.Price!, change.Fields, clear: true);
                WriteOrigins(entity, change, write);
                break;
            default:
                throw new InvalidOperationException($"There is no change {change.Kind}.");
        }

        return entity;
    }

    /// <summary>The columns to merge when an article has been absent for three files.</summary>
    public static void Expire(TableEntity entity, long sequence)
    {
        entity["Inactive"] = true;
        entity[Sequence] = sequence;
    }

    /// <summary>Sequence number of the first file that missed the article; 0 when the last one names it.</summary>
    public static long AbsentSince(TableEntity entity) => entity.GetInt64(Absent) ?? 0;

    /// <summary>Reads the price file's word and state into a row.</summary>
    public static CatalogRow Read(CatalogRow row, TableEntity entity)
    {
        if (entity.GetString(Source) is not { Length: > 0 } source)
        {
            return row;
        }

        return row with
        {
            Price = Facts(row.Sku, entity),
            Absent = AbsentSince(entity) > 0,
            Inactive = entity.GetBoolean("Inactive") ?? false,
            PriceSequence = entity.GetInt64(Sequence) ?? 0,
            Origins = Origins(new FeedId(row.Distributor, FeedKind.Price), source, entity),
        };
    }

    private static void WriteFields(TableEntity entity, PriceFacts facts, CatalogFields fields, bool clear)
    {
        foreach (CatalogFields field in CatalogFieldNames.Single.Where(f => fields.HasFlag(f)))
        {
            foreach ((string column, string text) in Columns(field, facts))
            {
                if (text.Length > 0 || clear)
                {
                    entity[column] = text;
                }
            }
        }
    }

    private static IEnumerable<(string Column, string Text)> Columns(CatalogFields field, PriceFacts f) => field switch
    {
        CatalogFields.Price => [("Price", FactText.Of(f.Price)), ("Currency", f.Currency)],
        CatalogFields.RetailPrice => [("RetailPrice", FactText.Of(f.RetailPrice)), ("Currency", f.Currency)],
        CatalogFields.Fees => [("Fees", FactText.Of(f.Fees)), ("Currency", f.Currency)],
        CatalogFields.Brand => [("Brand", FactText.Of(f.Brand))],
        CatalogFields.Mpn => [("Mpn", FactText.Of(f.Mpn))],
        CatalogFields.Gtin => [("Gtin", FactText.Of(f.Gtin))],
        CatalogFields.Description => [("Description", FactText.Of(f.Description))],
        CatalogFields.LongDescription => [("LongDescription", FactText.Of(f.LongDescription))],
        CatalogFields.Category =>
            [("CategoryCode", FactText.Of(f.Category.Code)), ("CategoryNames", string.Join('\n', f.Category.Names))],
        CatalogFields.Stock =>
            [("Local", FactText.Of(f.Local)), ("Central", FactText.Of(f.Central)), ("Plants", FactText.Of(f.Plants))],
        CatalogFields.NextDelivery => [("NextDelivery", FactText.Of(f.NextDelivery))],
        CatalogFields.Dimensions => [("Dimensions", FactText.Of(f.Dimensions))],
        CatalogFields.Flags => [("Flags", FactText.Of(f.Flags))],
        CatalogFields.Other => [("SkuAsShown", f.Sku.AsShown), ("VatPercent", FactText.Of(f.VatPercent))],
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "One field is expected."),
    };

    private static void Return(TableEntity entity, bool hasEarlierRows)
    {
        if (!hasEarlierRows)
        {
            return;
        }

        entity[Absent] = 0L;
        entity["Inactive"] = false;
        foreach (CatalogFields field in CatalogFieldNames.Single)
        {
            entity[OriginColumn(field)] = string.Empty;
        }
    }

    private static void WriteOrigins(TableEntity entity, FeedChange change, CatalogWrite write)
    {
        string origin = OriginText.Of(write.Feed, write.File, change.Origin);
        foreach (CatalogFields field in CatalogFieldNames.Single.Where(f => change.Fields.HasFlag(f)))
        {
            entity[OriginColumn(field)] = origin;
        }
    }

    private static string OriginColumn(CatalogFields field) => "From_" + CatalogFieldNames.Of(field);

    private static Dictionary<CatalogFields, FieldOrigin> Origins(FeedId feed, string source, TableEntity entity)
    {
        var origins = new Dictionary<CatalogFields, FieldOrigin>();
        FieldOrigin? whole = OriginText.Parse(feed, source);
        foreach (CatalogFields field in CatalogFieldNames.Single)
        {
            FieldOrigin? own = OriginText.Parse(feed, entity.GetString(OriginColumn(field))) ?? whole;
            if (own is not null)
            {
                origins[field] = own;
            }
        }

        return origins;
    }

    private static PriceFacts Facts(string sku, TableEntity e) => new()
    {
        Sku = new DistributorSku(e.GetString("SkuAsShown") ?? sku, sku),
        Price = FactText.Decimal(e.GetString("Price")),
        RetailPrice = FactText.Decimal(e.GetString("RetailPrice")),
        Currency = e.GetString("Currency") ?? string.Empty,
        Fees = FactText.Fees(e.GetString("Fees")),
        VatPercent = FactText.Decimal(e.GetString("VatPercent")),
        Brand = FactText.Text(e.GetString("Brand")),
        Mpn = FactText.Text(e.GetString("Mpn")),
        Gtin = FactText.Text(e.GetString("Gtin")),
        Description = FactText.Text(e.GetString("Description")),
        LongDescription = FactText.Text(e.GetString("LongDescription")),
        Category = new CategoryNames(
            FactText.Text(e.GetString("CategoryCode")),
            (e.GetString("CategoryNames") ?? string.Empty).Split('\n', StringSplitOptions.RemoveEmptyEntries)),
        Local = FactText.Integer(e.GetString("Local")),
        Central = FactText.Integer(e.GetString("Central")),
        Plants = FactText.Plants(e.GetString("Plants")),
        NextDelivery = FactText.Delivery(e.GetString("NextDelivery")),
        Dimensions = FactText.Dimensions(e.GetString("Dimensions")),
        Flags = FactText.Flags(e.GetString("Flags")),
    };
}

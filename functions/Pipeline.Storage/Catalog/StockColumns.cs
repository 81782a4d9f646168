using Azure.Data.Tables;
using Pipeline.Core.Catalog;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Storage.Catalog;

/// <summary>The columns that a stock file owns in a catalogue row; it writes no others (see <see cref="PriceColumns"/>).</summary>
internal static class StockColumns
{
    private const string Source = "StockSource";
    private const string Absent = "StockAbsentSince";
    private const string Sequence = "StockSequence";
    private const string SeenAt = "StockSeenAt";
    private const string Expired = "StockExpired";
    private const string StockOrigin = "StockFrom_stock";
    private const string DeliveryOrigin = "StockFrom_nextDelivery";

    /// <summary>The columns to merge for one change.</summary>
    public static TableEntity Entity(FeedChange change, CatalogWrite write)
    {
        string partition = CatalogKeys.Partition(write.Feed.Distributor, change.Key);
        var entity = new TableEntity(partition, CatalogKeys.Row(change.Key)) { [Sequence] = write.Sequence };
        if (change.Kind is ChangeKind.Removed)
        {
            entity[Absent] = write.Sequence;
            entity[SeenAt] = write.PreviousFileTime?.UtcDateTime.ToString("O") ?? string.Empty;
            return entity;
        }

        string origin = OriginText.Of(write.Feed, write.File, change.Origin);
        bool added = change.Kind is ChangeKind.Added;
        if (change.Fields.HasFlag(CatalogFields.Stock))
        {
            entity["StockLocal"] = change.Stock!.Local;
            entity["StockCentral"] = FactText.Of(change.Stock.Central);
            entity["StockPlants"] = FactText.Of(change.Stock.Plants);
            entity[StockOrigin] = added ? string.Empty : origin;
        }

        if (change.Fields.HasFlag(CatalogFields.NextDelivery))
        {
            entity["StockNextDelivery"] = FactText.Of(change.Stock!.NextDelivery);
            entity[DeliveryOrigin] = added ? string.Empty : origin;
        }

        if (added)
        {
            entity[Source] = origin;
            entity["StockSku"] = change.Stock!.Sku.AsShown;
            Return(entity, write.HasEarlierRows);
        }

        return entity;
    }

    /// <summary>The columns to merge when an article has been absent for three full files.</summary>
    public static void Expire(TableEntity entity, long sequence)
    {
        entity[Expired] = true;
        entity[Sequence] = sequence;
    }

    /// <summary>Sequence number of the first file that missed the article; 0 when the last one names it.</summary>
    public static long AbsentSince(TableEntity entity) => entity.GetInt64(Absent) ?? 0;

    /// <summary>Reads the stock file's word and state into a row.</summary>
    public static CatalogRow Read(CatalogRow row, TableEntity entity)
    {
        if (entity.GetString(Source) is not { Length: > 0 } source)
        {
            return row;
        }

        var feed = new FeedId(row.Distributor, FeedKind.Stock);
        return row with
        {
            Stock = Facts(row.Sku, entity),
            StockSequence = entity.GetInt64(Sequence) ?? 0,
            StockExpired = entity.GetBoolean(Expired) ?? false,
            StockSeenAt = AbsentSince(entity) > 0 ? Instant(entity.GetString(SeenAt)) : null,
            StockOrigins = Origins(feed, source, entity),
        };
    }

    private static void Return(TableEntity entity, bool hasEarlierRows)
    {
        if (hasEarlierRows)
        {
            entity[Absent] = 0L;
            entity[Expired] = false;
        }
    }

    private static Dictionary<CatalogFields, FieldOrigin> Origins(FeedId feed, string source, TableEntity entity)
    {
        var origins = new Dictionary<CatalogFields, FieldOrigin>();
        FieldOrigin? whole = OriginText.Parse(feed, source);
        Add(CatalogFields.Stock, OriginText.Parse(feed, entity.GetString(StockOrigin)) ?? whole);
        Add(CatalogFields.NextDelivery, OriginText.Parse(feed, entity.GetString(DeliveryOrigin)) ?? whole);
        return origins;

        void Add(CatalogFields field, FieldOrigin? origin)
        {
            if (origin is not null)
            {
                origins[field] = origin;
            }
        }
    }

    private static StockFacts Facts(string sku, TableEntity e) => new()
    {
        Sku = new DistributorSku(e.GetString("StockSku") ?? sku, sku),
        Local = e.GetInt32("StockLocal") ?? 0,
        Central = FactText.Integer(e.GetString("StockCentral")),
        Plants = FactText.Plants(e.GetString("StockPlants")),
        NextDelivery = FactText.Delivery(e.GetString("StockNextDelivery")),
    };

    private static DateTimeOffset? Instant(string? text) => string.IsNullOrEmpty(text)
        ? null
        : DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

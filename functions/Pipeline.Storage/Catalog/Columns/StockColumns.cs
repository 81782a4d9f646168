using Azure.Data.Tables;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Storage.Catalog.Columns;

/// <summary>The columns that a stock file owns in a catalogue row; it writes no others (see <see cref="ListColumns"/>).</summary>
internal static class StockColumns
{
    private const string SeenAt = "StockSeenAt";
    private const string Floor = "StockFloor";
    private const string StockOrigin = "StockFrom_stock";
    private const string DeliveryOrigin = "StockFrom_nextDelivery";

    /// <summary>The columns to merge for one change.</summary>
    public static TableEntity Entity(FeedChange change, CatalogWrite write)
    {
        string partition = CatalogKeys.Partition(write.Feed.Distributor, change.Key);
        var entity = new TableEntity(partition, CatalogKeys.Row(change.Key)) { [ListState.Stock.Sequence] = write.Sequence };
        if (change.Kind is ChangeKind.Removed)
        {
            entity[ListState.Stock.Absent] = write.Sequence;
            entity[SeenAt] = write.PreviousFileTime?.UtcDateTime.ToString("O") ?? string.Empty;
            return entity;
        }

        StockFacts facts = change.Facts.Stock!;
        string origin = OriginText.Of(write.Feed, write.File, change.Origin);
        bool added = change.Kind is ChangeKind.Added;
        if (change.Fields.HasFlag(CatalogFields.Stock))
        {
            entity["StockLocal"] = facts.Local ?? 0;
            entity["StockCentral"] = FactText.Of(facts.Central);
            entity["StockPlants"] = FactText.Of(facts.Plants);
            entity[StockOrigin] = added ? string.Empty : origin;
            WriteFloor(entity, Floor, change, write);
        }

        if (change.Fields.HasFlag(CatalogFields.NextDelivery))
        {
            entity["StockNextDelivery"] = FactText.Of(facts.NextDelivery);
            entity[DeliveryOrigin] = added ? string.Empty : origin;
        }

        if (added)
        {
            entity[ListState.Stock.Source] = origin;
            entity["StockSku"] = change.Facts.Sku.AsShown;
            Return(entity, write.HasEarlierRows);
        }

        return entity;
    }

    /// <summary>Whether the stock may be higher than stated: written where it is so, or may have been.</summary>
    internal static void WriteFloor(TableEntity entity, string column, FeedChange change, CatalogWrite write)
    {
        bool floor = change.Facts.Stock is { Floor: true };
        if (floor || change.Before.Stock is { Floor: true } || (change.Kind is ChangeKind.Added && write.HasEarlierRows))
        {
            entity[column] = floor;
        }
    }

    /// <summary>Reads the stock file's word and state into a row.</summary>
    public static CatalogRow Read(CatalogRow row, TableEntity entity)
    {
        if (entity.GetString(ListState.Stock.Source) is not { Length: > 0 } source)
        {
            return row;
        }

        var feed = new FeedId(row.Distributor, FeedKind.Stock);
        return row with
        {
            Stock = Facts(entity),
            Version = row.Version + ListState.Stock.SequenceOf(entity),
            StockExpired = ListState.Stock.IsExpired(entity),
            StockSeenAt = ListState.Stock.AbsentSince(entity) > 0 ? Instant(entity.GetString(SeenAt)) : null,
            StockOrigins = Origins(feed, source, entity),
        };
    }

    private static void Return(TableEntity entity, bool hasEarlierRows)
    {
        if (hasEarlierRows)
        {
            entity[ListState.Stock.Absent] = 0L;
            entity[ListState.Stock.Inactive] = false;
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

    private static StockFacts Facts(TableEntity e) => new()
    {
        Local = e.GetInt32("StockLocal") ?? 0,
        Central = FactText.Integer(e.GetString("StockCentral")),
        Plants = FactText.Plants(e.GetString("StockPlants")),
        Floor = e.GetBoolean(Floor) ?? false,
        NextDelivery = FactText.Delivery(e.GetString("StockNextDelivery")),
    };

    private static DateTimeOffset? Instant(string? text) => string.IsNullOrEmpty(text)
        ? null
        : DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

using Azure.Data.Tables;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Storage.Catalog.Columns;

/// <summary>The columns that feeds of products and of prices own in a catalogue row, and what they mean.</summary>
/// <remarks>
/// A feed writes only the columns of its facts and of its own state, and of those only the ones that changed: another feed
/// writing the same row at the same time is not in its way, and the origin of a field stays with the file that last changed
/// it. A price feed whose files name the articles as well owns all of them, as it did in the first version of the table.
/// </remarks>
internal static class ListColumns
{
    private const string Shown = "SkuAsShown";
    private const string PriceShown = "PriceSku";
    private const string StockFeed = "ListStockFeed";
    private const string Floor = "Floor";

    /// <summary>The columns to merge for one change.</summary>
    public static TableEntity Entity(FeedChange change, CatalogWrite write)
    {
        ListState state = ListState.Of(write.Feed.Kind);
        string partition = CatalogKeys.Partition(write.Feed.Distributor, change.Key);
        var entity = new TableEntity(partition, CatalogKeys.Row(change.Key)) { [state.Sequence] = write.Sequence };
        switch (change.Kind)
        {
            case ChangeKind.Removed:
                entity[state.Absent] = write.Sequence;
                break;
            case ChangeKind.Added:
                entity[state.Source] = OriginText.Of(write.Feed, write.File, change.Origin);
                WriteFields(entity, change, clear: write.HasEarlierRows);
                Return(entity, change, state, write.HasEarlierRows);
                break;
            case ChangeKind.Changed:
                WriteFields(entity, change, clear: true);
                WriteOrigins(entity, change, write);
                break;
            default:
                throw new InvalidOperationException($"There is no change {change.Kind}.");
        }

        if (change.Kind is not ChangeKind.Removed && change.Fields.HasFlag(CatalogFields.Stock))
        {
            StockColumns.WriteFloor(entity, Floor, change, write);
        }

        // Which file's time the stock is of; without the column it is the price file's.
        if (write.Feed.Kind is FeedKind.Catalog && change.Kind is not ChangeKind.Removed && change.Fields.HasFlag(CatalogFields.Stock))
        {
            entity[StockFeed] = write.Feed.KindName;
        }

        return entity;
    }

    /// <summary>Reads the words and the state of these feeds into a row.</summary>
    public static CatalogRow Read(CatalogRow row, TableEntity entity)
    {
        string? catalog = FactText.Text(entity.GetString(ListState.Catalog.Source));
        string? price = FactText.Text(entity.GetString(ListState.Price.Source));
        bool hasCatalog = catalog is not null;
        bool hasPrice = price is not null;
        if (!hasCatalog && !hasPrice)
        {
            return row;
        }

        FeedKind list = hasCatalog ? FeedKind.Catalog : FeedKind.Price;
        ListState state = ListState.Of(list);
        string? shown = FactText.Text(entity.GetString(Shown));
        row = row with { ListStock = Stocks(entity) };
        return row with
        {
            SkuAsShown = shown ?? FactText.Text(entity.GetString(PriceShown)),
            Product = shown is null ? null : Products(entity),
            Price = Prices(entity),
            ListFeed = list,
            PriceFeed = hasPrice ? FeedKind.Price : list,
            ListStockFeed = entity.GetString(StockFeed) is null ? FeedKind.Price : FeedKind.Catalog,
            Absent = state.AbsentSince(entity) > 0,
            Inactive = state.IsExpired(entity),
            PriceWithdrawn = hasPrice && (hasCatalog || shown is null) && ListState.Price.AbsentSince(entity) > 0,
            Version = row.Version + ListState.Catalog.SequenceOf(entity) + ListState.Price.SequenceOf(entity),
            Origins = ListOrigins.Read(row, entity, catalog, price),
        };
    }

    private static void WriteFields(TableEntity entity, FeedChange change, bool clear)
    {
        foreach (CatalogFields field in CatalogFieldNames.Single.Where(f => change.Fields.HasFlag(f)))
        {
            foreach ((string column, string text) in Columns(field, change.Facts))
            {
                if (text.Length > 0 || clear)
                {
                    entity[column] = text;
                }
            }
        }

        if (change.Facts.Product is null && (change.Kind is ChangeKind.Added || change.Fields.HasFlag(CatalogFields.Other)))
        {
            entity[PriceShown] = change.Facts.Sku.AsShown;
        }
    }

    private static IEnumerable<(string Column, string Text)> Columns(CatalogFields field, FeedFacts facts)
    {
        (ProductFacts? product, PriceFacts? price, StockFacts? stock) = (facts.Product, facts.Price, facts.Stock);
        return field switch
        {
            CatalogFields.Price => [("Price", FactText.Of(price?.Price)), ("Currency", FactText.Of(price?.Currency))],
            CatalogFields.RetailPrice => [("RetailPrice", FactText.Of(price?.RetailPrice)), ("Currency", FactText.Of(price?.Currency))],
            CatalogFields.Fees => [("Fees", FactText.Of(price?.Fees ?? [])), ("Currency", FactText.Of(price?.Currency))],
            CatalogFields.VatPercent => [("VatPercent", FactText.Of(price?.VatPercent))],
            CatalogFields.Brand => [("Brand", FactText.Of(product?.Brand))],
            CatalogFields.Mpn => [("Mpn", FactText.Of(product?.Mpn))],
            CatalogFields.Gtin => [("Gtin", FactText.Of(product?.Gtin))],
            CatalogFields.Description => [("Description", FactText.Of(product?.Description))],
            CatalogFields.LongDescription => [("LongDescription", FactText.Of(product?.LongDescription))],
            CatalogFields.Category =>
            [
                ("CategoryCode", FactText.Of(product?.Category.Code)), ("CategoryNames", string.Join('\n', product?.Category.Names ?? [])),
            ],
            CatalogFields.Stock =>
            [
                ("Local", FactText.Of(stock?.Local)), ("Central", FactText.Of(stock?.Central)), ("Plants", FactText.Of(stock?.Plants ?? [])),
            ],
            CatalogFields.NextDelivery => [("NextDelivery", FactText.Of(stock?.NextDelivery))],
            CatalogFields.Dimensions => [("Dimensions", FactText.Of(product?.Dimensions ?? Dimensions.None))],
            CatalogFields.Flags => [("Flags", FactText.Of(product?.Flags ?? ArticleFlags.None))],
            CatalogFields.Other when product is not null => [(Shown, facts.Sku.AsShown)],
            CatalogFields.Other => [],
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, "One field is expected."),
        };
    }

    private static void Return(TableEntity entity, FeedChange change, ListState state, bool hasEarlierRows)
    {
        if (!hasEarlierRows)
        {
            return;
        }

        entity[state.Absent] = 0L;
        entity[state.Inactive] = false;
        foreach (CatalogFields field in CatalogFieldNames.Single.Where(f => change.Fields.HasFlag(f)))
        {
            entity[ListOrigins.Column(field)] = string.Empty;
        }
    }

    // The number as shown is a fact of the product; where another feed states that, its origin is the other's.
    private static void WriteOrigins(TableEntity entity, FeedChange change, CatalogWrite write)
    {
        string origin = OriginText.Of(write.Feed, write.File, change.Origin);
        CatalogFields own = change.Facts.Product is null ? change.Fields & ~CatalogFields.Other : change.Fields;
        foreach (CatalogFields field in CatalogFieldNames.Single.Where(f => own.HasFlag(f)))
        {
            entity[ListOrigins.Column(field)] = origin;
        }
    }

    private static ProductFacts Products(TableEntity e) => new()
    {
        Brand = FactText.Text(e.GetString("Brand")),
        Mpn = FactText.Text(e.GetString("Mpn")),
        Gtin = FactText.Text(e.GetString("Gtin")),
        Description = FactText.Text(e.GetString("Description")),
        LongDescription = FactText.Text(e.GetString("LongDescription")),
        Category = new CategoryNames(
            FactText.Text(e.GetString("CategoryCode")),
            (e.GetString("CategoryNames") ?? string.Empty).Split('\n', StringSplitOptions.RemoveEmptyEntries)),
        Dimensions = FactText.Dimensions(e.GetString("Dimensions")),
        Flags = FactText.Flags(e.GetString("Flags")),
    };

    private static PriceFacts? Prices(TableEntity e) => FactText.Text(e.GetString("Currency")) is not { } currency ? null : new PriceFacts
    {
        Currency = currency,
        Price = FactText.Decimal(e.GetString("Price")),
        RetailPrice = FactText.Decimal(e.GetString("RetailPrice")),
        Fees = FactText.Fees(e.GetString("Fees")),
        VatPercent = FactText.Decimal(e.GetString("VatPercent")),
    };

    private static StockFacts? Stocks(TableEntity e)
    {
        var stated = new StockFacts
        {
            Local = FactText.Integer(e.GetString("Local")),
            Central = FactText.Integer(e.GetString("Central")),
            Plants = FactText.Plants(e.GetString("Plants")),
            Floor = e.GetBoolean(Floor) ?? false,
            NextDelivery = FactText.Delivery(e.GetString("NextDelivery")),
        };
        return (stated.Local ?? stated.Central) is null && stated.NextDelivery is null ? null : stated;
    }
}

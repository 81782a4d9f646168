using Azure.Data.Tables;
using Pipeline.Core.Catalog;

namespace Pipeline.Storage.Catalog.Columns;

/// <summary>Reads a whole catalogue row from its columns.</summary>
internal static class CatalogColumns
{
    public static CatalogRow Read(TableEntity entity)
    {
        string distributor = entity.PartitionKey[..entity.PartitionKey.LastIndexOf('|')];
        var row = new CatalogRow
        {
            Distributor = distributor,
            Sku = TableKeys.Unescape(entity.RowKey),
            ChangedAt = entity.Timestamp ?? default,
        };
        return ContentColumns.Read(StockColumns.Read(ListColumns.Read(row, entity), entity), entity);
    }
}

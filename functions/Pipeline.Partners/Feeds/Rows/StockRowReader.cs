using Pipeline.Core.Catalog;
using Pipeline.Core.Feeds.Profiles;

namespace Pipeline.Partners.Feeds.Rows;

/// <summary>Rows of the hourly stock file.</summary>
internal sealed class StockRowReader(DateOnly fileDate) : FactReader
{
    public override RowReading Read(FeedRow row)
    {
        int local = row.Quantity(FeedField.LocalStock);
        return RowReading.Kept(new Facts(null, new StockFacts
        {
            Sku = new DistributorSku(row.Shown, row.Key),
            Local = Math.Max(0, local),
            Central = row.Has(FeedField.CentralStock) ? Math.Max(0, row.Quantity(FeedField.CentralStock)) : null,
            Plants = row.Text(FeedField.Plant) is { } plant ? [new PlantStock(plant, local)] : [],
            NextDelivery = NextDelivery(row, fileDate),
        }, null));
    }

    public override Facts Fold(IReadOnlyList<Facts> rows)
    {
        StockFacts first = rows[0].Stock!;
        return rows.Count == 1 ? rows[0] : new Facts(null, first with
        {
            Local = PriceRowReader.Sum(rows.Select(row => row.Stock!.Local)),
            Central = rows.Max(row => row.Stock!.Central),
            Plants = [.. rows.SelectMany(row => row.Stock!.Plants)],
            NextDelivery = Earliest(rows.Select(row => row.Stock!.NextDelivery)),
            Rows = rows.Count,
        }, null);
    }
}

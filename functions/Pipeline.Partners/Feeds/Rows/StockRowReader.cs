using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Profiles;

namespace Pipeline.Partners.Feeds.Rows;

/// <summary>Rows of the hourly stock file.</summary>
internal sealed class StockRowReader(DateOnly fileDate) : FactReader
{
    public override RowReading Read(FeedRow row)
    {
        if (row.Quantity(FeedField.LocalStock, isNeeded: true) is not { } local)
        {
            return RowReading.Failed;
        }

        return RowReading.Kept(new FeedFacts
        {
            Sku = new DistributorSku(row.Shown, row.Key),
            Stock = new StockFacts
            {
                Local = Math.Max(0, local),
                Central = Known(row, FeedField.CentralStock),
                Plants = row.Text(FeedField.Plant) is { } plant ? [new PlantStock(plant, local)] : [],
                NextDelivery = NextDelivery(row, fileDate),
            },
        });
    }

    public override FeedFacts Fold(IReadOnlyList<FeedFacts> rows) => rows.Count == 1 ? rows[0] : rows[0] with { Stock = Sum(rows) };
}

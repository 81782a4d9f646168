using Pipeline.Core.Issues;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Profiles;

namespace Pipeline.Partners.Feeds.Rows;

/// <summary>Turns the rows of one kind of feed into facts.</summary>
internal abstract class FactReader
{
    public static FactReader For(FeedKind feed, FactKinds kinds, DateOnly fileDate) => feed switch
    {
        FeedKind.Price or FeedKind.Catalog => new ListRowReader(kinds, fileDate),
        FeedKind.Stock => new StockRowReader(fileDate),
        FeedKind.Category => new CategoryRowReader(),
        _ => throw new ArgumentOutOfRangeException(nameof(feed), feed, "No rows of such a feed can be read."),
    };

    /// <summary>Reads one row whose columns and key are right.</summary>
    public abstract RowReading Read(FeedRow row);

    /// <summary>Folds the kept rows of one key, in the order of the file, into one.</summary>
    public abstract FeedFacts Fold(IReadOnlyList<FeedFacts> rows);

    /// <summary>Pieces on order with their day: those for the country's warehouse, else those for the central one.</summary>
    protected static Delivery? NextDelivery(FeedRow row, DateOnly fileDate) =>
        Announced(row, FeedField.LocalBacklog, FeedField.LocalEta, fileDate)
        ?? Announced(row, FeedField.CentralBacklog, FeedField.CentralEta, fileDate);

    /// <summary>The stock of an article's rows, one a plant: local stock added up (at most the largest whole number), central stock repeated on each.</summary>
    protected static StockFacts? Sum(IReadOnlyList<FeedFacts> rows)
    {
        StockFacts[] stocks = [.. rows.Select(static row => row.Stock).OfType<StockFacts>()];
        return stocks.Length == 0 ? null : stocks[0] with
        {
            Local = Array.TrueForAll(stocks, static stock => stock.Local is null) ? null : (int)Math.Min(int.MaxValue, stocks.Sum(static stock => (long)(stock.Local ?? 0))),
            Central = stocks.Max(static stock => stock.Central),
            Plants = [.. stocks.SelectMany(static stock => stock.Plants)],
            NextDelivery = stocks.Select(static stock => stock.NextDelivery).MinBy(static delivery => delivery?.Date),
        };
    }

    /// <summary>Pieces, 0 where there are fewer; null where the file has no such column or they cannot be read.</summary>
    protected static int? Known(FeedRow row, FeedField field) =>
        row.Has(field) && row.Quantity(field) is { } quantity ? Math.Max(0, quantity) : null;

    private static Delivery? Announced(FeedRow row, FeedField quantityField, FeedField dateField, DateOnly fileDate)
    {
        int quantity = row.Quantity(quantityField) ?? 0;
        DateOnly? date = row.Date(dateField);
        if (quantity <= 0 || date is not { } day)
        {
            return null;
        }

        row.DeliveryDay = day.DayNumber;
        if (day < fileDate)
        {
            // Without the day of the file: the issue is carried over to later ones.
            row.Warn(IssueCodes.EtaPast, dateField, "A day that is not before the day of the file is expected.");
        }

        return new Delivery(day, quantity);
    }
}

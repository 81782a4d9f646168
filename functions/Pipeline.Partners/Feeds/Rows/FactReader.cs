using Pipeline.Core.Catalog;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Findings;
using Pipeline.Core.Feeds.Profiles;

namespace Pipeline.Partners.Feeds.Rows;

/// <summary>Turns the rows of one kind of feed into facts.</summary>
internal abstract class FactReader
{
    public static FactReader For(FeedKind feed, DateOnly fileDate) => feed switch
    {
        FeedKind.Price => new PriceRowReader(fileDate),
        FeedKind.Stock => new StockRowReader(fileDate),
        FeedKind.Category => new CategoryRowReader(),
        _ => throw new ArgumentOutOfRangeException(nameof(feed), feed, "There is no such feed."),
    };

    /// <summary>Reads one row whose columns and key are right.</summary>
    public abstract RowReading Read(FeedRow row);

    /// <summary>Folds the kept rows of one key, in the order of the file, into one.</summary>
    public abstract Facts Fold(IReadOnlyList<Facts> rows);

    /// <summary>Pieces on order with their day: those for the country's warehouse, else those for the central one.</summary>
    protected static Delivery? NextDelivery(FeedRow row, DateOnly fileDate) =>
        Announced(row, FeedField.LocalBacklog, FeedField.LocalEta, fileDate)
        ?? Announced(row, FeedField.CentralBacklog, FeedField.CentralEta, fileDate);

    /// <summary>The earliest delivery that the rows announce.</summary>
    protected static Delivery? Earliest(IEnumerable<Delivery?> deliveries) => deliveries.MinBy(delivery => delivery?.Date);

    private static Delivery? Announced(FeedRow row, FeedField quantityField, FeedField dateField, DateOnly fileDate)
    {
        int quantity = row.Quantity(quantityField);
        DateOnly? date = row.Date(dateField);
        if (quantity <= 0 || date is not { } day)
        {
            return null;
        }

        row.DeliveryDay = day.DayNumber;
        if (day < fileDate)
        {
            // Without the day of the file: the finding is carried over to later ones.
            row.Warn(FindingCodes.EtaPast, dateField, "A day that is not before the day of the file is expected.");
        }

        return new Delivery(day, quantity);
    }
}

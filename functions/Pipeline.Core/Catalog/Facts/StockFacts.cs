namespace Pipeline.Core.Catalog.Facts;

/// <summary>What a distributor has of one article and expects.</summary>
/// <remarks>Which of two statements counts and whether a delivery date still holds is decided when the row is read.</remarks>
public sealed record StockFacts
{
    /// <summary>Pieces in the country's warehouse: sum of the positive quantities of the article's rows; null when not stated.</summary>
    public int? Local { get; init; }

    /// <summary>Pieces in the central warehouse (maximum over the rows), or null when the layout does not say.</summary>
    public int? Central { get; init; }

    /// <summary>Quantity per plant, or empty when the layout names no plants.</summary>
    public IReadOnlyList<PlantStock> Plants { get; init; } = [];

    /// <summary>Whether a quantity was stated that could not be read: of that the guards have to know.</summary>
    public bool IsUnread { get; init; }

    /// <summary>Whether there may be more than is stated, never less.</summary>
    public bool Floor { get; init; }

    /// <summary>Next delivery that is named: quantity greater than zero; its date may be past.</summary>
    public Delivery? NextDelivery { get; init; }

    /// <summary>The fields in which two states of an article differ: stock, next delivery, both or none.</summary>
    public static CatalogFields Difference(StockFacts before, StockFacts after)
    {
        bool sameStock = before.Local == after.Local && before.Central == after.Central
            && before.Floor == after.Floor && before.Plants.SequenceEqual(after.Plants);
        return (sameStock ? CatalogFields.None : CatalogFields.Stock)
            | (before.NextDelivery == after.NextDelivery ? CatalogFields.None : CatalogFields.NextDelivery);
    }
}

/// <summary>What one warehouse of the distributor holds.</summary>
/// <param name="Plant">The distributor's code of the warehouse, for example <c>FR01</c>.</param>
/// <param name="Quantity">Pieces, as the file says; negative when oversold.</param>
public sealed record PlantStock(string Plant, int Quantity);

/// <summary>Pieces that the distributor expects from the vendor.</summary>
/// <param name="Date">Expected day of arrival.</param>
/// <param name="Quantity">Pieces on order, greater than zero.</param>
public sealed record Delivery(DateOnly Date, int Quantity);

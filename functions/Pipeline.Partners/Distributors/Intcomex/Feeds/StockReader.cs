using System.Globalization;
using System.Text.Json;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Issues;

namespace Pipeline.Partners.Distributors.Intcomex.Feeds;

/// <summary>Reads <c>getinventory</c>: how many there are, in all and by warehouse.</summary>
/// <remarks>
/// <c>{"Sku","MPN","InStock":"20","Locations":[{"Id","Stock"}],"RealStockValue":true}</c>; numbers may be quoted. What is delivered
/// electronically has a stock of its own kind, which the catalogue knows.
/// </remarks>
public sealed class StockReader : IRecordReader
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Key => IwsRecords.Key;

    /// <inheritdoc/>
    public string List => IwsRecords.List;

    /// <inheritdoc/>
    public PageClaim? ClaimOf(JsonElement page) => IwsRecords.ClaimOf(page);

    /// <inheritdoc/>
    public string? RefusalOf(JsonElement record) => IwsRecords.RefusalOf(record);

    /// <inheritdoc/>
    public FeedFacts Read(ApiRecord record)
    {
        int local = Math.Max(0, record.Quantity("InStock") ?? 0);
        if (record.IsFailed)
        {
            return default;
        }

        PlantStock[] plants = [.. record.Items("Locations").Select(location => PlantOf(location, record)).OfType<PlantStock>()];
        if (plants.Length > 0 && plants.Sum(static plant => (long)plant.Quantity) is var sum && sum != local)
        {
            record.Warn(IssueCodes.StockSum, "InStock", FormattableString.Invariant($"The sum {sum} of the warehouses is expected."));
        }

        return new FeedFacts { Stock = new StockFacts { Local = local, Plants = plants, Floor = record.Flag("RealStockValue") is false } };
    }

    private static PlantStock? PlantOf(JsonElement location, ApiRecord record)
    {
        if (ApiRecord.Text(location, "Id") is not { } plant)
        {
            return null;
        }

        string? text = ApiRecord.Text(location, "Stock");
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out int quantity) && text is not null)
        {
            record.Warn(IssueCodes.QuantityUnreadable, "Locations", $"A whole number is expected of the warehouse {plant}.");
            return null;
        }

        return new PlantStock(plant, Math.Max(0, quantity));
    }
}

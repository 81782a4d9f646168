using System.Globalization;
using Pipeline.Simulators.Mirakl.Catalogue;

namespace Pipeline.Simulators.Mirakl.Offers;

/// <summary>An offer of the shop: the cells that imports wrote, and what customers see of them.</summary>
internal sealed class ShopOffer(long id, string sku, CatalogueProduct product)
{
    // Cells of further channels show after a delay.
    private Dictionary<string, string> seenChannels = [];

    public long Id => id;

    public string Sku => sku;

    public CatalogueProduct Product { get; set; } = product;

    /// <summary>Cells by column, blank ones left out.</summary>
    public Dictionary<string, string> Cells { get; } = [];

    public decimal? Price => Decimal("price");

    public int Quantity
    {
        get => Whole("quantity") ?? 0;
        set => Cells["quantity"] = value.ToString(CultureInfo.InvariantCulture);
    }

    public string State => Text("state") ?? "11";

    /// <summary>Lead time as it is told: 0 is told as 1.</summary>
    public int LeadTime => Math.Max(1, Whole("leadtime-to-ship") ?? 1);

    public string? Text(string column) => Cells.GetValueOrDefault(column);

    public int? Whole(string column) => Text(column) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    public decimal? Decimal(string column) => Text(column) is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>Writes cells; a blank one is removed.</summary>
    public void Write(IEnumerable<KeyValuePair<string, string>> cells)
    {
        foreach ((string column, string cell) in cells)
        {
            if (cell.Length == 0)
            {
                _ = Cells.Remove(column);
            }
            else
            {
                Cells[column] = cell;
            }
        }
    }

    /// <summary>The cells of further channels as they are now; <see cref="Show"/> makes them visible.</summary>
    public Dictionary<string, string> ChannelCells() => Cells.Where(cell => OfferColumns.Channel(cell.Key) is not null).ToDictionary();

    public void Show(Dictionary<string, string> channelCells) => seenChannels = channelCells;

    /// <summary>The price at a channel; the default price where it has none of its own. Null: none yet.</summary>
    public OfferPrice? PriceOf(string? channel) => channel is { } code && OfferPrice.Read(seenChannels, code) is { } own ? own : OfferPrice.Read(Cells, null);

    /// <summary>The channels that have a price of their own.</summary>
    public IReadOnlyList<string> PricedChannels => [.. seenChannels.Keys.Select(OfferColumns.Channel).OfType<string>().Distinct()
        .Where(channel => OfferPrice.Read(seenChannels, channel) is not null).Order(StringComparer.Ordinal)];

    /// <summary>Why customers do not see it; empty: it is active.</summary>
    public IReadOnlyList<string> InactivityReasons(string shopState, DateTimeOffset now)
    {
        List<string> reasons = [];
        if (shopState != "OPEN")
        {
            reasons.Add("SHOP_NOT_OPEN");
        }

        if (Quantity == 0)
        {
            reasons.Add("ZERO_QUANTITY");
        }

        if (Price is null)
        {
            reasons.Add("NO_ACTIVE_PRICE");
        }

        if ((OfferColumns.Start(Text("available-start-date")) is { } start && now < start) || (OfferColumns.End(Text("available-end-date")) is { } end && now > end))
        {
            reasons.Add("NOT_IN_AVAILABILITY_PERIOD");
        }

        return reasons;
    }
}

namespace Pipeline.Core.Channels.Orders.Importing;

/// <summary>Says which article of ours an offer of a store is about.</summary>
public interface IListingLookup
{
    /// <summary>What is listed under some numbers; what is listed under none of them is left out.</summary>
    Task<IReadOnlyDictionary<string, ListedArticle>> FindAsync(string store, IReadOnlyCollection<string> offerSkus, CancellationToken cancellationToken);
}

/// <summary>The article behind an offer: by GTIN, else by a distributor's number.</summary>
public sealed record ListedArticle
{
    /// <summary>EAN or UPC, or null; any distributor may then bring it.</summary>
    public string? Gtin { get; init; }

    /// <summary>The distributor of <see cref="Sku"/>, or null.</summary>
    public string? Distributor { get; init; }

    /// <summary>That distributor's number, used where there is no GTIN; or null.</summary>
    public string? Sku { get; init; }

    /// <summary>The price that we last sent, in the default sales channel; null when none was sent.</summary>
    public decimal? SentPrice { get; init; }

    /// <summary>Prices that we last sent for further sales channels, by their codes.</summary>
    public IReadOnlyDictionary<string, decimal> SentPrices { get; init; } = new Dictionary<string, decimal>();

    /// <summary>The price that we last sent for a sales channel; the default one where it has none of its own.</summary>
    public decimal? SentPriceIn(string? salesChannel) =>
        salesChannel is not null && SentPrices.TryGetValue(salesChannel, out decimal price) ? price : SentPrice;
}

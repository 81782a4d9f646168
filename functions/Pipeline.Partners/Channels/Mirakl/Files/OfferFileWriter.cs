using System.Globalization;
using Pipeline.Core.Channels.Offers;

namespace Pipeline.Partners.Channels.Mirakl.Files;

/// <summary>Writes files of offers, stock and prices.</summary>
/// <param name="terms">What the operator takes.</param>
internal sealed class OfferFileWriter(OfferTerms terms)
{
    /// <summary>Most prices of one offer in a file of prices.</summary>
    public const int MostPrices = 50;

    /// <summary>The columns of a file of offers: those that do not apply are left out, since a column that is not there changes nothing.</summary>
    public IReadOnlyList<string> Columns =>
    [
        OfferColumns.Sku, OfferColumns.ProductId, OfferColumns.ProductIdType, OfferColumns.Price, OfferColumns.Quantity, OfferColumns.State,
        OfferColumns.LogisticClass, OfferColumns.DiscountPrice, OfferColumns.DiscountStart, OfferColumns.DiscountEnd,
        .. terms.TakesLeadTime ? [OfferColumns.LeadTime] : Array.Empty<string>(),
        OfferColumns.UpdateDelete,
        .. terms.WarrantyColumn is { } warranty ? [warranty] : Array.Empty<string>(),
        .. terms.WarehouseColumn is { } warehouse ? [warehouse] : Array.Empty<string>(),
        .. terms.Channels.SelectMany(static channel => new[]
        {
            OfferColumns.In(OfferColumns.Price, channel), OfferColumns.In(OfferColumns.DiscountStart, channel),
            OfferColumns.In(OfferColumns.DiscountEnd, channel), OfferColumns.In(OfferColumns.DiscountPrice, channel),
        }),
    ];

    /// <summary>A file of offers (OF01); what is to be deleted has its number alone.</summary>
    public byte[] WriteOffers(IEnumerable<Offer> offers)
    {
        IReadOnlyList<string> columns = Columns;
        return SellerTable.Write(columns, offers.Select(offer =>
        {
            IReadOnlyDictionary<string, string?> cells = Cells(offer);
            return columns.Select(column => cells.GetValueOrDefault(column)).ToArray();
        }));
    }

    /// <summary>A file of stock alone (STO01).</summary>
    public static byte[] WriteStock(IEnumerable<Offer> offers) => SellerTable.Write(
        ["offer-sku", "quantity", "warehouse-code", "update-delete"],
        offers.Select(static offer => new string?[] { offer.Sku, offer.Quantity.ToString(CultureInfo.InvariantCulture), null, null }));

    /// <summary>A file of prices alone (PRI01): all prices of each offer, one after the other, since it replaces all of them.</summary>
    /// <exception cref="ArgumentException">An offer has more than <see cref="MostPrices"/>.</exception>
    public byte[] WritePrices(IEnumerable<Offer> offers) => SellerTable.Write(
        ["offer-sku", "price", "discount-price", "discount-start-date", "discount-end-date", "channels"],
        offers.SelectMany(offer => offer.Prices.Count < MostPrices
            ? offer.Prices.Select(price => Row(offer.Sku, price.Price, price.Discount, price.Channel)).Prepend(Row(offer.Sku, offer.Price, offer.Discount, null))
            : throw new ArgumentException($"The offer {offer.Sku} has more than {MostPrices} prices.", nameof(offers))));

    private string?[] Row(string sku, decimal price, OfferDiscount? discount, string? channel)
    {
        (string? lower, string? from, string? to) = OfferColumns.Cells(discount, terms.PriceDecimals);
        return [sku, OfferColumns.Amount(price, terms.PriceDecimals), lower, from, to, channel];
    }

    private Dictionary<string, string?> Cells(Offer offer)
    {
        Dictionary<string, string?> cells = new(StringComparer.Ordinal) { [OfferColumns.Sku] = offer.Sku };
        if (offer.IsDelete)
        {
            cells[OfferColumns.UpdateDelete] = "delete";
            return cells;
        }

        cells[OfferColumns.ProductId] = offer.Product.Id;
        cells[OfferColumns.ProductIdType] = offer.Product.Type;
        cells[OfferColumns.Price] = OfferColumns.Amount(offer.Price, terms.PriceDecimals);
        cells[OfferColumns.Quantity] = offer.Quantity.ToString(CultureInfo.InvariantCulture);
        cells[OfferColumns.State] = offer.State;
        cells[OfferColumns.LogisticClass] = offer.LogisticClass;
        cells[OfferColumns.LeadTime] = offer.LeadTime?.ToString(CultureInfo.InvariantCulture);
        cells[OfferColumns.UpdateDelete] = "update";
        cells[terms.WarrantyColumn ?? string.Empty] = offer.WarrantyMonths?.ToString(CultureInfo.InvariantCulture);
        cells[terms.WarehouseColumn ?? string.Empty] = offer.WarehouseLocation;
        (cells[OfferColumns.DiscountPrice], cells[OfferColumns.DiscountStart], cells[OfferColumns.DiscountEnd]) =
            OfferColumns.Cells(offer.Discount, terms.PriceDecimals);
        foreach (ChannelPrice price in offer.Prices)
        {
            cells[OfferColumns.In(OfferColumns.Price, price.Channel)] = OfferColumns.Amount(price.Price, terms.PriceDecimals);
            (cells[OfferColumns.In(OfferColumns.DiscountPrice, price.Channel)], cells[OfferColumns.In(OfferColumns.DiscountStart, price.Channel)],
                cells[OfferColumns.In(OfferColumns.DiscountEnd, price.Channel)]) = OfferColumns.Cells(price.Discount, terms.PriceDecimals);
        }

        return cells;
    }
}

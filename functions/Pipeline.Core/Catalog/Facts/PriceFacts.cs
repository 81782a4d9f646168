namespace Pipeline.Core.Catalog.Facts;

/// <summary>What a distributor asks for one article.</summary>
public sealed record PriceFacts
{
    /// <summary>Net purchase price per unit without VAT and fees; null when the distributor has none (<c>X</c> or blank).</summary>
    public decimal? Price { get; init; }

    /// <summary>Recommended retail price, or null.</summary>
    public decimal? RetailPrice { get; init; }

    /// <summary>Currency of all amounts, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Levies greater than zero, in the order music copyright, recycling, document copyright, battery.</summary>
    public IReadOnlyList<Fee> Fees { get; init; } = [];

    /// <summary>VAT rate in percent, or null.</summary>
    public decimal? VatPercent { get; init; }

    /// <summary>The fields in which two states of an article differ.</summary>
    public static CatalogFields Difference(PriceFacts before, PriceFacts after)
    {
        bool currency = before.Currency == after.Currency;
        return Mark(currency && before.Price == after.Price, CatalogFields.Price)
            | Mark(currency && before.RetailPrice == after.RetailPrice, CatalogFields.RetailPrice)
            | Mark(currency && before.Fees.SequenceEqual(after.Fees), CatalogFields.Fees)
            | Mark(before.VatPercent == after.VatPercent, CatalogFields.VatPercent);
    }

    private static CatalogFields Mark(bool same, CatalogFields field) => same ? CatalogFields.None : field;
}

/// <summary>A levy per unit that the distributor adds to the price.</summary>
/// <param name="Kind"><c>musicCopyright</c>, <c>recycling</c>, <c>documentCopyright</c> or <c>battery</c>.</param>
/// <param name="Amount">Amount per unit in the account's currency, greater than zero.</param>
public sealed record Fee(string Kind, decimal Amount);

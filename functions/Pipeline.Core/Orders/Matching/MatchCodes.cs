namespace Pipeline.Core.Orders.Matching;

/// <summary>Codes of what the three-way match finds.</summary>
public static class MatchCodes
{
    /// <summary>A line of the invoice belongs to none of ours.</summary>
    public const string LineUnmatched = "MATCH_LINE";

    /// <summary>The billed price is not the confirmed one.</summary>
    public const string Price = "MATCH_PRICE";

    /// <summary>More pieces are billed, over all invoices, than were despatched.</summary>
    public const string Quantity = "MATCH_QUANTITY";

    /// <summary>The amount of a line is not quantity times price.</summary>
    public const string LineAmount = "MATCH_LINE_AMOUNT";

    /// <summary>A billed serial number was not despatched with the line: a claim.</summary>
    public const string SerialNumber = "MATCH_SERIAL_NUMBER";

    /// <summary>The VAT of a rate is not its taxable amount times the rate, rounded half away from zero.</summary>
    public const string Vat = "MATCH_VAT";

    /// <summary>The VAT of the lines of a rate does not add up to the VAT of the rate.</summary>
    public const string VatSum = "MATCH_VAT_SUM";

    /// <summary>The lines and charges of a rate do not add up to its taxable amount.</summary>
    public const string Taxable = "MATCH_TAXABLE";

    /// <summary>The sum due is not taxable amount plus VAT.</summary>
    public const string Total = "MATCH_TOTAL";

    /// <summary>The invoice has another currency than the order.</summary>
    public const string Currency = "MATCH_CURRENCY";
}

namespace Pipeline.Simulators.IngramMicro;

/// <summary>Writes the daily price file in the BE layout: header, 28 columns, category code instead of names.</summary>
/// <remarks>
/// Semicolon, CRLF and the decimal point are own assumptions. Of the dirt it has what
/// belongs to articles (plants, prices, EANs, deliveries, bids, doubles), not the rows that must be dropped.
/// </remarks>
public static class BelgianPriceFileWriter
{
    /// <summary>The header line.</summary>
    public const string Header =
        "Ingram Part Number;Vendor Part Number;EANUPC Code;Plant;Vendor Number;Vendor Name;Weight;Category ID;"
        + "Customer Price;Retail Price;Availability Flag;BOM Flag;Warranty Flag;Material Long Description;"
        + "Material Creation Reason code;Material Language Code;Music Copyright Fees;Recycling Fees;"
        + "Document Copyright Fees;Battery Fees;Availability (Local Stock);Availability (Central Stock);"
        + "Creation Reason Type;Creation Reason Value;Local Stock Backlog Quantity;Local Stock Backlog ETA;"
        + "Central Stock Backlog Quantity;Central Stock Backlog ETA";

    /// <summary>Writes the catalogue as it is now, plants <c>BE01</c> and <c>BE02</c>; the stream stays open.</summary>
    public static void Write(CatalogGenerator catalog, Stream stream, FeedEncoding encoding)
    {
        using FeedTextWriter writer = new(stream, encoding, ';', "\r\n");
        writer.Verbatim(Header);
        writer.EndRow();
        foreach (Article article in catalog.Listed())
        {
            foreach (PriceRow row in PriceRow.Of(article, "BE"))
            {
                WriteRow(writer, article, row);
                writer.EndRow();
            }
        }
    }

    private static void WriteRow(FeedTextWriter writer, Article article, in PriceRow row)
    {
        Slot state = article.State;
        writer.Number(article.Sku, 18);
        writer.Text(article.VendorPartNumber);
        writer.Text(article.Ean);
        writer.Text(row.Plant);
        writer.Number(article.VendorNumber, 4);
        writer.Text(article.Brand);
        writer.Thousandths(article.WeightGrams);
        writer.Text(article.Category.Code3);
        writer.Text(row.Price);
        writer.Cents(article.RetailCents);
        writer.Text(state.Local > 0 ? "Y" : "");
        writer.Text("");
        writer.Text("");
        writer.Text(article.LongDescription.Length > 0 ? article.LongDescription : article.Description);
        writer.Text("");
        writer.Text(article.Category.IsLicence ? "NS" : "FR");
        writer.Cents(article.Fees.Music);
        writer.Cents(article.Fees.Recycling);
        writer.Cents(article.Fees.Document);
        writer.Cents(article.Fees.Battery);
        writer.Number(row.Local);
        writer.Number(state.Central);
        writer.Text(row.Reason);
        writer.Text(row.Reason == PriceRow.Standard ? PriceRow.Standard : "BID-4711");
        writer.Number(state.Ordered);
        writer.Text(DayText.Compact(state.EtaDay));
        writer.Verbatim(article.Has(DirtKinds.LeadingSpaces) ? " 0" : "0");
        writer.Text("");
    }
}

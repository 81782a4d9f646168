namespace Pipeline.Simulators.IngramMicro;

/// <summary>Writes the hourly stock file.</summary>
/// <remarks> Text is ASCII, lines end with CRLF. The stream stays open.</remarks>
public static class StockFileWriter
{
    /// <summary>
    /// The header-based form: columns 1, 5, 32, 33 and 37-40 of the price file, a row for each plant.
    /// </summary>
    public const string Header =
        "Ingram Part Number,Plant,Availability (Local Stock),Availability (Central Stock),Local Stock Backlog Quantity,"
        + "Local Stock Backlog ETA,Central Stock Backlog Quantity,Central Stock Backlog ETA";

    /// <summary>
    /// Writes the form without header: SKU quoted and padded to 12, VPN to 20, availability, ordered, arrival date or
    /// eight blanks. One row a SKU; availability is the sum of its plants, oversold ones included.
    /// </summary>
    public static void Write(CatalogGenerator catalog, Stream stream)
    {
        using FeedTextWriter writer = new(stream, FeedEncoding.Utf8, ',', "\r\n");
        foreach (Article article in catalog.InStockFile())
        {
            Slot state = article.State;
            writer.Padded(article.SkuText, 12);
            writer.Padded(article.VendorPartNumber, 20);
            writer.Number(state.Local + state.SecondLocal);
            writer.Number(state.Ordered);
            writer.Padded(DayText.Compact(state.EtaDay), 8);
            writer.EndRow();
        }
    }

    /// <summary>Writes the form with header, SKUs with 18 digits as in the price file.</summary>
    /// <param name="catalog">The catalogue, as it is now.</param>
    /// <param name="stream">Receives the file.</param>
    /// <param name="country">ISO country code that plants begin with.</param>
    public static void WriteWithHeader(CatalogGenerator catalog, Stream stream, string country)
    {
        using FeedTextWriter writer = new(stream, FeedEncoding.Utf8, ',', "\r\n");
        writer.Verbatim(Header);
        writer.EndRow();
        foreach (Article article in catalog.InStockFile())
        {
            WritePlant(writer, article, country + "01", article.State.Local);
            if (article.Has(DirtKinds.SecondPlant))
            {
                WritePlant(writer, article, country + "02", article.State.SecondLocal);
            }
        }
    }

    private static void WritePlant(FeedTextWriter writer, Article article, string plant, int local)
    {
        writer.Number(article.Sku, 18);
        writer.Text(plant);
        writer.Number(local);
        writer.Number(article.State.Central);
        writer.Number(article.State.Ordered);
        writer.Text(DayText.Compact(article.State.EtaDay));
        writer.Verbatim(article.Has(DirtKinds.LeadingSpaces) ? " 0" : "0");
        writer.Text("");
        writer.EndRow();
    }
}

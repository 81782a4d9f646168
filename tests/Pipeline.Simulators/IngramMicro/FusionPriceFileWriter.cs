using System.Globalization;

namespace Pipeline.Simulators.IngramMicro;

/// <summary>Writes the classic Fusion price file: no header, 24 columns, text quoted and padded, no stock.</summary>
/// <remarks>
/// Action A, C or D is what happened today; an article that left today is a row with
/// action D and SKU status <c>*</c>. Columns that nothing is known about are blanks of their width. Widths of text other
/// than SKU, vendor number, VPN and UPC are own assumptions.
/// </remarks>
public static class FusionPriceFileWriter
{
    /// <summary>Writes the whole range of today, those that left last; the stream stays open.</summary>
    /// <param name="catalog">The catalogue, as it is now.</param>
    /// <param name="stream">Receives the file.</param>
    /// <param name="encoding">Encoding; ISO-8859-15 in Spain, windows-1252 elsewhere.</param>
    public static void Write(CatalogGenerator catalog, Stream stream, FeedEncoding encoding)
    {
        using FeedTextWriter writer = new(stream, encoding, ',', "\r\n");
        foreach (Article article in catalog.Listed())
        {
            WriteRow(writer, article);
            writer.EndRow();
        }

        foreach (Article article in catalog.Removed().Where(article => article.State.Action == 'D'))
        {
            WriteRow(writer, article);
            writer.EndRow();
        }
    }

    private static void WriteRow(FeedTextWriter writer, Article article)
    {
        Slot state = article.State;
        char action = state.Action == 0 ? 'A' : (char)state.Action;
        (string first, string second) = Halves(article.Description);
        writer.Padded([action], 1);
        writer.Padded(article.SkuText, 12);
        writer.Padded(article.VendorNumber.ToString("D4", CultureInfo.InvariantCulture), 4);
        writer.Padded(article.Has(DirtKinds.NoBreakSpaces) ? article.Brand + "\u00A0\u00A0" : article.Brand, 35);
        writer.Padded(first, 31);
        writer.Padded(second, 35);
        writer.Cents(article.RetailCents);
        writer.Padded(article.VendorPartNumber, 20);
        writer.Thousandths(article.WeightGrams);
        writer.Padded(article.Ean, 13);
        writer.Thousandths(article.LengthMillimetres * 100);
        writer.Thousandths(article.WidthMillimetres * 100);
        writer.Thousandths(article.HeightMillimetres * 100);
        writer.Padded(action == 'C' ? "Y" : "", 1);
        WritePrice(writer, article);
        writer.Padded(article.IsSpecialPrice ? "*" : "", 1);
        writer.Padded(state.Local > 0 ? "Y" : "N", 1);
        writer.Padded(StatusOf(article), 1);
        writer.Padded("", 6);
        writer.Padded("", 4);
        writer.Padded(article.Category.Code2, 4);
        writer.Padded(article.IsNew ? "Y" : "", 1);
        writer.Padded(article.SubstituteSku?.ToString(CultureInfo.InvariantCulture), 12);
        writer.Padded("", 1);
    }

    private static void WritePrice(FeedTextWriter writer, Article article)
    {
        if (article.Has(DirtKinds.PriceX | DirtKinds.PriceEmpty | DirtKinds.PriceZero))
        {
            writer.Text(PriceRow.Of(article, "IT").First().Price);
        }
        else
        {
            writer.Cents(article.State.PriceCents);
        }
    }

    // * discontinued, N to be discontinued, V deleted by the vendor, blank active.
    private static string StatusOf(Article article) => article.State switch
    {
        { Life: SlotLife.Removed } => "*",
        _ when article.Has(DirtKinds.PriceX) => "N",
        _ when article.Has(DirtKinds.PriceEmpty) => "V",
        _ => "",
    };

    private static (string First, string Second) Halves(string text) =>
        text.Length <= 31 ? (text, "") : (text[..31], text[31..]);
}

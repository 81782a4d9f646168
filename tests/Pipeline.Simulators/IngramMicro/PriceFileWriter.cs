namespace Pipeline.Simulators.IngramMicro;

/// <summary>Writes the daily price file in the NL layout: header, comma, 44 columns, quotes only where needed.</summary>
/// <remarks> The same catalogue and options give the same bytes. About 225 bytes a row.</remarks>
public static class PriceFileWriter
{
    /// <summary>The header line, as in the sample.</summary>
    public const string Header =
        "Ingram Part Number,Ingram Part Description,Vendor Part Number,EANUPC Code,Plant,Vendor Name,Weight,Volume,"
        + "Customer Price,Availability Flag,BOM Flag,Warranty Flag,Material Long Description,Length,Width,Height,"
        + "Dimension Unit,Weight Unit,Volume Unit,Material Language Code,Substitute Material,Superseded Material,"
        + "Price Status,New Material Flag,Direct Order identifier,Music Copyright Fees,Recycling Fees,"
        + "Document Copyright Fees,Battery Fees,Company code Currency,Substitute Flag,Availability (Local Stock),"
        + "Availability (Central Stock),Creation Reason Type,Creation Reason Value,VAT Rate,"
        + "Local Stock Backlog Quantity,Local Stock Backlog ETA,Central Stock Backlog Quantity,"
        + "Central Stock Backlog ETA,Total Fees,Category Description,Sub-Category Description,"
        + "Category ID Description";

    /// <summary>Writes windows-1252 with CRLF.</summary>
    public static void Write(CatalogGenerator catalog, Stream stream) => Write(catalog, stream, new());

    /// <summary>Writes the catalogue as it is now; the stream stays open.</summary>
    public static void Write(CatalogGenerator catalog, Stream stream, PriceFileOptions options)
    {
        using FeedTextWriter writer = new(stream, options.Encoding, ',', options.LineEnd);
        writer.Verbatim(Header);
        writer.EndRow();
        foreach (Article article in catalog.Listed())
        {
            foreach (PriceRow row in PriceRow.Of(article, options.Country))
            {
                WriteRow(writer, article, row, article.Sku, "EUR");
                writer.EndRow();
            }

            WriteJunk(writer, article, options.Country);
        }
    }

    private static void WriteJunk(FeedTextWriter writer, Article article, string country)
    {
        PriceRow row = new(country + "01", "9.90", 7, PriceRow.Standard);
        if (article.Has(DirtKinds.TooFewColumns))
        {
            writer.Number(article.JunkSku, 18);
            writer.Verbatim(new string(',', 41));
            writer.EndRow();
        }

        if (article.Has(DirtKinds.TooManyColumns))
        {
            WriteRow(writer, article, row, article.JunkSku, "EUR");
            writer.Text("one too many");
            writer.EndRow();
        }

        if (article.Has(DirtKinds.UnclosedQuote))
        {
            writer.Number(article.JunkSku, 18);
            writer.Verbatim("opened,OPEN-1,,FR01,X,0,0,9.90,,,,\"never closed");
            writer.Verbatim(new string(',', 20));
            writer.EndRow();
            writer.Number(article.JunkSku + 1, 18);
            writer.Verbatim("closed\"");
            writer.Verbatim(new string(',', 20));
            writer.EndRow();
        }

        if (article.Has(DirtKinds.WrongCurrency))
        {
            WriteRow(writer, article, row, article.JunkSku, "USD");
            writer.EndRow();
        }
    }

    private static void WriteRow(FeedTextWriter writer, Article article, in PriceRow row, int sku, string currency)
    {
        Slot state = article.State;
        writer.Number(sku, 18);
        writer.Text(article.Description);
        writer.Text(article.VendorPartNumber);
        writer.Text(article.Ean);
        writer.Text(row.Plant);
        writer.Text(article.Has(DirtKinds.NoBreakSpaces) ? $"\u00A0{article.Brand} \u00A0" : article.Brand);
        writer.Thousandths(article.WeightGrams);
        writer.Thousandths((long)article.LengthMillimetres * article.WidthMillimetres * article.HeightMillimetres / 1000);
        writer.Text(row.Price);
        writer.Text(state.Local > 0 ? "Y" : "");
        writer.Text("");
        writer.Text("");
        writer.Text(article.LongDescription);
        writer.Thousandths(article.LengthMillimetres * 100);
        writer.Thousandths(article.WidthMillimetres * 100);
        writer.Thousandths(article.HeightMillimetres * 100);
        writer.Text(article.HasDimensions ? "CM" : "");
        writer.Text(article.HasWeightUnit ? "KG" : "");
        writer.Text(article.HasDimensions ? "L" : "");
        writer.Text(article.Category.IsLicence ? "NS" : "FR");
        WriteSubstitute(writer, article);
        writer.Text(article.IsSpecialPrice ? "S" : "N");
        writer.Text(article.IsNew ? "Y" : "");
        writer.Text(article.Category.IsLicence ? "X" : "");
        WriteFee(writer, article.Fees.Music);
        WriteFee(writer, article.Fees.Recycling);
        WriteFee(writer, article.Fees.Document);
        WriteFee(writer, article.Fees.Battery);
        writer.Text(currency);
        writer.Text(article.SubstituteSku is null ? "" : "Y");
        writer.Number(row.Local);
        writer.Number(state.Central);
        writer.Text(row.Reason);
        writer.Text(row.Reason == PriceRow.Standard ? PriceRow.Standard : "BID-4711");
        writer.Verbatim("");
        if (article.HasVat)
        {
            writer.AppendCents(article.Category.VatHundredths);
        }

        WriteDeliveryAndTotal(writer, article);
        bool isNamed = article.HasCategoryNames;
        writer.Text(isNamed ? article.Category.Name1 : "");
        writer.Text(isNamed ? article.Category.Name2 : "");
        writer.Text(isNamed ? article.Category.Name3 : "");
    }

    private static void WriteSubstitute(FeedTextWriter writer, Article article)
    {
        if (article.SubstituteSku is int substitute)
        {
            writer.Number(substitute, 18);
        }
        else
        {
            writer.Text("");
        }

        writer.Text("");
    }

    private static void WriteFee(FeedTextWriter writer, int cents)
    {
        if (cents == 0)
        {
            writer.Text("0");
        }
        else
        {
            writer.Cents(cents);
        }
    }

    private static void WriteDeliveryAndTotal(FeedTextWriter writer, Article article)
    {
        Slot state = article.State;
        string space = article.Has(DirtKinds.LeadingSpaces) ? " " : "";
        writer.Number(state.Ordered);
        writer.Text(DayText.Compact(state.EtaDay));
        writer.Verbatim(space);
        writer.Append("0");
        writer.Text("");
        writer.Verbatim(space);
        writer.AppendCents(article.Fees.Total + (article.Has(DirtKinds.WrongFeeSum) ? 5 : 0));
    }
}

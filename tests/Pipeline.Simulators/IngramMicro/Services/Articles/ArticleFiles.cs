using System.Globalization;
using System.Text;

namespace Pipeline.Simulators.IngramMicro.Services.Articles;

/// <summary>Reads the articles out of a price file (NL layout) and a stock file, as both lie on the FTP server.</summary>
internal static class ArticleFiles
{
    // The first plant of a row is the country's; the central stock is repeated on each row.
    private const string CentralPlant = "EU01";

    public static IEnumerable<ServiceArticle> Read(byte[] price, byte[] stock)
    {
        Dictionary<string, (int Available, int Ordered, DateOnly? Expected)> now = ReadStock(stock);
        foreach (IGrouping<string, Row> rows in ReadPrices(price).GroupBy(row => row.Sku))
        {
            yield return Make([.. rows], now.TryGetValue(rows.Key, out var found) ? found : null);
        }
    }

    private static ServiceArticle Make(Row[] rows, (int Available, int Ordered, DateOnly? Expected)? stock)
    {
        Row first = rows[0];
        bool isLicence = first["Direct Order identifier"].Length > 0;
        string substitute = first["Substitute Material"].TrimStart('0');
        bool hasReducedVat = first.Number("VAT Rate") is > 0 and < 15;
        List<PlantOfArticle> plants =
        [
            .. rows.DistinctBy(row => row["Plant"]).Select((row, index) => new PlantOfArticle(
                row["Plant"],
                index == 0 ? "Stock local" : "Stock secondaire",
                index == 0 ? stock?.Available ?? row.Whole("Availability (Local Stock)") : row.Whole("Availability (Local Stock)"),
                index == 0 ? stock?.Ordered ?? row.Whole("Local Stock Backlog Quantity") : 0,
                index > 0 ? null : stock is { } known ? known.Expected : Day(row["Local Stock Backlog ETA"]))),
        ];
        if (first.Whole("Availability (Central Stock)") is > 0 and int central)
        {
            plants.Add(new PlantOfArticle(CentralPlant, "Stock central", central, 0, null));
        }

        return new ServiceArticle
        {
            Sku = first.Sku,
            VendorPartNumber = first["Vendor Part Number"],
            Ean = first["EANUPC Code"] is { } ean && ean.All(char.IsAsciiDigit) ? ean : string.Empty,
            Description = first["Ingram Part Description"],
            Price = rows.Select(row => row.Number("Customer Price")).FirstOrDefault(amount => amount is not null),
            IsSpecialPrice = first["Price Status"] == "S",
            Fees = new ArticleFees(
                first.Number("Music Copyright Fees") ?? 0, first.Number("Recycling Fees") ?? 0,
                first.Number("Document Copyright Fees") ?? 0, first.Number("Battery Fees") ?? 0),
            HasReducedVat = hasReducedVat,
            WeightKilograms = first.Number("Weight") ?? 0,
            IsDiscontinued = substitute.Length > 0,
            SubstituteSku = substitute.Length > 0 ? substitute : null,
            AcceptsBackOrder = substitute.Length == 0 && !isLicence,
            HasSerialNumbers = !isLicence && !hasReducedVat && first.Number("Weight") > 0,
            Plants = plants,
        };
    }

    private static IEnumerable<Row> ReadPrices(byte[] price)
    {
        Dictionary<string, int>? columns = null;
        foreach (string[] fields in CsvRows.Read(Text(price)))
        {
            if (columns is null)
            {
                columns = fields.Select((name, index) => (name, index)).ToDictionary(column => column.name, column => column.index);
            }
            else if (fields.Length == columns.Count && fields[0].TrimStart('0') is { Length: > 0 } sku && sku.All(char.IsAsciiDigit))
            {
                yield return new Row(sku, fields, columns);
            }
        }
    }

    private static Dictionary<string, (int Available, int Ordered, DateOnly? Expected)> ReadStock(byte[] stock)
    {
        Dictionary<string, (int, int, DateOnly?)> found = [];
        foreach (string[] fields in CsvRows.Read(Text(stock)).Where(fields => fields.Length == 5))
        {
            if (int.TryParse(fields[2], CultureInfo.InvariantCulture, out int available)
                && int.TryParse(fields[3], CultureInfo.InvariantCulture, out int ordered))
            {
                found[fields[0].TrimStart('0')] = (available, ordered, ordered > 0 ? Day(fields[4]) : null);
            }
        }

        return found;
    }

    private static StreamReader Text(byte[] file)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return new StreamReader(new MemoryStream(file), Encoding.GetEncoding(1252), detectEncodingFromByteOrderMarks: true);
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;

    private sealed record Row(string Sku, string[] Fields, Dictionary<string, int> Columns)
    {
        public string this[string column] => Columns.TryGetValue(column, out int index) ? Fields[index] : string.Empty;

        public decimal? Number(string column) =>
            decimal.TryParse(this[column], NumberStyles.Number, CultureInfo.InvariantCulture, out decimal value) ? value : null;

        public int Whole(string column) => (int)(Number(column) ?? 0);
    }
}

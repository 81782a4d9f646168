using System.Globalization;
using Pipeline.Simulators.IngramMicro;

namespace Pipeline.Simulators.Tests.IngramMicro;

/// <summary>The truth is compared with what a plain reader finds in the written files.</summary>
public sealed class ExpectedCatalogTests
{
    private static readonly CatalogOptions Dirty = new() { Seed = 9, Rows = 3_000, DirtScale = 4 };

    [Fact]
    public void Stock_of_a_sku_is_the_sum_of_its_positive_plants_each_row_once()
    {
        CatalogGenerator catalog = new(Dirty);
        Dictionary<string, int> read = GoodRows(catalog)
            .GroupBy(row => row[0].TrimStart('0'))
            .ToDictionary(sku => sku.Key, sku => sku.DistinctBy(row => row[4]).Sum(row => Math.Max(0, Whole(row[31]))));

        IReadOnlyDictionary<string, ExpectedArticle> expected = ExpectedCatalog.FromPriceFile(catalog).Articles;

        Assert.Equal(read, expected.ToDictionary(fact => fact.Key, fact => fact.Value.LocalStock));
    }

    [Fact]
    public void Price_of_a_sku_is_the_lowest_orderable_one()
    {
        CatalogGenerator catalog = new(Dirty);
        Dictionary<string, decimal?> read = GoodRows(catalog)
            .GroupBy(row => row[0].TrimStart('0'))
            .ToDictionary(
                sku => sku.Key,
                sku => sku.Select(row => row[8])
                    .Where(text => text is not ("X" or "" or "0.00"))
                    .Select(text => (decimal?)decimal.Parse(text, CultureInfo.InvariantCulture))
                    .Min());

        IReadOnlyDictionary<string, ExpectedArticle> expected = ExpectedCatalog.FromPriceFile(catalog).Articles;

        Assert.Equal(read, expected.ToDictionary(fact => fact.Key, fact => fact.Value.Price));
        Assert.All(expected.Values, fact => Assert.Equal(fact.Price is null, fact.NotSellableReason is not null));
    }

    [Fact]
    public void Gtins_are_valid_or_absent()
    {
        ExpectedCatalog expected = ExpectedCatalog.FromPriceFile(new CatalogGenerator(Dirty));

        List<string> gtins = [.. expected.Articles.Values.Select(fact => fact.Gtin).OfType<string>()];

        Assert.InRange(gtins.Count, 1_000, 2_500);
        Assert.All(gtins, gtin => Assert.Equal(13, gtin.Length));
        Assert.All(gtins, gtin => Assert.Equal(0, gtin.Select((digit, i) => (digit - '0') * (i % 2 == 0 ? 1 : 3)).Sum() % 10));
        Assert.Contains(gtins, gtin => gtin[0] == '0');
    }

    [Fact]
    public void Texts_and_fees_are_those_of_the_rows()
    {
        CatalogGenerator catalog = new(Dirty);
        IReadOnlyDictionary<string, ExpectedArticle> expected = ExpectedCatalog.FromPriceFile(catalog).Articles;

        Assert.All(GoodRows(catalog), row =>
        {
            ExpectedArticle fact = expected[row[0].TrimStart('0')];
            Assert.Equal(row[0], fact.SkuAsShown);
            Assert.Equal(row[1], fact.Description);
            Assert.Equal(row[2], fact.ManufacturerPartNumber);
            Assert.Equal(row[5].Trim(), fact.Brand);
            Assert.Equal(row[41..44].Where(name => name.Length > 0), fact.CategoryNames);
            Assert.Equal(Whole(row[32]), fact.CentralStock);
            Assert.Equal(decimal.Parse(row[25], CultureInfo.InvariantCulture), fact.MusicFee);
            Assert.Equal(decimal.Parse(row[26], CultureInfo.InvariantCulture), fact.RecyclingFee);
            Assert.Equal(decimal.Parse(row[27], CultureInfo.InvariantCulture), fact.DocumentFee);
            Assert.Equal(decimal.Parse(row[28], CultureInfo.InvariantCulture), fact.BatteryFee);
        });
    }

    [Fact]
    public void A_delivery_counts_with_a_quantity_and_from_the_day_of_the_file_on()
    {
        CatalogGenerator catalog = new(Dirty);
        IReadOnlyDictionary<string, ExpectedArticle> expected = ExpectedCatalog.FromPriceFile(catalog).Articles;

        Assert.All(GoodRows(catalog), row =>
        {
            bool comes = row[36] != "0" && string.CompareOrdinal(row[37], "20260310") >= 0;
            ExpectedArticle fact = expected[row[0].TrimStart('0')];
            Assert.Equal(comes ? row[37] : null, fact.NextDeliveryDate?.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
            Assert.Equal(comes ? Whole(row[36]) : null, fact.NextDeliveryQuantity);
        });
    }

    [Fact]
    public void The_stock_file_replaces_local_stock_of_the_skus_it_names_and_knows()
    {
        CatalogGenerator catalog = new(Dirty);
        ExpectedCatalog before = ExpectedCatalog.FromPriceFile(catalog);
        catalog.NextHour(0.1);

        ExpectedCatalog after = before.WithStockFile(catalog);

        List<List<string>> rows = PlainCsv.Read(Written.Windows1252(Written.Stock(catalog)), ',');
        Assert.Contains(rows, row => !before.Articles.ContainsKey(row[0].Trim()));
        Assert.Equal(before.Articles.Count, after.Articles.Count);
        Assert.All(rows.Where(row => before.Articles.ContainsKey(row[0].Trim())), row =>
            Assert.Equal(Math.Max(0, Whole(row[2])), after.Articles[row[0].Trim()].LocalStock));
    }

    [Fact]
    public void A_sku_that_three_price_files_miss_is_inactive_and_active_again_when_it_returns()
    {
        CatalogGenerator catalog = new(new CatalogOptions { Seed = 4, Rows = 5_000 });
        ExpectedCatalog expected = ExpectedCatalog.FromPriceFile(catalog);
        HashSet<string> inactive = [];
        for (int day = 0; day < 8; day++)
        {
            catalog.NextDay();
            expected = expected.WithPriceFile(catalog);
            Assert.All(expected.Articles.Values.Where(fact => fact.MissedFiles > 0), fact => Assert.Equal(0, fact.LocalStock));
            inactive.UnionWith(expected.Articles.Values.Where(fact => !fact.Active).Select(fact => fact.Sku));
        }

        Assert.Contains(inactive, sku => expected.Articles[sku].NotSellableReason == "INACTIVE");
        Assert.Contains(inactive, sku => expected.Articles[sku].Active);
    }

    // Worked out by hand from the rows that these two seeds print.
    [Theory]
    [InlineData(5, "1000000", "8513.00", null, 35, 670, null, null, null)] // plants with 0 and 35
    [InlineData(5, "1000001", null, "NO_PRICE", 175, 175, "2000000001029", null, null)] // empty price, date without quantity
    [InlineData(5, "1000003", "28.12", null, 374, 1250, null, null, null)] // priced in the second plant only, 335 + 39
    [InlineData(5, "1000005", null, "NO_PRICE", 24, 768, null, null, null)] // price X
    [InlineData(5, "1000007", "1827.72", null, 6, 145, null, null, null)] // plants with -5 and 6
    [InlineData(5, "1000008", "176.55", null, 61, 312, "0200000008581", null, null)] // UPC; a row in USD behind it
    [InlineData(6, "1000000", null, "ZERO_PRICE", 347, 0, null, null, null)] // price 0.00
    [InlineData(6, "1000006", "12.78", null, 0, 49, "0200000006952", "2026-03-19", 60)] // bid of 8.94 left out
    [InlineData(6, "1000009", "435.33", null, 2, 744, null, null, null)] // 29 that should have come in January
    public void The_facts_of_small_catalogues_are_those_found_by_hand(
        int seed,
        string sku,
        string? price,
        string? reason,
        int local,
        int central,
        string? gtin,
        string? deliveryDate,
        int? deliveryQuantity)
    {
        CatalogGenerator catalog = new(new CatalogOptions { Seed = seed, Rows = 12, DirtScale = 12 });

        ExpectedArticle fact = ExpectedCatalog.FromPriceFile(catalog).Articles[sku];

        Assert.Equal(price, fact.Price?.ToString("0.00", CultureInfo.InvariantCulture));
        Assert.Equal(reason, fact.NotSellableReason);
        Assert.Equal((local, central), (fact.LocalStock, fact.CentralStock));
        Assert.Equal(gtin, fact.Gtin);
        Assert.Equal(deliveryDate, fact.NextDeliveryDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal(deliveryQuantity, fact.NextDeliveryQuantity);
    }

    [Fact]
    public void A_row_in_another_currency_brings_no_article()
    {
        CatalogGenerator catalog = new(new CatalogOptions { Seed = 5, Rows = 12, DirtScale = 12 });

        IEnumerable<string> skus = ExpectedCatalog.FromPriceFile(catalog).Articles.Keys;

        Assert.Equal(["1000000", "1000001", "1000002", "1000003", "1000004", "1000005", "1000007", "1000008"], skus.Order());
    }

    [Fact]
    public void The_counted_outcomes_are_those_of_the_lines()
    {
        CatalogGenerator catalog = new(new CatalogOptions { Seed = 7, Rows = 8_000, DirtScale = 5 });
        string[] lines = Written.Windows1252(Written.Price(catalog)).Split("\r\n")[1..^1];

        ExpectedRowCounts counts = ExpectedRowCounts.FromPriceFile(catalog);

        Assert.Equal(8_000, counts.Lines);
        Assert.Equal(lines.Count(line => line.StartsWith("00000000099", StringComparison.Ordinal)), counts.BadLines);
        Assert.Equal(lines.Count(line => line.Contains(",SPB,", StringComparison.Ordinal)), counts.SpecialBids);
        Assert.Equal(ExpectedCatalog.FromPriceFile(catalog).Articles.Count, counts.Articles);
        Assert.Equal(8_000, counts.BadLines + counts.SpecialBids + counts.Folded + counts.Articles);
    }

    private static IEnumerable<List<string>> GoodRows(CatalogGenerator catalog) =>
        PlainCsv.Read(Written.Windows1252(Written.Price(catalog)), ',')
            .Skip(1)
            .Where(row => row.Count == 44 && row[29] == "EUR" && row[33] == "STANDARD");

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

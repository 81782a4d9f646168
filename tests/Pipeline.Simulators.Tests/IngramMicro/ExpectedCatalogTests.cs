using System.Globalization;
using Pipeline.Simulators.IngramMicro;

namespace Pipeline.Simulators.Tests.IngramMicro;

/// <summary>The truth is compared with what a plain reader finds in the written files.</summary>
public sealed class ExpectedCatalogTests
{
    private static readonly CatalogOptions _dirty = new() { Seed = 9, Rows = 3_000, DirtScale = 4 };

    [Fact]
    public void Stock_of_a_sku_is_the_sum_of_its_positive_plants_each_row_once()
    {
        CatalogGenerator catalog = new(_dirty);
        Dictionary<string, int> read = GoodRows(catalog)
            .GroupBy(row => row[0].TrimStart('0'))
            .ToDictionary(sku => sku.Key, sku => sku.DistinctBy(row => row[4]).Sum(row => Math.Max(0, Whole(row[31]))));

        IReadOnlyDictionary<string, ExpectedArticle> expected = ExpectedCatalog.FromPriceFile(catalog).Articles;

        Assert.Equal(read, expected.ToDictionary(fact => fact.Key, fact => fact.Value.LocalStock));
    }

    [Fact]
    public void Price_of_a_sku_is_the_lowest_orderable_one()
    {
        CatalogGenerator catalog = new(_dirty);
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
        ExpectedCatalog expected = ExpectedCatalog.FromPriceFile(new CatalogGenerator(_dirty));

        List<string> gtins = [.. expected.Articles.Values.Select(fact => fact.Gtin).OfType<string>()];

        Assert.InRange(gtins.Count, 1_000, 2_500);
        Assert.All(gtins, gtin => Assert.Equal(13, gtin.Length));
        Assert.All(gtins, gtin => Assert.Equal(0, gtin.Select((digit, i) => (digit - '0') * (i % 2 == 0 ? 1 : 3)).Sum() % 10));
        Assert.Contains(gtins, gtin => gtin[0] == '0');
    }

    [Fact]
    public void Texts_and_fees_are_those_of_the_rows()
    {
        CatalogGenerator catalog = new(_dirty);
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
        CatalogGenerator catalog = new(_dirty);
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
        CatalogGenerator catalog = new(_dirty);
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

    private static IEnumerable<List<string>> GoodRows(CatalogGenerator catalog) =>
        PlainCsv.Read(Written.Windows1252(Written.Price(catalog)), ',')
            .Skip(1)
            .Where(row => row.Count == 44 && row[29] == "EUR" && row[33] == "STANDARD");

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

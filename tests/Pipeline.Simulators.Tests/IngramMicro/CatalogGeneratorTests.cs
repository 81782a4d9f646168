using Pipeline.Simulators.IngramMicro;

namespace Pipeline.Simulators.Tests.IngramMicro;

public sealed class CatalogGeneratorTests
{
    [Fact]
    public void An_hour_changes_the_rows_of_exactly_the_share_asked_for()
    {
        CatalogGenerator catalog = new(new CatalogOptions { Seed = 5, Rows = 10_000, Dirt = DirtKinds.None });
        string[] before = Written.Windows1252(Written.Price(catalog)).Split("\r\n");

        CatalogChanges changes = catalog.NextHour(0.02);

        string[] after = Written.Windows1252(Written.Price(catalog)).Split("\r\n");
        Assert.Equal(new CatalogChanges(200, 0, 0, 0), changes);
        Assert.Equal(200, before.Zip(after).Count(pair => pair.First != pair.Second));
    }

    [Fact]
    public void An_hour_changes_dirty_articles_visibly_too()
    {
        CatalogGenerator catalog = new(new CatalogOptions { Seed = 5, Rows = 4_000, DirtScale = 5 });
        Dictionary<string, string> before = FirstRows(catalog);

        CatalogChanges changes = catalog.NextHour(1);

        Dictionary<string, string> after = FirstRows(catalog);
        Assert.Equal(before.Count, changes.Changed);
        Assert.DoesNotContain(after, row => before[row.Key] == row.Value);
    }

    [Fact]
    public void A_day_changes_adds_removes_and_later_brings_back()
    {
        CatalogGenerator catalog = new(new CatalogOptions { Seed = 5, Rows = 10_000, Dirt = DirtKinds.None });

        CatalogChanges first = catalog.NextDay();
        CatalogChanges second = catalog.NextDay();

        Assert.Equal(new CatalogChanges(998, 20, 20, 0), first);
        Assert.Equal(new CatalogChanges(998, 20, 20, 4), second);
        Assert.Equal(10_004, catalog.ListedCount);
    }

    [Fact]
    public void Additions_come_in_the_middle_of_the_file()
    {
        CatalogGenerator catalog = new(new CatalogOptions { Seed = 5, Rows = 10_000, Dirt = DirtKinds.None });
        HashSet<string> before = [.. ExpectedCatalog.FromPriceFile(catalog).Articles.Keys];
        string last = before.Max()!;

        catalog.NextDay();

        IEnumerable<string> added = ExpectedCatalog.FromPriceFile(catalog).Articles.Keys.Where(sku => !before.Contains(sku));
        Assert.Contains(added, sku => string.CompareOrdinal(sku, last) < 0);
    }

    [Fact]
    public void The_clock_tells_the_times_of_the_files()
    {
        CatalogGenerator catalog = new(1, 10);

        catalog.NextHour(0);
        catalog.NextHour(0);
        Assert.Equal(new DateTimeOffset(2026, 3, 10, 8, 0, 0, TimeSpan.Zero), catalog.Now);
        Assert.Equal(new DateTimeOffset(2026, 3, 10, 6, 0, 0, TimeSpan.Zero), catalog.PriceFileTime);

        catalog.NextDay();
        Assert.Equal(new DateTimeOffset(2026, 3, 11, 6, 0, 0, TimeSpan.Zero), catalog.PriceFileTime);
        Assert.Equal(new DateOnly(2026, 3, 11), catalog.Today);
    }

    [Fact]
    public void A_long_life_is_repeatable()
    {
        static string Live()
        {
            CatalogGenerator catalog = new(11, 2_000);
            for (int day = 0; day < 5; day++)
            {
                catalog.NextHour(0.05);
                catalog.NextDay();
            }

            return Written.Hash(Written.Price(catalog)) + Written.Hash(Written.Stock(catalog));
        }

        Assert.Equal(Live(), Live());
    }

    private static Dictionary<string, string> FirstRows(CatalogGenerator catalog) =>
        PlainCsv.Read(Written.Windows1252(Written.Price(catalog)), ',')
            .Where(row => row.Count == 44 && row[4] == "FR01" && row[29] == "EUR" && row[33] == "STANDARD")
            .DistinctBy(row => row[0])
            .ToDictionary(row => row[0], row => string.Join('|', row));
}

using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds;

namespace Pipeline.Partners.Tests.Feeds;

public sealed class SampleFileTests : IDisposable
{
    private readonly FeedFolder folder = new();

    [Fact]
    public async Task Price_sample_gives_eight_articles_from_nine_rows()
    {
        await using IFeedChangeSet changes = await folder.CompareAsync(FeedProfileCatalog.Load("nl-price", null), FeedFolder.Sample("price.csv"));

        Assert.Equal(new FeedCounts { Read = 9, Created = 8, Skipped = 1, Warnings = 1 }, changes.Counts);
        Assert.True(changes.Counts.AddUp);
        FeedStatistics statistics = changes.Statistics;
        Assert.Equal((9, 8, 1, 0, 0, 3), (statistics.Rows, statistics.Articles, statistics.Folded, statistics.Excluded, statistics.Failed, statistics.ZeroStock));
        Assert.Equal("windows-1252", statistics.Encoding);
        Assert.Empty(statistics.UnknownColumns);
        Assert.Equal(
            ["7100231", "7100487", "7100552", "7100610", "7100700", "7100710", "7100720", "7100999"],
            FeedFolder.All(changes).Select(change => change.Key));
    }

    [Fact]
    public async Task First_price_row_is_read_in_full()
    {
        FeedChange change = await PriceAsync("7100231");

        Assert.Equal((ChangeKind.Added, CatalogFields.Product | CatalogFields.Prices | CatalogFields.Stocks), (change.Kind, change.Fields));
        Assert.Equal(2, change.Origin.Line);
        Assert.Equal(776, change.Origin.FirstByte);
        FeedFacts facts = change.Facts;
        Assert.Equal(new DistributorSku("000000000007100231", "7100231"), facts.Sku);
        Assert.Equal((612.40m, "EUR", 20.00m, null), (facts.Price!.Price, facts.Price!.Currency, facts.Price!.VatPercent, facts.Price!.RetailPrice));
        Assert.Equal([new Fee("recycling", 0.42m), new Fee("battery", 0.03m)], facts.Price!.Fees);
        Assert.Equal(("ZENTARO", "ZTB14-8512FR", "2007100230014"), (facts.Product!.Brand, facts.Product!.Mpn, facts.Product!.Gtin));
        Assert.Equal("Zentaro Book 14 i5 16Go 512Go AZERTY", facts.Product!.Description);
        Assert.Equal("Zentaro Book 14, écran 14\" mat, 16 Go, SSD 512 Go, clavier AZERTY", facts.Product!.LongDescription);
        Assert.Equal(new CategoryNames(null, ["Informatique", "Ordinateurs portables", "Portables professionnels"]), facts.Product!.Category);
        Assert.Equal((14, 120), (facts.Stock!.Local, facts.Stock!.Central));
        Assert.Equal([new PlantStock("FR01", 14)], facts.Stock!.Plants);
        Assert.Null(facts.Stock!.NextDelivery);
        Assert.Equal(
            new Dimensions
            {
                Weight = 1.62m, WeightUnit = "KG", Volume = 5.1m, VolumeUnit = "L",
                Length = 32.2m, Width = 22.5m, Height = 7m, DimensionUnit = "CM",
            },
            facts.Product!.Dimensions);
        Assert.Equal(new ArticleFlags { Warranty = true }, facts.Product!.Flags);
    }

    [Fact]
    public async Task Article_on_two_plants_sums_positive_stock_and_takes_the_largest_central_stock()
    {
        FeedFacts facts = (await PriceAsync("7100552")).Facts;

        Assert.Equal((41, 300), (facts.Stock!.Local, facts.Stock!.Central));
        Assert.Equal([new PlantStock("FR01", 41), new PlantStock("FR02", -3)], facts.Stock!.Plants);
        Assert.Equal(71.85m, facts.Price!.Price);
        Assert.Equal([new Fee("musicCopyright", 6.40m), new Fee("recycling", 0.05m)], facts.Price!.Fees);
        Assert.Equal("SSD portable 1 To, 2,5\", USB 3.2 Gen 2, noir", facts.Product!.LongDescription);
    }

    [Fact]
    public async Task Special_articles_of_the_price_sample_are_recognised()
    {
        FeedFacts discontinued = (await PriceAsync("7100999")).Facts;
        Assert.Null(discontinued.Price!.Price);
        Assert.Equal(new ArticleFlags { Discontinued = true, Substitute = "7100487" }, discontinued.Product!.Flags);

        FeedFacts license = (await PriceAsync("7100700")).Facts;
        Assert.Equal(new ArticleFlags { License = true, DirectOrder = true }, license.Product!.Flags);
        Assert.Null(license.Product!.Gtin);
        Assert.Equal(new Dimensions(), license.Product!.Dimensions);

        FeedFacts free = (await PriceAsync("7100710")).Facts;
        Assert.Equal((0.00m, "0200710071004", null), (free.Price!.Price, free.Product!.Gtin, free.Stock!.NextDelivery));
        Assert.True(free.Product!.Flags.New);

        FeedFacts book = (await PriceAsync("7100610")).Facts;
        Assert.Equal((5.50m, "Guide réseau PME, 3e édition"), (book.Price!.VatPercent, book.Product!.Description));

        FeedFacts dock = (await PriceAsync("7100487")).Facts;
        Assert.Equal(new Delivery(new DateOnly(2026, 3, 19), 60), dock.Stock!.NextDelivery);

        FeedFacts charger = (await PriceAsync("7100720")).Facts;
        Assert.Null(charger.Product!.Gtin);
        Assert.Equal("Kvaldis chargeur 65W €-pack œillet", charger.Product!.Description);
        Assert.Equal("Chargeur USB-C 65 W – pack « œillet »", charger.Product!.LongDescription);
    }

    [Fact]
    public async Task Price_sample_reports_the_damaged_ean()
    {
        await using IFeedChangeSet changes = await folder.CompareAsync(FeedProfileCatalog.Load("nl-price", null), FeedFolder.Sample("price.csv"));

        string[] lines = (await FeedFolder.ReportAsync(changes)).Split("\r\n");
        Assert.Equal("\uFEFFseverity,code,line,column,text,message,remedy,row", lines[0]);
        Assert.StartsWith("warning,EAN_INVALID,10,EANUPC Code,2.00710E+12,", lines[1], StringComparison.Ordinal);
        Assert.Contains("000000000007100720,Kvaldis chargeur 65W €-pack œillet,KVA-65,2.00710E+12,", lines[1], StringComparison.Ordinal);
        Assert.Equal(["", ], lines[2..]);
        Assert.Null(changes.FirstError);
    }

    [Fact]
    public async Task Stock_sample_is_read_without_a_header()
    {
        await using IFeedChangeSet changes = await folder.CompareAsync(FeedProfileCatalog.Load("stock", null), FeedFolder.Sample("stock.csv"));

        Assert.Equal(new FeedCounts { Read = 8, Created = 8 }, changes.Counts);
        Assert.Equal(4, changes.Statistics.ZeroStock);
        IReadOnlyList<FeedChange> all = FeedFolder.All(changes);
        Dictionary<string, StockFacts> facts = all.ToDictionary(change => change.Key, change => change.Facts.Stock!);
        Assert.Equal((13, null, null), (facts["7100231"].Local, facts["7100231"].Central, facts["7100231"].NextDelivery));
        Assert.Equal(new DistributorSku("7100231", "7100231"), all.Single(change => change.Key == "7100231").Facts.Sku);
        Assert.Equal(new Delivery(new DateOnly(2026, 3, 26), 60), facts["7100487"].NextDelivery);
        Assert.Equal((0, null), (facts["7100710"].Local, facts["7100710"].NextDelivery));
        Assert.Equal((0, new Delivery(new DateOnly(2026, 3, 18), 40)), (facts["7100720"].Local, facts["7100720"].NextDelivery));
    }

    [Fact]
    public async Task Category_sample_gives_paths_of_three_levels()
    {
        await using IFeedChangeSet changes = await folder.CompareAsync(FeedProfileCatalog.Load("category-be", null), FeedFolder.Sample("category.csv"));

        Assert.Equal(new FeedCounts { Read = 7, Created = 7 }, changes.Counts);
        Assert.Equal("utf-8", changes.Statistics.Encoding);
        FeedChange dock = FeedFolder.All(changes).Single(change => change.Key == "104010");
        Assert.Equal(
            new CategoryPath([new("10", "Informatique"), new("1040", "Accessoires"), new("104010", "Stations d’accueil")]),
            dock.Facts.Category);
        Assert.Equal(2, dock.Origin.Line);
    }

    [Theory]
    [InlineData("nl-price", "price.csv", 8)]
    [InlineData("stock", "stock.csv", 8)]
    [InlineData("category-be", "category.csv", 7)]
    public async Task The_same_file_again_changes_nothing_and_repeats_its_warnings(string profileName, string sample, int articles)
    {
        FeedProfile profile = FeedProfileCatalog.Load(profileName, null);
        FeedFolder.Accepted first = await folder.AcceptAsync(profile, FeedFolder.Sample(sample));

        await using IFeedChangeSet again = await folder.CompareAsync(profile, FeedFolder.Sample(sample), first);

        Assert.Empty(FeedFolder.All(again));
        Assert.Equal((articles, 0, 0), (again.Counts.Unchanged, again.Counts.Created, again.Counts.Updated));
        Assert.True(again.Counts.AddUp);
        Assert.Equal(profileName == "nl-price" ? 1 : 0, again.Counts.Warnings);
        Assert.Equivalent(first.Statistics, again.Statistics);
    }

    public void Dispose() => folder.Dispose();

    private async Task<FeedChange> PriceAsync(string sku)
    {
        await using IFeedChangeSet changes = await folder.CompareAsync(FeedProfileCatalog.Load("nl-price", null), FeedFolder.Sample("price.csv"));
        return changes.Read(Buckets.Of(sku)).Single(change => change.Key == sku);
    }
}

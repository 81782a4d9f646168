using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds;

namespace Pipeline.Partners.Tests.Feeds;

/// <summary>Text that is no value never becomes an article, a price or a date.</summary>
public sealed class NoValueTests : IDisposable
{
    private const string Columns =
        "Ingram Part Number,EANUPC Code,Customer Price,Company code Currency,Availability (Local Stock),Local Stock Backlog Quantity,Local Stock Backlog ETA\n";

    private static readonly FeedProfile Profile = FeedProfileCatalog.Load("nl-price", null);

    private readonly FeedFolder folder = new();

    [Fact]
    public async Task Formula_around_an_article_number_is_7540001_with_its_part_number()
    {
        await using IFeedChangeSet changes = await RowCase.ReadAsync(folder, "excel-formula-text", "price.csv");

        Assert.Equal("7540001=19.00 7540002=29.00 7540003=39.00", RowCase.Each(changes, facts => facts.Price!.Price));
        ProductFacts first = FeedFolder.All(changes)[0].Facts.Product!;
        Assert.Equal("00123", first.Mpn);
        Assert.Contains("EAN_INVALID,2,EANUPC Code,2007540001016,", await FeedFolder.ReportAsync(changes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Formula_around_an_ean_is_that_ean()
    {
        await using IFeedChangeSet changes = await ReadAsync("1,=\"2007100230014\",1,EUR,0,,");

        Assert.Equal("1=2007100230014", RowCase.Each(changes, facts => facts.Product!.Gtin));
    }

    [Fact]
    public async Task Article_numbers_in_scientific_notation_are_three_errors_and_no_article()
    {
        await using IFeedChangeSet changes = await RowCase.ReadAsync(folder, "sku-scientific", "price.csv");

        Assert.Empty(FeedFolder.All(changes));
        Assert.Equal("SKU_DAMAGED:2 SKU_DAMAGED:3 SKU_DAMAGED:4", await RowCase.FindingsAsync(changes));
    }

    [Theory]
    [InlineData("=\"0007100231\"", "7100231")]
    [InlineData("\"=\"\"0007100231\"\"\"", "7100231")]
    [InlineData("'0007100231", "7100231")]
    [InlineData("'ab-1", "AB-1")]
    [InlineData("\u200b7100231\u200e", "7100231")]
    [InlineData("\ufeff000710\u200b0231", "7100231")]
    [InlineData("\u202f7100231\u202f", "7100231")]
    [InlineData("7100\u00ad231", "7100231")]
    [InlineData("7E-10", "7E-10")]
    [InlineData("12E4", "12E4")]
    [InlineData("A+B", "A+B")]
    [InlineData("#12", "#12")]
    public async Task Article_number_is_what_stands_within(string text, string key)
    {
        await using IFeedChangeSet changes = await ReadAsync($"{text},,1,EUR,0,,");

        Assert.Equal(key, FeedFolder.All(changes).Single().Key);
        Assert.DoesNotContain(FeedFolder.All(changes)[0].Facts.Sku.AsShown, static c => c is '\u200b' or '\ufeff' or '\u00ad' or '=' or '\'');
    }

    [Fact]
    public async Task Article_numbers_with_signs_of_every_kind_are_one_article_each()
    {
        await using IFeedChangeSet changes = await RowCase.ReadAsync(folder, "sku-table-keys", "price.csv");

        Assert.Equal((24, 0), (changes.Counts.Created, changes.Counts.Failed));
        Assert.Equal(
            [("AB/12", 10m), ("AB#12", 12m), ("AB?12", 13m), ("AB%2F12", 14m), ("AB\\12", 11m)],
            FeedFolder.All(changes).Where(static change => change.Facts.Price!.Price <= 14m)
                .Select(static change => (change.Key, change.Facts.Price!.Price!.Value)).OrderBy(static one => one.Item2 == 11m).ThenBy(static one => one.Item2));
    }

    [Theory]
    [InlineData("7.56000E+06")]
    [InlineData("\"7,56E+06\"")]
    [InlineData("7E+06")]
    [InlineData("1.2E-03")]
    [InlineData("=A1")]
    [InlineData("=\"0007")]
    [InlineData("#REF!")]
    [InlineData("#N/A")]
    [InlineData("########")]
    public async Task Damaged_article_number_is_an_error(string text)
    {
        await using IFeedChangeSet changes = await ReadAsync($"{text},,1,EUR,0,,\n2,,1,EUR,0,,");

        Assert.Equal(("SKU_DAMAGED", "Ingram Part Number", 2L), (changes.FirstError!.Code, changes.FirstError.Row!.Column, changes.FirstError.Row!.Line));
        Assert.Equal("2", FeedFolder.All(changes).Single().Key);
    }

    [Theory]
    [InlineData("\u200b12.50")]
    [InlineData("12.50\u200f")]
    [InlineData("\u202f12.50")]
    [InlineData("=\"12.50\"")]
    [InlineData("'12.50")]
    [InlineData("1\u200b2.50")]
    public async Task Price_is_12_50_whatever_is_invisible_around_it(string text)
    {
        await using IFeedChangeSet changes = await ReadAsync($"1,,{text},EUR,0,,");

        Assert.Equal("1=12.50", RowCase.Each(changes, facts => facts.Price!.Price));
    }

    [Fact]
    public async Task Lower_bounds_are_100_50_100_100_10_and_a_range_its_lower_end()
    {
        await using IFeedChangeSet changes = await RowCase.ReadAsync(folder, "stock-words", "price.csv");

        Assert.Equal(
            "7570000=100 7570001=50 7570002=100 7570003=100 7570004=10 7570005=none 7570006=none 7570007=none 7570008=10 7570009=none 75700010=none 75700011=none",
            string.Join(' ', RowCase.Each(changes, facts => facts.Stock?.Local).Split(' ').OrderBy(static one => one.Split('=')[0].Length).ThenBy(static one => one, StringComparer.Ordinal)));
        Assert.Equal(
            "QUANTITY_UNREADABLE:7 QUANTITY_UNREADABLE:8 QUANTITY_UNREADABLE:9 QUANTITY_UNREADABLE:11 QUANTITY_UNREADABLE:12 QUANTITY_UNREADABLE:13",
            await RowCase.FindingsAsync(changes));
    }

    [Theory]
    [InlineData(">=25", 25)]
    [InlineData("≥ 25", 25)]
    [InlineData("1000 +", 1000)]
    [InlineData("10 - 50", 10)]
    [InlineData("+25", 25)]
    public async Task Lower_bound_counts(string text, int local)
    {
        await using IFeedChangeSet changes = await ReadAsync($"1,,1,EUR,{text},,");

        Assert.Equal((local, 0), (FeedFolder.All(changes).Single().Facts.Stock!.Local, changes.Counts.Warnings));
    }

    [Theory]
    [InlineData("50-10")]
    [InlineData(">")]
    [InlineData("+")]
    [InlineData(">many")]
    [InlineData("<5")]
    [InlineData("1E+2")]
    public async Task What_is_no_lower_bound_is_no_stock_that_is_known_with_a_warning(string text)
    {
        await using IFeedChangeSet changes = await ReadAsync($"1,,1,EUR,{text},,");

        Assert.Equal((null, 1), (FeedFolder.All(changes).Single().Facts.Stock?.Local, changes.Counts.Warnings));
    }

    [Fact]
    public async Task Stock_that_cannot_be_read_counts_for_the_guard_of_stocks_that_have_become_zero()
    {
        await using IFeedChangeSet changes = await ReadAsync("1,,1,EUR,many,,\n2,,1,EUR,3,,\n3,,1,EUR,0,,");

        Assert.Equal((3, 2), (changes.Statistics.Articles, changes.Statistics.ZeroStock));
    }

    [Fact]
    public async Task Lower_bounds_are_a_rule_of_the_profile()
    {
        string file = folder.Write(Columns + "1,,1,EUR,>100,,\n");
        await using IFeedChangeSet changes = await folder.CompareAsync(Profile with { LowerBounds = false }, file);

        Assert.Equal((null, 1), (FeedFolder.All(changes).Single().Facts.Stock?.Local, changes.Counts.Warnings));
    }

    [Fact]
    public async Task Placeholder_dates_are_none_without_a_warning()
    {
        await using IFeedChangeSet changes = await RowCase.ReadAsync(folder, "placeholder-dates", "price.csv");

        Assert.Equal(
            "7580000=none 7580001=none 7580002=none 7580003=none 7580004=none 7580005=none 7580006=none 7580007=02/15/2027",
            RowCase.Each(changes, facts => facts.Stock!.NextDelivery?.Date));
        Assert.Equal(0, changes.Counts.Warnings);
    }

    [Theory]
    [InlineData("01/01/1900")]
    [InlineData("1970-01-01")]
    [InlineData("00.00.0000")]
    [InlineData("0")]
    [InlineData("31/12/2099")]
    public async Task Date_that_stands_for_none_is_none(string text)
    {
        await using IFeedChangeSet changes = await ReadAsync($"1,,1,EUR,0,5,{text}");

        Assert.Equal((null, 0), (FeedFolder.All(changes).Single().Facts.Stock!.NextDelivery, changes.Counts.Warnings));
    }

    public void Dispose() => folder.Dispose();

    private Task<IFeedChangeSet> ReadAsync(string rows) => folder.CompareAsync(Profile, folder.Write(Columns + rows + "\n"));
}

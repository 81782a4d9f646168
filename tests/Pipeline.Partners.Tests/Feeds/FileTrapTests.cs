using System.Text;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds;

namespace Pipeline.Partners.Tests.Feeds;

/// <summary>The traps of Ingram Micro that lie in files, one test each.</summary>
public sealed class FileTrapTests : IDisposable
{
    private const string Columns =
        "Ingram Part Number,EANUPC Code,Plant,Vendor Name,Customer Price,Company code Currency,Availability (Local Stock),"
        + "Availability (Central Stock),Creation Reason Type,Local Stock Backlog Quantity,Local Stock Backlog ETA,Recycling Fees,Total Fees\n";

    private static readonly FeedProfile Profile = FeedProfileCatalog.Load("nl-price", null);

    private readonly FeedFolder folder = new();

    [Fact]
    public async Task Sku_of_18_digits_is_compared_without_its_zeros() =>
        Assert.Equal(new DistributorSku("000000000007100231", "7100231"), (await OneAsync("000000000007100231,,,,1,EUR,0,0,,,,,")).Sku);

    [Theory]
    [InlineData("2007100230014", "2007100230014", 0)]
    [InlineData("200710071004", "0200710071004", 0)]
    [InlineData("", null, 0)]
    [InlineData("2.00710E+12", null, 1)]
    [InlineData("2007100230015", null, 1)]
    public async Task Ean_is_validated_never_repaired(string text, string? gtin, int warnings)
    {
        await using IFeedChangeSet changes = await ReadAsync($"1,{text},,,1,EUR,0,0,,,,,");

        Assert.Equal(gtin, FeedFolder.All(changes).Single().Facts.Product!.Gtin);
        Assert.Equal(warnings, changes.Counts.Warnings);
    }

    [Fact]
    public async Task Same_sku_on_several_rows_sums_stock_and_takes_the_cheapest_orderable_price()
    {
        FeedFacts facts = await OneAsync(
            "7,,A,,0.00,EUR,5,30,,,,,\n007,,B,,9.50,EUR,-2,30,,,,,\n7,,C,,8.75,EUR,4,30,,,,,\n7,,D,,X,EUR,1,31,,,,,");

        Assert.Equal((8.75m, 10, 31), (facts.Price!.Price, facts.Stock!.Local, facts.Stock!.Central));
    }

    [Fact]
    public async Task Row_repeated_byte_for_byte_counts_once()
    {
        await using IFeedChangeSet changes = await ReadAsync("7,,A,,2,EUR,5,30,,,,,\n7,,A,,2,EUR,5,30,,,,,");

        Assert.Equal(5, FeedFolder.All(changes).Single().Facts.Stock!.Local);
        Assert.Equal(new FeedCounts { Read = 2, Created = 1, Skipped = 1 }, changes.Counts);
    }

    [Theory]
    [InlineData("X", null)]
    [InlineData("", null)]
    [InlineData("0.00", "0.00")]
    [InlineData("1,234.56", "1234.56")]
    [InlineData("1.234,56", "1234.56")]
    [InlineData("612,40", "612.40")]
    public async Task Price_may_be_missing_zero_or_written_with_a_comma(string text, string? price)
    {
        FeedFacts facts = await OneAsync($"1,,,,\"{text}\",EUR,3,0,,,,,");

        Assert.Equal(price is null ? null : decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture), facts.Price!.Price);
    }

    [Theory]
    [InlineData("-3", 0)]
    [InlineData("NaN", 0)]
    [InlineData(" 14 ", 14)]
    public async Task Negative_or_nan_quantity_is_floored_without_a_warning(string text, int local)
    {
        await using IFeedChangeSet changes = await ReadAsync($"1,,NL01,,1,EUR,{text},0,,,,,");

        Assert.Equal(local, FeedFolder.All(changes).Single().Facts.Stock!.Local);
        Assert.Equal(0, changes.Counts.Warnings);
    }

    [Theory]
    [InlineData("0", "20260310", null, 0)]
    [InlineData("0", "20200101", null, 0)]
    [InlineData("5", "20260310", "2026-03-10", 0)]
    [InlineData("5", "20260309", "2026-03-09", 1)]
    [InlineData("5", "00000000", null, 0)]
    [InlineData("5", "20260231", null, 1)]
    [InlineData("5", "19/03/2026", "2026-03-19", 0)]
    public async Task Eta_counts_only_with_a_quantity_and_warns_when_past(string quantity, string date, string? day, int warnings)
    {
        await using IFeedChangeSet changes = await ReadAsync($"1,,,,1,EUR,0,0,,{quantity},{date},,");

        Assert.Equal(day, FeedFolder.All(changes).Single().Facts.Stock!.NextDelivery?.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(warnings, changes.Counts.Warnings);
    }

    [Fact]
    public async Task Padding_and_no_break_spaces_are_trimmed_in_every_encoding()
    {
        foreach (Encoding encoding in (Encoding[])[Encoding.Latin1, new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true)])
        {
            byte[] file = [.. encoding.GetPreamble(), .. encoding.GetBytes(Columns + " 1\u00a0,,,\u00a0 BRAND é \u00a0,\u00a01.50 ,EUR, 2 ,0,,,,,\n")];

            await using IFeedChangeSet changes = await folder.CompareAsync(Profile, folder.Write(file));

            FeedFacts facts = FeedFolder.All(changes).Single().Facts;
            Assert.Equal(("1", "BRAND é", 1.50m, 2), (facts.Sku.AsCompared, facts.Product!.Brand, facts.Price!.Price, facts.Stock!.Local));
            Assert.Equal(0, changes.Counts.Warnings);
        }
    }

    [Fact]
    public async Task Byte_outside_the_code_page_is_replaced_and_counted()
    {
        byte[] file = Encoding.Latin1.GetBytes(Columns + "1,,,caf\u00e9 \u0081,1,EUR,2,0,,,,,\n");

        await using IFeedChangeSet changes = await folder.CompareAsync(Profile, folder.Write(file));

        Assert.Equal("café \uFFFD", FeedFolder.All(changes).Single().Facts.Product!.Brand);
        Assert.Equal(1, changes.Counts.Warnings);
        Assert.Contains("warning,TEXT_UNDECODABLE,2,", await FeedFolder.ReportAsync(changes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unclosed_quote_spoils_its_own_row_only()
    {
        await using IFeedChangeSet changes = await ReadAsync("1,,,\"never closed,1,EUR,2,0,,,,,\n2,,,14\" mat,1,EUR,2,0,,,,,\n3,,,\"quoted \"\"x\"\", y\",1,EUR,2,0,,,,,");

        Assert.Equal(["2", "3"], FeedFolder.All(changes).Select(change => change.Key));
        Assert.Equal(["14\" mat", "quoted \"x\", y"], FeedFolder.All(changes).Select(change => change.Facts.Product!.Brand));
        Assert.Equal(("ROW_QUOTE", 2, "1,,,\"never closed,1,EUR,2,0,,,,,"), (changes.FirstError!.Code, changes.FirstError.Row!.Line, changes.FirstError.Row!.RawRow));
    }

    [Theory]
    [InlineData("1,,,,1,EUR,2,0", "ROW_COLUMNS", null)]
    [InlineData(",,,,1,EUR,2,0,,,,,", "SKU_MISSING", "Ingram Part Number")]
    [InlineData("1,,,,abc,EUR,2,0,,,,,", "PRICE_UNREADABLE", "Customer Price")]
    [InlineData("1,,,,-1.00,EUR,2,0,,,,,", "PRICE_UNREADABLE", "Customer Price")]
    [InlineData("1,,,,1,USD,2,0,,,,,", "CURRENCY_FOREIGN", "Company code Currency")]
    [InlineData("1,,a\0b,,1,EUR,2,0,,,,,", "ROW_BINARY", null)]
    public async Task Bad_row_is_dropped_alone(string row, string code, string? column)
    {
        string good = string.Concat(Enumerable.Range(2, 2000).Select(i => $"{i},,,some brand name,1,EUR,2,0,,,,,\n"));
        await using IFeedChangeSet changes = await ReadAsync(good + row);

        Assert.Equal(new FeedCounts { Read = 2001, Created = 2000, Failed = 1 }, changes.Counts);
        Assert.Equal((code, column, 2002), (changes.FirstError!.Code, changes.FirstError.Row!.Column, changes.FirstError.Row!.Line));
        Assert.Equal(code == "CURRENCY_FOREIGN" ? 1 : 0, changes.ForeignCurrencyRows);
    }

    [Fact]
    public async Task Special_bid_row_is_excluded()
    {
        await using IFeedChangeSet changes = await ReadAsync("1,,,,5,EUR,2,0,STANDARD,,,,\n1,,,,3,EUR,2,0,BID-77,,,,");

        Assert.Equal(5m, FeedFolder.All(changes).Single().Facts.Price!.Price);
        Assert.Equal(new FeedCounts { Read = 2, Created = 1, Skipped = 1 }, changes.Counts);
        Assert.Equal(1, changes.Statistics.Excluded);
    }

    [Fact]
    public async Task Fee_total_that_is_not_the_sum_warns_and_the_parts_count()
    {
        await using IFeedChangeSet changes = await ReadAsync("1,,,,5,EUR,2,0,,,,0.42, 0.47");

        Assert.Equal([new Fee("recycling", 0.42m)], FeedFolder.All(changes).Single().Facts.Price!.Fees);
        Assert.Equal(1, changes.Counts.Warnings);
    }

    [Fact]
    public async Task Report_cannot_run_formulas_in_a_spreadsheet()
    {
        await using IFeedChangeSet changes = await ReadAsync("=1+2,=cmd|x,,,5,EUR,2,0,,,,,");

        string report = await FeedFolder.ReportAsync(changes);
        Assert.Contains(",\"'=1+2\",", report, StringComparison.Ordinal);
        Assert.Contains(",\"'=1+2,=cmd|x,,,5,EUR,2,0,,,,,\"\r\n", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Utf8_file_with_a_few_damaged_characters_is_still_utf8()
    {
        string text = Columns + string.Concat(Enumerable.Range(1, 50).Select(i => $"{i},,,café,5,EUR,2,0,,,,,\n"));
        byte[] file = [.. Encoding.UTF8.GetBytes(text), .. Encoding.Latin1.GetBytes("99,,,caf\u00e9,5,EUR,2,0,,,,,\n")];

        await using IFeedChangeSet changes = await folder.CompareAsync(Profile, folder.Write(file));

        Assert.Equal("utf-8", changes.Statistics.Encoding);
        Assert.Equal("café", FeedFolder.All(changes)[0].Facts.Product!.Brand);
        Assert.Equal(1, changes.Counts.Warnings);
    }

    public void Dispose() => folder.Dispose();

    private Task<IFeedChangeSet> ReadAsync(string rows) => folder.CompareAsync(Profile, folder.Write(Columns + rows + "\n"));

    private async Task<FeedFacts> OneAsync(string rows)
    {
        await using IFeedChangeSet changes = await ReadAsync(rows);
        return FeedFolder.All(changes).Single().Facts;
    }
}

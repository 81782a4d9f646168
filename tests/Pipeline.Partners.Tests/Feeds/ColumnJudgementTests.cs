using System.Globalization;
using System.Text;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds;

namespace Pipeline.Partners.Tests.Feeds;

/// <summary>Decimal marks, encoding and flag words are judged by the column or the file; what stays open is a finding.</summary>
public sealed class ColumnJudgementTests : IDisposable
{
    private const string Columns = "Ingram Part Number;Vendor Name;Weight;Customer Price;Company code Currency;Availability (Local Stock);BOM Flag\n";

    private static readonly FeedProfile Profile = FeedProfileCatalog.Load("nl-price", null);

    private readonly FeedFolder folder = new();

    [Theory]
    [InlineData("price.csv")]
    [InlineData("price-eu.csv")]
    public async Task Thousands_are_1234_beside_2999_with_decimals_and_stock_of_1_000_is_1000(string file)
    {
        await using IFeedChangeSet changes = await RowCase.ReadAsync(folder, "thousands", file);

        Assert.Equal("7530001=1234 7530002=1234.50 7530003=2999.00 7530004=899.90", RowCase.Each(changes, facts => facts.Price!.Price));
        Assert.Equal("7530001=1000 7530002=12500 7530003=1250 7530004=3", RowCase.Each(changes, facts => facts.Stock!.Local));
        Assert.Equal((0, 0), (changes.Counts.Failed, changes.Counts.Warnings));
    }

    [Theory]
    [InlineData("1,234", "9.90", "1234")]
    [InlineData("1.234", "9,90", "1234")]
    [InlineData("1.234", "9.9", "1.234")]
    [InlineData("1,234", "0,125", "1.234")]
    [InlineData("1.234", "1234.500", "1.234")]
    [InlineData("1.234", "1.234.567", "1234")]
    [InlineData("1,234", "1\u00a0234,5", "1.234")]
    [InlineData("12,345", "12'345.5", "12345")]
    public async Task Open_price_is_what_another_one_of_its_column_says(string open, string other, string price)
    {
        await using IFeedChangeSet changes = await ReadAsync($"1;A;;{open};EUR;0;\n2;A;;{other};EUR;0;");

        Assert.Equal(decimal.Parse(price, CultureInfo.InvariantCulture), FeedFolder.All(changes)[0].Facts.Price!.Price);
        Assert.Equal(0, changes.Counts.Failed);
    }

    [Theory]
    [InlineData("1,234", "5")]
    [InlineData("1.234", "5")]
    [InlineData("1.234", "2.345")]
    [InlineData("1,234", "7,5\n3;A;;7.5")]
    public async Task Price_that_stays_open_is_an_issue_and_no_price(string open, string other)
    {
        await using IFeedChangeSet changes = await ReadAsync($"1;A;1.0000;{open};EUR;0;\n2;A;1.0000;{other.Replace("\n", ";EUR;0;\n", StringComparison.Ordinal)};EUR;0;");

        Assert.Equal(("PRICE_AMBIGUOUS", 2L), (changes.FirstError!.Code, changes.FirstError.Row!.Line));
        Assert.DoesNotContain(FeedFolder.All(changes), static change => change.Key == "1");
    }

    [Fact]
    public async Task Profile_that_names_the_mark_leaves_nothing_open()
    {
        string file = folder.Write(Columns + "1;A;;1,234;EUR;0;\n2;A;;1.234,5;EUR;0;\n");
        await using IFeedChangeSet changes = await folder.CompareAsync(Profile with { Decimal = "," }, file);

        Assert.Equal("1=1.234 2=1234.5", RowCase.Each(changes, facts => facts.Price!.Price));
    }

    [Theory]
    [InlineData("1,000", "9,90", 1)]
    [InlineData("1,000", "9.90", 1000)]
    [InlineData("1.000", "9,90", 1000)]
    [InlineData("1,250", "9", 1250)]
    [InlineData("14.000", "9.90", 14)]
    [InlineData("14.000", "9,90", 14000)]
    [InlineData("14.000", "9", null)]
    [InlineData("1,000", "9", null)]
    public async Task Open_quantity_is_what_its_column_or_the_prices_say_and_else_not_known(string open, string price, int? local)
    {
        await using IFeedChangeSet changes = await ReadAsync($"1;A;;{price};EUR;{open};");

        Assert.Equal(local, FeedFolder.All(changes).Single().Facts.Stock?.Local);
        Assert.Equal(local is null ? "NUMBER_AMBIGUOUS:2" : string.Empty, await RowCase.FindingsAsync(changes));
    }

    [Fact]
    public async Task Weights_with_a_point_do_not_tell_the_mark_of_prices()
    {
        await using IFeedChangeSet changes = await ReadAsync("1;A;1.0000;1,234;EUR;0;");

        Assert.Equal("PRICE_AMBIGUOUS", changes.FirstError!.Code);
    }

    [Fact]
    public async Task Unchanged_rows_are_read_again_when_the_column_says_another_thing()
    {
        FeedFolder.Accepted before = await folder.AcceptAsync(Profile, folder.Write(Columns + "1;A;;1,234;EUR;0;\n2;A;;9.90;EUR;0;\n"));
        await using IFeedChangeSet same = await folder.CompareAsync(Profile, folder.Write(Columns + "1;A;;1,234;EUR;0;\n2;A;;9.80;EUR;0;\n"), before);
        await using IFeedChangeSet other = await folder.CompareAsync(Profile, folder.Write(Columns + "1;A;;1,234;EUR;0;\n2;A;;9,80;EUR;0;\n"), before);

        Assert.Equal("2=9.80", RowCase.Each(same, facts => facts.Price!.Price));
        Assert.Equal("1=1.234 2=9.80", RowCase.Each(other, facts => facts.Price!.Price));
    }

    [Fact]
    public async Task What_a_column_said_is_remembered_over_files_in_which_nothing_asked()
    {
        FeedFolder.Accepted first = await folder.AcceptAsync(Profile, folder.Write(Columns + "1;A;;1,234;EUR;0;\n2;A;;9.90;EUR;0;\n"));
        string file = folder.Write(Columns + "1;A;;1,234;EUR;0;\n2;A;;9.80;EUR;0;\n");
        await using IFeedChangeSet second = await folder.CompareAsync(Profile, file, first);
        await using IFeedChangeSet third = await folder.CompareAsync(
            Profile, folder.Write(Columns + "1;A;;1,234;EUR;0;\n2;A;;9;EUR;0;\n"), new FeedFolder.Accepted(file, Profile, second.Statistics));

        Assert.Equal("PRICE_AMBIGUOUS", third.FirstError!.Code);
    }

    [Fact]
    public async Task Rows_of_utf8_in_a_file_of_windows_1252_are_read_and_noticed()
    {
        byte[] file =
        [
            .. Encoding.Latin1.GetBytes(Columns + "1;caf\u00e9;;1;EUR;0;\n2;\u00fcber;;1;EUR;0;\n"), .. Encoding.UTF8.GetBytes("3;caf\u00e9;;1;EUR;0;\n"),
            .. Encoding.Latin1.GetBytes("4;plain;;1;EUR;0;\n"),
        ];
        await using IFeedChangeSet changes = await folder.CompareAsync(Profile, folder.Write(file));

        Assert.Equal("1=café 2=über 3=café 4=plain", RowCase.Each(changes, facts => facts.Product!.Brand));
        Assert.Equal("TEXT_MIXED:4", await RowCase.FindingsAsync(changes));
    }

    [Fact]
    public async Task Article_numbers_of_utf8_rows_are_those_of_the_other_rows()
    {
        byte[] file = [.. Encoding.Latin1.GetBytes(Columns + "\u00c4-1;A;;1;EUR;2;\n"), .. Encoding.UTF8.GetBytes("\u00c4-1;A;;1;EUR;3;\n")];
        await using IFeedChangeSet changes = await folder.CompareAsync(Profile, folder.Write(file));

        Assert.Equal("Ä-1=5", RowCase.Each(changes, facts => facts.Stock!.Local));
    }

    [Fact]
    public async Task Encoding_that_the_profile_names_is_not_doubted()
    {
        string file = folder.Write(Columns + "1;caf\u00e9;;1;EUR;0;\n");
        await using IFeedChangeSet changes = await folder.CompareAsync(Profile with { Encoding = "windows-1252" }, file);

        Assert.Equal("1=cafÃ©", RowCase.Each(changes, facts => facts.Product!.Brand));
    }

    [Fact]
    public async Task Words_for_no_set_no_flag_and_make_no_licence()
    {
        await using IFeedChangeSet changes = await RowCase.ReadAsync(folder, "flag-words", "price.csv");

        Assert.Equal(
            "7510001=False 7510002=False 7510003=False 7510004=False",
            RowCase.Each(changes, facts => facts.Product!.Flags is { Bundle: true } or { Warranty: true } or { New: true } or { DirectOrder: true } or { License: true }));
        Assert.Equal(0, changes.Counts.Warnings);
    }

    [Theory]
    [InlineData("X", true, 0)]
    [InlineData("1", true, 0)]
    [InlineData("oui", true, 0)]
    [InlineData("Sí", true, 0)]
    [InlineData("faux", false, 0)]
    [InlineData("N/A", false, 0)]
    [InlineData("\u200bNo\u00a0", false, 0)]
    [InlineData("perhaps", false, 1)]
    public async Task Flag_is_set_by_a_word_that_says_so_and_an_unknown_word_warns(string word, bool isSet, int warnings)
    {
        await using IFeedChangeSet changes = await ReadAsync($"1;A;;1;EUR;0;{word}");

        Assert.Equal((isSet, warnings), (FeedFolder.All(changes).Single().Facts.Product!.Flags.Bundle, changes.Counts.Warnings));
    }

    public void Dispose() => folder.Dispose();

    private Task<IFeedChangeSet> ReadAsync(string rows) => folder.CompareAsync(Profile, folder.Write(Columns + rows + "\n"));
}

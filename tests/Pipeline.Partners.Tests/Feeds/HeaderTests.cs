using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds;

namespace Pipeline.Partners.Tests.Feeds;

/// <summary>Which column counts is said by the header, or the file is refused.</summary>
public sealed class HeaderTests : IDisposable
{
    private static readonly FeedProfile Price = FeedProfileCatalog.Load("nl-price", null);
    private static readonly FeedProfile Stock = FeedProfileCatalog.Load("stock", null);

    private readonly FeedFolder folder = new();

    [Theory]
    [InlineData("Ingram Part Number,Customer Price,Customer Price,Company code Currency", "'Customer Price' (column 2) and 'Customer Price' (column 3)")]
    [InlineData("Ingram Part Number,Customer Price,Dealer price,Company code Currency", "'Customer Price' (column 2) and 'Dealer price' (column 3)")]
    [InlineData("Ingram Part Number,SKU,Customer Price,Company code Currency", "'Ingram Part Number' (column 1) and 'SKU' (column 2)")]
    [InlineData("Ingram Part Number,Customer Price,Company code Currency,Available Quantity,Availability (Local Stock)", "'Available Quantity' (column 4) and 'Availability (Local Stock)' (column 5)")]
    [InlineData("Ingram Part Number,\u200bcustomer price ,Customer Price,Company code Currency", "'customer price' (column 2) and 'Customer Price' (column 3)")]
    public async Task Two_columns_of_one_field_are_refused_by_their_names(string header, string names)
    {
        string file = folder.Write(header + "\n" + string.Join(',', Enumerable.Repeat("1", header.Split(',').Length)) + "\n");

        FeedRefusedException refusal = await Assert.ThrowsAsync<FeedRefusedException>(() => folder.CompareAsync(Price, file));

        Assert.Equal("FEED_COLUMNS", refusal.Code);
        Assert.Contains(names, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_that_mean_nothing_here_may_stand_twice()
    {
        string file = folder.Write("Ingram Part Number,Customer Price,Company code Currency,Size,Size,Colour,Colour\n1,2,EUR,a,b,c,d\n");
        await using IFeedChangeSet changes = await folder.CompareAsync(Price, file);

        Assert.Equal(1, changes.Counts.Created);
    }

    [Theory]
    [InlineData("header-not-known", "stock-other-order.csv")]
    [InlineData("sep-line", "stock-foreign-header.csv")]
    public async Task Header_that_nobody_knows_is_refused_and_never_stock(string folder, string file)
    {
        FeedRefusedException refusal = await Assert.ThrowsAsync<FeedRefusedException>(() => RowCase.ReadAsync(this.folder, folder, file, "stock"));

        Assert.Equal("FEED_COLUMNS", refusal.Code);
        Assert.Contains("'Artikelnummer'", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Artikel,Hersteller,Menge,Offen,Datum")]
    [InlineData("\"ARTICLE\",\"REF\",\"QTE\",\"\",\"\"")]
    [InlineData("Part,Mpn,In stock,,")]
    public async Task Text_for_quantities_in_the_first_line_is_a_header(string header) =>
        Assert.Equal("FEED_COLUMNS", await folder.RefusalAsync(Stock, folder.Write(header + "\n7610001,VP1,42,0,\n")));

    [Theory]
    [InlineData("7610001,VP1,NaN,,")]
    [InlineData("7610001,VP1,>5,0,")]
    [InlineData("7610001,VP1,,,")]
    [InlineData("7610001,VP1,5 pcs,,")]
    public async Task First_row_with_a_number_is_a_row(string row)
    {
        await using IFeedChangeSet changes = await folder.CompareAsync(Stock, folder.Write(row + "\n7610002,VP2,17,0,\n"));

        Assert.Equal(2, changes.Counts.Read);
    }

    [Fact]
    public async Task Header_with_line_breaks_in_its_names_is_known()
    {
        string file = folder.Write("\"Ingram Part\nNumber\",\"Customer\r\nPrice\",Company code Currency\r\n1,2,EUR\r\n2,x y,EUR\r\n");
        await using IFeedChangeSet changes = await folder.CompareAsync(Price, file);

        Assert.Equal((1, 5L), (changes.Counts.Created, changes.FirstError!.Row!.Line));
    }

    public void Dispose() => folder.Dispose();
}

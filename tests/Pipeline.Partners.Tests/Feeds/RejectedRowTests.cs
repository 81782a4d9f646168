using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds;

namespace Pipeline.Partners.Tests.Feeds;

/// <summary>An article whose row was rejected is not absent: it keeps its last good values, and the counts say so.</summary>
public sealed class RejectedRowTests : IDisposable
{
    private const string Columns = "Ingram Part Number,Plant,Customer Price,Company code Currency,Availability (Local Stock)\n";
    private const string Others = "2,A,5,EUR,1\n3,A,5,EUR,1\n";

    private static readonly FeedProfile Profile = FeedProfileCatalog.Load("nl-price", null);

    private readonly FeedFolder folder = new();

    [Theory]
    [InlineData("1,A,abc,EUR,4", "PRICE_UNREADABLE")]
    [InlineData("1,A,-5,EUR,4", "PRICE_UNREADABLE")]
    [InlineData("1,A,\"1,234\",EUR,4", "PRICE_AMBIGUOUS")]
    [InlineData("1,A,5,USD,4", "CURRENCY_FOREIGN")]
    [InlineData("1,A,5,EUR", "ROW_COLUMNS")]
    [InlineData("1,A,5,EUR,4,more", "ROW_COLUMNS")]
    [InlineData("1,\"A,5,EUR,4", "ROW_QUOTE")]
    [InlineData("1,A\0,5,EUR,4", "ROW_BINARY")]
    public async Task Article_whose_row_is_rejected_stays_as_it_was(string row, string code)
    {
        FeedFolder.Accepted before = await AcceptAsync(null, "1,A,5,EUR,4\n" + Others);
        string padding = row.Contains('\0', StringComparison.Ordinal) ? string.Concat(Enumerable.Range(10, 6000).Select(static i => $"{i},A,5,EUR,4\n")) : string.Empty;
        await using IFeedChangeSet changes = await ReadAsync(before, padding + row + "\n" + Others);

        Assert.Equal(code, changes.FirstError!.Code);
        Assert.DoesNotContain(FeedFolder.All(changes), static change => change.Key == "1");
        Assert.Equal((0, 0, 1, 2), (changes.Counts.Removed, changes.Counts.Updated, changes.Counts.Failed, changes.Counts.Unchanged));
    }

    [Theory]
    [InlineData("1,A,many,0", "QUANTITY_UNREADABLE")]
    [InlineData("1,A,1.5,0", "QUANTITY_UNREADABLE")]
    [InlineData("1,A,<5,0", "QUANTITY_UNREADABLE")]
    [InlineData("1,A,14.000,0", "NUMBER_AMBIGUOUS")]
    public async Task Article_whose_stock_cannot_be_read_keeps_its_last_good_stock_and_is_not_zero(string row, string code)
    {
        const string Header = "Ingram Part Number,Plant,Availability (Local Stock),Availability (Central Stock)\n";
        FeedProfile stock = FeedProfileCatalog.Load("stock", null) with { Header = HeaderRule.Present };
        FeedFolder.Accepted before = await folder.AcceptAsync(stock, folder.Write(Header + "1,A,4,0\n2,A,7,0\n"));
        await using IFeedChangeSet changes = await folder.CompareAsync(stock, folder.Write(Header + row + "\n2,A,6,0\n"), before);

        Assert.Equal(code, changes.FirstError!.Code);
        Assert.Equal("2=6", RowCase.Each(changes, static facts => facts.Stock!.Local));
        Assert.Equal((1, 1, 0), (changes.Counts.Failed, changes.Counts.Updated, changes.Counts.Removed));
    }

    [Fact]
    public async Task Central_stock_that_cannot_be_read_is_not_known_and_a_warning()
    {
        const string Header = "Ingram Part Number,Plant,Availability (Local Stock),Availability (Central Stock)\n";
        FeedProfile stock = FeedProfileCatalog.Load("stock", null) with { Header = HeaderRule.Present };
        await using IFeedChangeSet changes = await folder.CompareAsync(stock, folder.Write(Header + "1,A,4,many\n"));

        Assert.Equal((4, null, 1), (FeedFolder.All(changes).Single().Facts.Stock!.Local, FeedFolder.All(changes).Single().Facts.Stock!.Central, changes.Counts.Warnings));
    }

    [Fact]
    public async Task Mended_row_updates_the_article_that_stood_all_the_while()
    {
        FeedFolder.Accepted first = await AcceptAsync(null, "1,A,5,EUR,4\n" + Others);
        FeedFolder.Accepted second = await AcceptAsync(first, "1,A,abc,EUR,4\n" + Others);
        FeedFolder.Accepted third = await AcceptAsync(second, "1,A,abc,EUR,4\n2,A,6,EUR,1\n3,A,5,EUR,1\n");
        await using IFeedChangeSet changes = await ReadAsync(third, "1,A,7,EUR,4\n" + Others);

        FeedChange mended = FeedFolder.All(changes).Single(static change => change.Key == "1");
        Assert.Equal((ChangeKind.Added, true, 7m), (mended.Kind, mended.Returns, mended.Facts.Price!.Price));
        Assert.Equal(new FeedCounts { Read = 3, Updated = 2, Unchanged = 1 }, changes.Counts);
    }

    [Fact]
    public async Task Article_that_goes_after_its_row_was_rejected_is_removed()
    {
        FeedFolder.Accepted first = await AcceptAsync(null, "1,A,5,EUR,4\n" + Others);
        FeedFolder.Accepted second = await AcceptAsync(first, "1,A,abc,EUR,4\n" + Others);
        await using IFeedChangeSet changes = await ReadAsync(second, Others);

        FeedChange gone = Assert.Single(FeedFolder.All(changes));
        Assert.Equal(("1", ChangeKind.Removed), (gone.Key, gone.Kind));
        Assert.Equal(new FeedCounts { Read = 2, Unchanged = 2, Removed = 1 }, changes.Counts);
    }

    [Fact]
    public async Task Article_that_never_was_is_created_by_its_first_good_row_and_goes_unseen()
    {
        FeedFolder.Accepted first = await AcceptAsync(null, "1,A,abc,EUR,4\n9,A,abc,EUR,4\n" + Others);
        await using IFeedChangeSet changes = await ReadAsync(first, "1,A,5,EUR,4\n" + Others);

        Assert.Equal(["1"], FeedFolder.All(changes).Select(static change => change.Key));
        Assert.Equal(new FeedCounts { Read = 3, Created = 1, Unchanged = 2 }, changes.Counts);
    }

    [Fact]
    public async Task Rejected_row_is_still_known_where_the_whole_file_is_read_again()
    {
        FeedFolder.Accepted first = await AcceptAsync(null, "1,A,5,EUR,4\n" + Others);
        FeedFolder.Accepted second = await AcceptAsync(first, "1,A,abc,EUR,4\n9,A,abc,EUR,4\n" + Others);
        await using IFeedChangeSet changes = await folder.CompareAsync(
            Profile with { WeightUnit = "G" }, folder.Write(Columns + "1,A,7,EUR,4\n9,A,7,EUR,4\n" + Others), second);

        Assert.Equal((1, 1), (changes.Counts.Created, changes.Counts.Updated));
    }

    [Fact]
    public async Task Rows_that_can_be_read_count_beside_one_that_cannot()
    {
        FeedFolder.Accepted first = await AcceptAsync(null, "1,A,5,EUR,4\n1,B,4,EUR,3\n" + Others);
        await using IFeedChangeSet changes = await ReadAsync(first, "1,A,5,EUR,4\n1,B,abc,EUR,3\n" + Others);

        Assert.Equal("1=5/4", RowCase.Each(changes, static facts => $"{facts.Price!.Price}/{facts.Stock!.Local}"));
        Assert.Equal((1, 1, 0), (changes.Counts.Updated, changes.Counts.Failed, changes.Counts.Removed));
    }

    public void Dispose() => folder.Dispose();

    private Task<IFeedChangeSet> ReadAsync(FeedFolder.Accepted? before, string rows) =>
        folder.CompareAsync(Profile, folder.Write(Columns + rows), before);

    private async Task<FeedFolder.Accepted> AcceptAsync(FeedFolder.Accepted? before, string rows)
    {
        string file = folder.Write(Columns + rows);
        await using IFeedChangeSet changes = await folder.CompareAsync(Profile, file, before);
        return new FeedFolder.Accepted(file, Profile, changes.Statistics);
    }
}

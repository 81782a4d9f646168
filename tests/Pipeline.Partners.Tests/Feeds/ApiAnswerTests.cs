using System.Text;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds;

namespace Pipeline.Partners.Tests.Feeds;

/// <summary>Answers of an API, one page a line, compared as files are.</summary>
public sealed class ApiAnswerTests : IDisposable
{
    private static readonly FeedId Feed = new("toy", FeedKind.Price);
    private static readonly FeedForm Form = new(FactKinds.Product | FactKinds.Price | FactKinds.Stock | FactKinds.Content, new Records());

    private readonly FeedFolder folder = new();

    [Fact]
    public async Task A_record_is_read_whatever_the_case_and_the_order_of_its_members_and_placed_by_page_and_index()
    {
        await using IFeedChangeSet changes = await CompareAsync(
            """[{"Sku":"0071","Price":{"Amount":9.90},"Stock":3},{"price":{"amount":"7"},"SKU":"B-2","stock":0}]""",
            "[]",
            """{"page":3,"data":[{"LocalSku":"c3","Price":null}]}""");

        FeedChange[] all = [.. FeedFolder.All(changes)];
        Assert.Equal(["71", "B-2", "C3"], all.Select(static change => change.Key));
        Assert.Equal(["0071", "B-2", "c3"], all.Select(static change => change.Facts.Sku.AsShown));
        Assert.Equal([9.90m, 7m, null], all.Select(static change => change.Facts.Price!.Price));
        Assert.Equal(
            [RowOrigin.OnPage(1, 0), RowOrigin.OnPage(1, 1), RowOrigin.OnPage(3, 0)], all.Select(static change => change.Origin));
        Assert.Equal(new FeedCounts { Read = 3, Created = 3 }, changes.Counts);
        Assert.Equal((3, 1), (changes.Statistics.Rows, changes.Statistics.ZeroStock));
    }

    [Fact]
    public async Task Only_what_a_record_says_counts_not_how_it_is_written_or_where_it_stands()
    {
        FeedFolder.Accepted before = await AcceptAsync("""[{"sku":"1","price":{"amount":1.0}},{"sku":"2","price":{"amount":2}}]""", """[{"sku":"3"}]""");

        await using IFeedChangeSet changes = await CompareAsync(
            before, """[{"sku":"3"}]""", """[{"price":{"amount":1},"sku":"1"},{"sku":"2","price":{"amount":2.5}}]""");

        FeedChange change = Assert.Single(FeedFolder.All(changes));
        Assert.Equal(("2", ChangeKind.Changed, CatalogFields.Price, RowOrigin.OnPage(2, 1)), (change.Key, change.Kind, change.Fields, change.Origin));
        Assert.Equal((2m, 2.5m), (change.Before.Price!.Price, change.Facts.Price!.Price));
        Assert.Equal(new FeedCounts { Read = 3, Updated = 1, Unchanged = 2 }, changes.Counts);
    }

    [Fact]
    public async Task An_article_that_no_page_names_any_more_is_removed_and_one_that_cannot_be_read_is_reported()
    {
        FeedFolder.Accepted before = await AcceptAsync("""[{"sku":"1"},{"sku":"2"}]""");

        await using IFeedChangeSet changes = await CompareAsync(
            before, """[{"sku":"1"}]""", """[{"sku":"3","price":{"amount":-1}},"nothing",{"price":{"amount":4}},{"sku":"4","price":{"amount":{}}}]""");

        Assert.Equal(("2", ChangeKind.Removed), (Assert.Single(FeedFolder.All(changes)).Key, FeedFolder.All(changes)[0].Kind));
        Assert.Equal((4, "Page 2, record 0", 0), (changes.Counts.Failed, changes.FirstError!.Where, changes.FirstError.Row!.Line));
        string[] report = (await FeedFolder.ReportAsync(changes)).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("severity,code,line,column,text,message,remedy,row,page,index", report[0]);
        Assert.Equal(["PRICE_UNREADABLE 2,0", "RECORD_UNREADABLE 2,1", "SKU_MISSING 2,2", "RECORD_UNREADABLE 2,3"], report[1..].Select(static line => $"{line.Split(',')[1]} {line[^3..]}"));
    }

    [Fact]
    public async Task The_report_of_an_answer_is_read_back_with_its_places()
    {
        await using IFeedChangeSet changes = await CompareAsync("""[{"sku":"1","ean":"123"}]""");
        using MemoryStream report = new();
        await changes.WriteReportAsync(report, default);
        report.Position = 0;

        Core.Issues.Issue issue = Assert.Single(await RowIssueReport.ReadAsync(report, 10, default));

        Assert.Equal(("EAN_INVALID", 0, 1, 0, "123"), (issue.Code, issue.Row!.Line, issue.Row.Page, issue.Row.Index, issue.Text));
        Assert.Equal("""{"sku":"1","ean":"123"}""", issue.Row.RawRow);
    }

    [Fact]
    public async Task Findings_of_records_that_stay_the_same_are_carried_to_their_new_places()
    {
        FeedFolder.Accepted before = await AcceptAsync("""[{"sku":"1","ean":"123"},{"sku":"2"}]""");

        await using IFeedChangeSet changes = await CompareAsync(before, """[{"sku":"0"}]""", """[{"sku":"1","ean":"123"},{"sku":"2"}]""");

        Assert.Equal(new FeedCounts { Read = 3, Created = 1, Unchanged = 2, Warnings = 1 }, changes.Counts);
        Assert.EndsWith(",2,0\r\n", await FeedFolder.ReportAsync(changes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_article_on_two_pages_counts_as_it_stands_first()
    {
        await using IFeedChangeSet changes = await CompareAsync("""[{"sku":"1","stock":3}]""", """[{"sku":"01","stock":4}]""");

        Assert.Equal(3, Assert.Single(FeedFolder.All(changes)).Facts.Stock!.Local);
        Assert.Equal(new FeedCounts { Read = 2, Created = 1, Skipped = 1 }, changes.Counts);
    }

    [Fact]
    public async Task Content_beyond_what_is_kept_of_an_article_is_left_out_with_a_warning()
    {
        string image = $"https://images.example/{new string('x', 5000)}";
        string images = string.Join(',', Enumerable.Repeat($"\"{image}\"", 20));

        await using IFeedChangeSet changes = await CompareAsync($$"""[{"sku":"1","images":[{{images}}]}]""");

        Assert.Equal(11, Assert.Single(FeedFolder.All(changes)).Facts.Content!.Images.Count);
        Assert.Equal(1, changes.Counts.Warnings);
    }

    [Theory]
    [InlineData("""[{"sku":"1"}]|{"page":2,""", "FEED_PAGE_UNREADABLE")]
    [InlineData("""[{"sku":"1"}]|{"error":"no"}""", "FEED_PAGE_UNREADABLE")]
    [InlineData("""[{"sku":"1"}]|[{"sku":"2"}][]""", "FEED_PAGE_UNREADABLE")]
    [InlineData("[]|[]", "FEED_EMPTY")]
    public async Task An_answer_that_is_none_is_refused(string pages, string code) => Assert.Equal(
        code, (await Assert.ThrowsAsync<FeedRefusedException>(() => CompareAsync(pages.Split('|')))).Code);

    [Fact]
    public async Task A_profile_for_pages_reads_no_file_of_rows()
    {
        FeedRefusedException refused = await Assert.ThrowsAsync<FeedRefusedException>(
            () => folder.CompareAsync(new FeedProfile { Name = "toy", Feed = FeedKind.Price, Format = FeedFormat.Pages }, folder.Write("[]")));

        Assert.Equal("PROFILE_INVALID", refused.Code);
    }

    [Theory]
    [InlineData("""{"name":"x","feed":"Content","format":"Pages"}""", null)]
    [InlineData("""{"name":"x","feed":"Content","columns":[{"field":"Sku","names":["Id"],"required":true}]}""", "Pages is expected")]
    [InlineData("""{"name":"x","feed":"Catalog","format":"Pages","columns":[{"field":"Sku","names":["Id"]}]}""", "columns is not empty")]
    [InlineData("""{"name":"x","feed":"Catalog","columns":[{"field":"Sku","names":["Id"],"required":true}]}""", null)]
    public void Pages_have_no_columns_and_content_has_no_rows(string json, string? fault)
    {
        Exception? thrown = Record.Exception(() => FeedProfileCatalog.Load("x", json));

        Assert.Equal(fault is null, thrown is null);
        Assert.Contains(fault ?? string.Empty, thrown?.Message ?? string.Empty, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Products_alone_may_come_in_a_file()
    {
        FeedProfile profile = FeedProfileCatalog.Load("x", """{"name":"x","feed":"Catalog","columns":[{"field":"Sku","names":["Id"],"required":true},{"field":"Brand","names":["Brand"]}]}""");

        await using IFeedChangeSet changes = await folder.CompareAsync(profile, folder.Write("Id,Brand\n1,ZENTARO\n"));

        FeedChange change = Assert.Single(FeedFolder.All(changes));
        Assert.Equal(("ZENTARO", null, null, CatalogFields.Product), (change.Facts.Product!.Brand, change.Facts.Price, change.Facts.Stock, change.Fields));
    }

    public void Dispose() => folder.Dispose();

    private static FeedProfile Profile() => new() { Name = "toy", Feed = FeedKind.Price, Format = FeedFormat.Pages, Currency = "USD" };

    private Task<IFeedChangeSet> CompareAsync(params string[] pages) => CompareAsync(null, pages);

    private Task<IFeedChangeSet> CompareAsync(FeedFolder.Accepted? previous, params string[] pages) =>
        new FeedReader(TimeProvider.System) { BufferBytes = 16 }.CompareAsync(
            new FeedComparison
            {
                Feed = Feed,
                Form = Form,
                Profile = Profile(),
                File = folder.Write(Encoding.UTF8.GetBytes(string.Join('\n', pages))),
                FileDate = FeedFolder.Day,
                PreviousFile = previous?.File,
                PreviousProfile = previous?.Profile,
                PreviousStatistics = previous?.Statistics,
                WorkFolder = folder.Path,
            },
            null,
            CancellationToken.None);

    private async Task<FeedFolder.Accepted> AcceptAsync(params string[] pages)
    {
        await using IFeedChangeSet changes = await CompareAsync(pages);
        return new FeedFolder.Accepted(folder.Write(string.Join('\n', pages)), Profile(), changes.Statistics);
    }

    private sealed class Records : IRecordReader
    {
        public IReadOnlyList<string> Key { get; } = ["Sku", "LocalSku"];

        public FeedFacts Read(ApiRecord record) => new()
        {
            Product = new ProductFacts { Gtin = record.Gtin("ean") },
            Price = new PriceFacts { Price = record.Price("Price.Amount"), Currency = record.Profile.Currency },
            Stock = record.Quantity("Stock") is { } local ? new StockFacts { Local = local } : null,
            Content = record.Find("images") is { } images
                ? new ContentFacts { Images = [.. images.EnumerateArray().Select(static image => new ArticleImage(image.GetString()!, false, null, null))] }
                : null,
        };
    }
}

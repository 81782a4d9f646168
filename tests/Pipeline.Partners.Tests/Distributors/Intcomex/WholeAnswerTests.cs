using System.Text;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Distributors.Intcomex.Feeds;
using Pipeline.Partners.Feeds.Pages;
using Pipeline.Partners.Tests.Feeds;

namespace Pipeline.Partners.Tests.Distributors.Intcomex;

/// <summary>An answer counts when it is whole, and not at all otherwise.</summary>
public sealed class WholeAnswerTests : IDisposable
{
    private readonly IwsAnswers answers = new(FeedKind.Stock);

    public void Dispose() => answers.Dispose();

    [Theory]
    [InlineData("{1,2,3:A B}|{2,2,3:C}")]
    [InlineData("{2,2,3:C}|{1,2,3:A B}")]
    [InlineData("{1,1,1:A}")]
    [InlineData("[{1,2,3:A B}]|[{2,2,3:C}]")]
    public async Task Pages_that_make_up_the_answer_are_read_in_any_order_and_wrapping(string pages)
    {
        await using IFeedChangeSet changes = await answers.CompareAsync(Pages(pages));

        Assert.Equal(pages.Count(static c => c is 'A' or 'B' or 'C'), FeedFolder.All(changes).Count);
    }

    [Theory]
    [InlineData("{1,2,3:A B}", "FEED_PAGES_INCOMPLETE")] // the second is missing
    [InlineData("{2,2,3:C}", "FEED_PAGES_INCOMPLETE")]
    [InlineData("{1,3,3:A B}|{3,3,3:C}", "FEED_PAGES_INCOMPLETE")]
    [InlineData("{1,2,4:A B}|{1,2,4:A B}", "FEED_PAGES_INCOMPLETE")] // twice
    [InlineData("{1,2,3:A B}|{2,2,3:C}|{2,2,3:}", "FEED_PAGES_INCOMPLETE")]
    [InlineData("{1,2,4:A B}|{2,2,4:C}", "FEED_PAGES_INCOMPLETE")] // a row is missing
    [InlineData("{1,2,2:A B}|{2,2,2:C}", "FEED_PAGES_INCOMPLETE")] // one too many
    [InlineData("{1,2,3:A B}|{2,2,4:C}", "FEED_PAGES_INCOMPLETE")] // another answer
    [InlineData("{1,1,2:A B}|[C]", "FEED_PAGES_INCOMPLETE")]
    [InlineData("{1,1,2:A !}", "FEED_PAGES_INCOMPLETE")] // an error in the place of an article
    [InlineData("[A !]", "FEED_PAGES_INCOMPLETE")]
    [InlineData("!", "FEED_PAGES_INCOMPLETE")] // an error in the place of the answer
    [InlineData("{1,2,3:}", "FEED_PAGES_INCOMPLETE")]
    [InlineData("[]", "FEED_EMPTY")]
    [InlineData("{1,0,0:}", "FEED_PAGES_INCOMPLETE")]
    [InlineData("{1,1,0:}", "FEED_EMPTY")]
    [InlineData("[A", "FEED_PAGE_UNREADABLE")]
    [InlineData("{1,1,1:A", "FEED_PAGE_UNREADABLE")]
    [InlineData("<html><body>Sorry</body></html>", "FEED_PAGE_UNREADABLE")]
    [InlineData("7", "FEED_PAGE_UNREADABLE")]
    [InlineData("[A]]", "FEED_PAGE_UNREADABLE")]
    public async Task An_answer_that_is_not_whole_is_refused(string pages, string code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<FeedRefusedException>(() => answers.CompareAsync(Pages(pages)))).Code);

    [Fact]
    public async Task The_error_of_the_distributor_is_told_with_its_reference()
    {
        FeedRefusedException refused = await Assert.ThrowsAsync<FeedRefusedException>(() => answers.CompareAsync(Pages("[A !]")));

        Assert.Contains("900", refused.Message, StringComparison.Ordinal);
        Assert.Contains("77aa", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_may_be_as_long_as_the_profile_allows_and_no_longer()
    {
        string note = new('x', 900_000);
        string tooLong = new('x', 1_100_000);

        await using IFeedChangeSet changes = await answers.CompareAsync($$"""[{"Sku":"A","InStock":1,"note":"{{note}}"},{"note":"{{note}}","InStock":2,"Sku":"B"}]""");

        Assert.Equal([1, 2], FeedFolder.All(changes).Select(static change => change.Facts.Stock!.Local!.Value));
        Assert.Equal("FEED_ROW_LENGTH", (await Assert.ThrowsAsync<FeedRefusedException>(() => answers.CompareAsync($$"""[{"Sku":"A","note":"{{tooLong}}"}]"""))).Code);
        Assert.Equal("FEED_ROW_LENGTH", (await Assert.ThrowsAsync<FeedRefusedException>(() => answers.CompareAsync($$"""[{"Sku":"A","note":["{{note}}","{{note}}"]}]"""))).Code);
    }

    [Fact]
    public async Task One_page_with_a_hundred_thousand_articles_takes_no_more_memory_than_a_short_one()
    {
        using FeedFolder folder = new();
        string file = Path.Combine(folder.Path, "large");
        await using (StreamWriter writer = new(file, append: false, new UTF8Encoding(false)))
        {
            await writer.WriteAsync('[');
            for (int article = 0; article < 100_000; article++)
            {
                string comma = article == 0 ? string.Empty : ",";
                await writer.WriteAsync($$"""{{comma}}{"Sku":"A{{article}}","MPN":"{{new string('m', 900)}}","InStock":"{{article}}","Locations":null,"RealStockValue":true}""");
            }

            await writer.WriteAsync(']');
        }

        Assert.InRange(new FileInfo(file).Length, 90 << 20, long.MaxValue);
        long before = GC.GetAllocatedBytesForCurrentThread();
        using (PageSpread spread = new(file, Path.Combine(folder.Path, "spread"), new StockReader(), answers.Profile.MaxRowBytes))
        {
            Assert.Equal(1, Assert.Single(spread.Run(CancellationToken.None)));
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 << 20);
        await using IFeedChangeSet changes = await answers.CompareFileAsync(file);
        Assert.Equal(100_000, changes.Counts.Created);
    }

    // {page,pages,rows:keys}, [keys], ! for an error; a page a line.
    private static string Pages(string pages) => string.Join('\n', pages.Split('|').Select(static page => Page(page)));

    private static string Page(string page) => page switch
    {
        ['[', '{', .. var inner, '}', ']'] => $"[{Page($"{{{inner}}}")}]",
        ['{', .. var inner, '}'] => $"{Envelope(inner)}}}",
        ['{', .. var inner] => Envelope(inner),
        ['[', .. var keys, ']', ']'] => $"[{Records(keys)}]]",
        ['[', .. var keys, ']'] => $"[{Records(keys)}]",
        ['[', .. var keys] => $"[{Records(keys)}",
        "!" => Records(page),
        _ => page,
    };

    private static string Envelope(string inner)
    {
        string[] parts = inner.Split(':');
        string[] totals = parts[0].Split(',');
        return $$"""{"page":{{totals[0]}},"pageSize":2,"totalPages":{{totals[1]}},"data":[{{Records(parts[1])}}],"totalRows":{{totals[2]}}""";
    }

    private static string Records(string keys) => string.Join(',', keys.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static key => key == "!"
        ? """{"Message":"It failed.","errorCode":"900","Reference":"77aa"}"""
        : $$"""{"Sku":"{{key}}","InStock":1}"""));
}

using Pipeline.Core.Feeds;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;
using Pipeline.Ops.Tests.Support;

namespace Pipeline.Ops.Tests.Feeds;

/// <summary>The list of feeds.</summary>
public sealed class FeedListTests : IDisposable
{
    private readonly OpsSite site = new();

    [Theory]
    [InlineData("en", "Fresh", "No file yet")]
    [InlineData("fr", "À jour", "Aucun fichier encore")]
    [InlineData("es", "Al día", "Aún sin archivo")]
    public async Task Each_feed_says_whether_it_is_as_it_should_be(string language, string fresh, string never)
    {
        FeedSamples.Accept(site);

        OpsReply reply = await site.GetAsync("/ops/feeds", language);

        Assert.Equal([fresh, never], reply.TextsOf("td:nth-child(1)"));
        Assert.Equal(["Prices of Acme Acme Ltd", "Stock of Acme Acme Ltd"], reply.TextsOf("td:nth-child(2)"));
        Assert.Equal("/ops/feeds/acme/price", reply.Page.QuerySelector("td:nth-child(2) a")!.GetAttribute("href"));
        Assert.Equal(["110", "–"], reply.TextsOf("td:nth-child(6)").Select(static text => text.Split(' ')[0]));
    }

    [Fact]
    public async Task A_daily_file_that_did_not_come_since_the_working_day_before_is_late_since_this_one_began()
    {
        FeedSamples.Accept(site);
        FeedRecord record = site.Feeds.Records[FeedSamples.Price];
        site.Feeds.Records[FeedSamples.Price] = record with { Accepted = record.Accepted! with { AcceptedAt = FeedSamples.At(5, 5) } };

        OpsReply reply = await site.GetAsync("/ops/feeds?state=late");

        // At 07:00 in Paris the last working day is Monday, the one before it Friday.
        Assert.Equal("Late", reply.TextOf("td:nth-child(1)"));
        Assert.Equal("yesterday 09:00 (22 h ago)", reply.TextOf("td:nth-child(4)"));
    }

    [Fact]
    public async Task A_held_file_stands_with_its_reason_and_code()
    {
        FeedSamples.Accept(site);
        site.Runs.Add(new Execution
        {
            Id = ExecutionId.New(site.Clock.GetUtcNow()), Flow = "acme.price", Status = ExecutionStatus.Held, Trigger = "schedule", QueuedAt = site.Clock.GetUtcNow(),
            HoldReason = "41 % <b>would disappear</b>", FirstError = new Issue("FEED_SHRUNK", null, null) { SaidCause = "41 % <b>would disappear</b>" },
        });

        OpsReply reply = await site.GetAsync("/ops/feeds?state=held");

        Assert.Equal("Held for approval", reply.TextOf("td:nth-child(1)"));
        Assert.Contains("FEED_SHRUNK", reply.TextOf("td:nth-child(3)"), StringComparison.Ordinal);
        Assert.Empty(reply.Page.QuerySelectorAll("td b"));
    }

    [Theory]
    [InlineData("state=fresh", 1)]
    [InlineData("state=refused", 0)]
    [InlineData("partner=acme", 2)]
    [InlineData("partner=none", 0)]
    public async Task Filters_are_in_the_address(string query, int rows)
    {
        FeedSamples.Accept(site);

        OpsReply reply = await site.GetAsync($"/ops/feeds?{query}");

        Assert.Equal(rows, reply.Page.QuerySelectorAll("tbody tr").Length);
        Assert.Single(reply.Page.QuerySelectorAll(".chips li"), static chip => chip.TextContent.Contains('×', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", "acme,price,fresh,2026-03-10T06:00:00+01:00,,,2026-03-10T06:00:00+01:00,110,")]
    [InlineData("fr", "acme;price;fresh;2026-03-10T06:00:00+01:00;;;2026-03-10T06:00:00+01:00;110;")]
    public async Task The_file_has_codes_and_times_with_offset(string language, string line)
    {
        FeedSamples.Accept(site);

        Assert.Contains(line, (await site.GetAsync("/ops/feeds.csv?state=fresh", language)).Text, StringComparison.Ordinal);
    }

    public void Dispose() => site.Dispose();
}

using Pipeline.Core.Executions;
using Pipeline.Core.Feeds.Guarding;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Core.Tests.Feeds;

public sealed class FeedGuardsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 7, 0, 0, TimeSpan.Zero);

    private static readonly FeedEvidence Good = new()
    {
        Counts = new FeedCounts { Read = 1000, Unchanged = 1000 },
        Statistics = new FeedStatistics { Rows = 1000, Articles = 1000, ZeroStock = 300 },
        Previous = new FeedStatistics { Rows = 1000, Articles = 1000, ZeroStock = 300 },
        FileTime = Now.AddHours(-1),
        PreviousFileTime = Now.AddHours(-2),
        Now = Now,
    };

    [Fact]
    public void Ordinary_file_is_accepted() => Assert.Equal(FeedVerdict.Accepted, new FeedGuards().Judge(Good));

    [Fact]
    public void Price_file_seventy_percent_smaller_is_held()
    {
        FeedVerdict verdict = new FeedGuards().Judge(Good with
        {
            Counts = new FeedCounts { Read = 300, Unchanged = 300, Removed = 700 },
            Statistics = new FeedStatistics { Rows = 300, Articles = 300, ZeroStock = 90 },
        });

        Assert.Equal((FeedDecision.Hold, "GUARD_ROWS"), (verdict.Decision, verdict.Code));
        Assert.StartsWith("The file has 300 rows, the last accepted one 1000;", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_replaces_the_range_is_held()
    {
        FeedVerdict verdict = new FeedGuards().Judge(Good with { Counts = new FeedCounts { Read = 1000, Created = 400, Unchanged = 600, Removed = 400 } });

        Assert.Equal((FeedDecision.Hold, "GUARD_REMOVED"), (verdict.Decision, verdict.Code));
    }

    [Fact]
    public void Stock_file_of_zeros_is_held_unless_the_last_one_was_so_too()
    {
        FeedEvidence zeros = Good with { Statistics = Good.Statistics with { ZeroStock = 1000 } };

        Assert.Equal("GUARD_ZERO_STOCK", new FeedGuards().Judge(zeros).Code);
        Assert.Equal(FeedVerdict.Accepted, new FeedGuards().Judge(zeros with { Previous = zeros.Statistics }));
    }

    [Theory]
    [InlineData(3, 0, 1, 0, "GUARD_ZERO_STOCK")]
    [InlineData(1, 0, 1, 0, "GUARD_ZERO_STOCK")]
    [InlineData(3, 0, 3, 0, "GUARD_ZERO_STOCK")]
    [InlineData(0, 3, 0, 1, "GUARD_ZERO_PRICE")]
    [InlineData(2, 2, 0, 0, null)]
    public void An_answer_all_of_which_has_become_zero_is_held_however_small_it_is(int stock, int price, int stockBefore, int priceBefore, string? code)
    {
        FeedEvidence small = Good with
        {
            IsAnswer = true,
            Counts = new FeedCounts { Read = 3, Unchanged = 3 },
            Statistics = new FeedStatistics { Rows = 3, Articles = Math.Max(Math.Max(stock, price), code is null ? 3 : 1), ZeroStock = stock, ZeroPrice = price },
            Previous = new FeedStatistics { Rows = 4, Articles = 4, ZeroStock = stockBefore, ZeroPrice = priceBefore },
        };

        Assert.Equal(code, new FeedGuards().Judge(small).Code);
        Assert.Null(new FeedGuards().Judge(small with { IsAnswer = false }).Code);
        Assert.Null(new FeedGuards().Judge(small with { Previous = null }).Code);
        Assert.Null(new FeedGuards().Judge(small with { Previous = small.Statistics }).Code);
    }

    [Theory]
    [InlineData(1000, 50, FeedDecision.Accept)]
    [InlineData(1000, 51, FeedDecision.Refuse)]
    [InlineData(19, 18, FeedDecision.Accept)]
    [InlineData(20, 2, FeedDecision.Refuse)]
    [InlineData(9, 9, FeedDecision.Refuse)]
    public void Share_of_error_rows_counts_from_twenty_rows_on_also_without_a_last_file(int rows, int failed, FeedDecision decision)
    {
        FeedVerdict verdict = new FeedGuards().Judge(Good with
        {
            Counts = new FeedCounts { Read = rows, Created = rows - failed, Failed = failed },
            Statistics = new FeedStatistics { Rows = rows, Articles = rows - failed, Failed = failed },
            Previous = null,
            PreviousFileTime = null,
        });

        Assert.Equal((decision, decision == FeedDecision.Refuse ? "FEED_ERRORS" : null), (verdict.Decision, verdict.Code));
    }

    [Fact]
    public void File_in_another_currency_is_refused()
    {
        FeedVerdict verdict = new FeedGuards().Judge(Good with
        {
            Counts = new FeedCounts { Read = 9, Failed = 8, Skipped = 1 },
            Statistics = new FeedStatistics { Rows = 9, Failed = 8, Excluded = 1 },
            ForeignCurrencyRows = 8,
        });

        Assert.Equal((FeedDecision.Refuse, "FEED_CURRENCY"), (verdict.Decision, verdict.Code));
    }

    [Fact]
    public void Older_file_is_refused_and_one_of_the_same_time_is_not()
    {
        Assert.Equal("FEED_OLDER", new FeedGuards().Judge(Good with { PreviousFileTime = Good.FileTime.AddSeconds(1) }).Code);
        Assert.Equal(FeedVerdict.Accepted, new FeedGuards().Judge(Good with { PreviousFileTime = Good.FileTime }));
    }

    [Fact]
    public void Old_file_is_held()
    {
        FeedVerdict verdict = new FeedGuards().Judge(Good with { FileTime = Now.AddHours(-169), PreviousFileTime = null });

        Assert.Equal((FeedDecision.Hold, "GUARD_AGE"), (verdict.Decision, verdict.Code));
    }

    [Fact]
    public void Ratios_mean_nothing_below_a_hundred_rows_or_for_partial_files()
    {
        FeedEvidence shrunk = Good with
        {
            Counts = new FeedCounts { Read = 10, Unchanged = 10, Removed = 89 },
            Statistics = new FeedStatistics { Rows = 10, Articles = 10 },
        };

        Assert.Equal(FeedVerdict.Accepted, new FeedGuards().Judge(shrunk with { Previous = new FeedStatistics { Rows = 99, Articles = 99 } }));
        Assert.Equal(FeedVerdict.Accepted, new FeedGuards().Judge(shrunk with { Full = false }));
    }

    [Fact]
    public void Guard_that_is_null_is_off()
    {
        FeedGuards off = new() { MinRowsFraction = null, MaxRemovedFraction = null, MaxZeroStockFraction = null, MaxErrorFraction = null, MaxAgeHours = null };

        Assert.Equal(FeedVerdict.Accepted, off.Judge(Good with
        {
            Counts = new FeedCounts { Read = 10, Failed = 10, Removed = 1000 },
            Statistics = new FeedStatistics { Rows = 10, Failed = 10 },
            FileTime = Now.AddDays(-400),
            PreviousFileTime = null,
        }));
    }

    [Fact]
    public void Shares_are_judged_beyond_their_limit_and_not_at_it()
    {
        FeedEvidence atTheLimits = Good with
        {
            Counts = new FeedCounts { Read = 700, Unchanged = 700, Removed = 300 },
            Statistics = new FeedStatistics { Rows = 1000, Articles = 1000, ZeroStock = 900 },
            FileTime = Now.AddHours(-168),
            PreviousFileTime = null,
        };

        Assert.Equal(FeedVerdict.Accepted, new FeedGuards().Judge(atTheLimits));
        Assert.Equal("GUARD_AGE", new FeedGuards().Judge(atTheLimits with { FileTime = Now.AddHours(-168.5) }).Code);
        Assert.Equal("GUARD_ROWS", new FeedGuards().Judge(atTheLimits with { Counts = atTheLimits.Counts with { Read = 699 } }).Code);
        Assert.Equal("GUARD_REMOVED", new FeedGuards().Judge(atTheLimits with { Counts = atTheLimits.Counts with { Removed = 301 } }).Code);
        FeedEvidence above = atTheLimits with { Statistics = atTheLimits.Statistics with { ZeroStock = 901 } };
        Assert.Equal("GUARD_ZERO_STOCK", new FeedGuards().Judge(above).Code);
        Assert.Equal("GUARD_ZERO_STOCK", new FeedGuards().Judge(above with { Previous = atTheLimits.Statistics }).Code);
    }

    [Fact]
    public void Ratios_count_from_a_hundred_rows_on_and_before_the_age()
    {
        FeedEvidence shrunk = new()
        {
            Counts = new FeedCounts { Read = 10, Unchanged = 10 },
            Statistics = new FeedStatistics { Rows = 10, Articles = 10 },
            Previous = new FeedStatistics { Rows = 100, Articles = 100 },
            FileTime = Now.AddDays(-30),
            Now = Now,
        };

        Assert.Equal("GUARD_ROWS", new FeedGuards().Judge(shrunk).Code);
        Assert.Equal("GUARD_AGE", new FeedGuards().Judge(shrunk with { Full = false }).Code);
    }

    [Fact]
    public void A_file_of_excluded_rows_only_is_of_no_other_account_and_has_no_errors()
    {
        Assert.Equal(FeedVerdict.Accepted, new FeedGuards().Judge(Good with
        {
            Counts = new FeedCounts { Read = 5, Skipped = 5 },
            Statistics = new FeedStatistics { Rows = 5, Excluded = 5 },
            Previous = null,
        }));
    }

    [Fact]
    public void Some_rows_in_another_currency_are_errors_like_others()
    {
        Assert.Equal(FeedVerdict.Accepted, new FeedGuards().Judge(Good with
        {
            Counts = new FeedCounts { Read = 1000, Unchanged = 999, Failed = 1 },
            ForeignCurrencyRows = 1,
        }));
    }

    [Fact]
    public void Verdicts_give_their_figures()
    {
        FeedVerdict Of(FeedEvidence evidence) => new FeedGuards().Judge(evidence);

        Assert.Equal(
            "The file has 300 rows, the last accepted one 1000; at least 70 % of them are expected.",
            Of(Good with { Counts = new FeedCounts { Read = 300 } }).Reason);
        Assert.Equal(
            "400 of 1000 articles are gone; at most 30 % are expected.", Of(Good with { Counts = Good.Counts with { Removed = 400 } }).Reason);
        Assert.Equal(
            "950 of 1000 articles are without stock, 300 of 1000 were in the last accepted file.",
            Of(Good with { Statistics = Good.Statistics with { ZeroStock = 950 } }).Reason);
        Assert.Equal("The file is 169 hours old; at most 168 are expected.", Of(Good with { FileTime = Now.AddHours(-169), PreviousFileTime = null }).Reason);
        Assert.Equal("51 of 1000 rows have an error; at most 5 % may.", Of(Good with { Counts = new FeedCounts { Read = 1000, Failed = 51 } }).Reason);
        Assert.StartsWith(
            "The file is of 2026-03-10 06:00:00Z, the one applied last of 2026-03-10 07:00:00Z:",
            Of(Good with { PreviousFileTime = Now }).Reason, StringComparison.Ordinal);
        Assert.StartsWith("All 1000 rows have another currency", Of(Good with { ForeignCurrencyRows = 1000 }).Reason, StringComparison.Ordinal);
    }
}

using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Prices;
using Pipeline.TestSupport;

namespace Pipeline.Core.Tests.Orders.Prices;

public sealed class EnquiryCounterTests
{
    private static readonly EnquiryLimit Limit = new(ACall: 10, AnHour: 60);
    private readonly TestClock clock = new();

    [Fact]
    public void A_call_for_more_than_the_limit_is_refused_and_counts_nothing()
    {
        EnquiryCounter counter = new(clock);

        Issue? refused = counter.Take("acme", Limit, 11);

        Assert.Equal((IssueCodes.MassRead, "11"), (refused?.Code, refused?.Text));
        Assert.All(Enumerable.Range(0, 6), _ => Assert.Null(counter.Take("acme", Limit, 10)));
    }

    [Fact]
    public void What_is_asked_for_in_an_hour_is_added_up_for_each_distributor_by_itself()
    {
        EnquiryCounter counter = new(clock);
        Assert.All(Enumerable.Range(0, 6), _ => Assert.Null(counter.Take("acme", Limit, 10)));

        Assert.NotNull(counter.Take("acme", Limit, 1));
        Assert.Null(counter.Take("other", Limit, 10));
        clock.Advance(TimeSpan.FromMinutes(59));
        Assert.NotNull(counter.Take("acme", Limit, 1));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(counter.Take("acme", Limit, 10));
    }

    [Fact]
    public void Where_nothing_is_said_nothing_is_counted() => Assert.Null(new EnquiryCounter(clock).Take("acme", null, 10_000));
}

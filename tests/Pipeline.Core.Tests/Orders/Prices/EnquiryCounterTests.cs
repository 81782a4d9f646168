using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Prices;
using Pipeline.TestSupport;

namespace Pipeline.Core.Tests.Orders.Prices;

public sealed class EnquiryCounterTests
{
    private static readonly EnquiryLimit Limit = new(ACall: 10, AnHour: 60);
    private readonly TestClock clock = new();
    private readonly EnquiriesInMemory store = new();

    [Fact]
    public async Task A_call_for_more_than_the_limit_is_refused_and_counts_nothing()
    {
        Issue? refused = await TakeAsync("acme", 11);

        Assert.Equal((IssueCodes.MassRead, "11"), (refused?.Code, refused?.Text));
        await FillAsync();
    }

    [Fact]
    public async Task What_is_asked_for_in_an_hour_is_added_up_for_each_distributor_by_itself()
    {
        await FillAsync();

        Assert.NotNull(await TakeAsync("acme", 1));
        Assert.Null(await TakeAsync("other", 10));
        clock.Advance(TimeSpan.FromMinutes(59));
        Assert.NotNull(await TakeAsync("acme", 1));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await TakeAsync("acme", 10));
    }

    [Fact]
    public async Task Of_two_processes_that_count_at_the_same_time_none_is_forgotten()
    {
        for (int i = 0; i < 5; i++)
        {
            Assert.Null(await TakeAsync("acme", 10));
        }

        store.BeforeReplace = () =>
        {
            store.BeforeReplace = static () => Task.CompletedTask;
            return TakeAsync("acme", 4);
        };

        Issue? refused = await TakeAsync("acme", 7);

        Assert.Equal((IssueCodes.MassRead, 54), (refused?.Code, store.Times.Count));
        Assert.Null(await TakeAsync("acme", 6));
    }

    [Fact]
    public async Task Who_is_always_overtaken_gives_up_and_counts_nothing()
    {
        store.BeforeReplace = () =>
        {
            store.Version++;
            return Task.CompletedTask;
        };

        await Assert.ThrowsAsync<InvalidOperationException>(() => TakeAsync("acme", 1));

        Assert.Empty(store.Times);
    }

    [Fact]
    public async Task Where_nothing_is_said_nothing_is_counted()
    {
        Assert.Null(await new EnquiryCounter(store, clock).TakeAsync("acme", null, 10_000, default));
        Assert.Empty(store.Times);
    }

    // Each call is one of another process.
    private Task<Issue?> TakeAsync(string distributor, int articles) => new EnquiryCounter(store, clock).TakeAsync(distributor, Limit, articles, default);

    private async Task FillAsync()
    {
        for (int i = 0; i < 6; i++)
        {
            Assert.Null(await TakeAsync("acme", 10));
        }
    }

    private sealed class EnquiriesInMemory : IEnquiryStore
    {
        private readonly Dictionary<string, IReadOnlyList<DateTimeOffset>> all = [];

        public int Version { get; set; }

        public Func<Task> BeforeReplace { get; set; } = static () => Task.CompletedTask;

        public IReadOnlyList<DateTimeOffset> Times => all.GetValueOrDefault("acme") ?? [];

        public Task<StoredEnquiries> FindEnquiriesAsync(string distributor, CancellationToken cancellationToken) =>
            Task.FromResult(new StoredEnquiries(all.GetValueOrDefault(distributor) ?? [], $"{Version}"));

        public async Task<bool> TryReplaceEnquiriesAsync(
            string distributor, StoredEnquiries before, IReadOnlyList<DateTimeOffset> after, CancellationToken cancellationToken)
        {
            await BeforeReplace();
            if (before.Version != $"{Version}")
            {
                return false;
            }

            all[distributor] = after;
            Version++;
            return true;
        }
    }
}

using System.Text;
using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Offers.Listings;
using Pipeline.Core.Offers.Sending;
using Pipeline.Core.Tests.Orders.Life;
using Pipeline.TestSupport;

namespace Pipeline.Core.Tests.Offers;

/// <summary>An import from its intent to its end, with the process cut before and after every write and every call.</summary>
public sealed class OfferImportCutTests
{
    private const string Other = "4006381333948";

    [Theory]
    [InlineData(null)]
    [InlineData(Other)]
    public async Task No_cut_sends_a_file_twice_or_loses_an_offer(string? refused)
    {
        int calls = (await RunAsync(new Cuts(), refused)).Calls;
        Assert.InRange(calls, 8, 30);

        for (int at = 1; at <= calls; at++)
        {
            foreach (bool isAfter in new[] { false, true })
            {
                Run run = await RunAsync(new Cuts { At = at, After = isAfter }, refused);

                Assert.True(run.Happened, $"call {at}");
                Assert.Equal("sent 1, succeeded 1, live 1, rejected " + (refused is null ? "0" : "1"), $"{run.Word(refused)}");
            }
        }
    }

    [Fact]
    public async Task A_file_that_never_left_is_sent_and_one_of_somebody_else_is_not_taken_for_it()
    {
        TestClock clock = new();
        Cuts cuts = new();
        StoreInMemory store = new(cuts);
        StrictChannel channel = new(cuts, clock);
        _ = await channel.SendAsync(FileOf("somebody else's"), default);
        clock.Advance(TimeSpan.FromHours(1));
        OfferImport import = await IntendAsync(store, clock);

        import = await new OfferImportFollow(store, store, store, clock).GoOnAsync(channel, import, isFirst: false, default);

        Assert.Equal(("2", 2), (import.ChannelImportId, channel.Sent.Count));
    }

    private static async Task<Run> RunAsync(Cuts cuts, string? refused)
    {
        TestClock clock = new();
        StoreInMemory store = new(cuts);
        StrictChannel channel = new(cuts, clock) { Refuses = refused };
        foreach (string gtin in new[] { AnOffer.Gtin, Other })
        {
            store.Put(AnOffer.Confirmed(gtin, 10, 5, 11, 5) with { Confirmed = null });
        }

        // The process dies at the cut; a minute later another one goes on with what is stored.
        for (int process = 0; process < 6; process++)
        {
            try
            {
                OfferImport? import = (await store.ListOpenAsync("corner", default)).SingleOrDefault();
                bool isFirst = import is null;
                if (import is null && store.Listings.Any(static listing => listing.IsDue))
                {
                    import = await IntendAsync(store, clock);
                }

                if (import is not null)
                {
                    _ = await new OfferImportFollow(store, store, store, clock).GoOnAsync(channel, import, isFirst, default);
                }
            }
            catch (CutException)
            {
                // The next process finds what is stored.
            }

            clock.Advance(TimeSpan.FromSeconds(61));
        }

        return new Run(cuts.Calls, cuts.Happened, store, channel);
    }

    private static async Task<OfferImport> IntendAsync(StoreInMemory store, TimeProvider clock)
    {
        Offer[] offers = [.. store.Listings.Where(static listing => listing.IsDue).Select(static listing => listing.Wanted!)];
        OfferImport import = new()
        {
            Id = Core.Flows.ExecutionId.New(clock.GetUtcNow()), Store = "corner", ExecutionId = "1", Lines = 2, FileName = "f", ContentType = "text/csv", CreatedAt = clock.GetUtcNow(),
        };
        await store.AddAsync(import, FileOf(string.Join(' ', offers.Select(static offer => offer.Sku))), offers, default);
        return import;
    }

    private static OfferFile FileOf(string text) => new("f", "text/csv", Encoding.UTF8.GetBytes(text), 2);

    private sealed record Run(int Calls, bool Happened, StoreInMemory Store, StrictChannel Channel)
    {
        public string Word(string? refused) =>
            $"sent {Channel.Sent.Count}, succeeded {Store.Imports.Count(static one => one.Stage is OfferImportStage.Succeeded or OfferImportStage.Partial)}, "
            + $"live {Store.Listings.Count(listing => listing.State is ListingState.Live) - (refused is null ? 1 : 0)}, "
            + $"rejected {Store.Listings.Count(static listing => listing.State is ListingState.Rejected)}";
    }
}

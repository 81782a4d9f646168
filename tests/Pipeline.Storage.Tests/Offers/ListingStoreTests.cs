using Azure.Data.Tables;
using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Issues;
using Pipeline.Core.Offers.Listings;
using Pipeline.Storage.Offers;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Offers;

[Collection(EmulatorCollection.Name)]
public sealed class ListingStoreTests(StorageEmulator emulator) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);

    private ListingStore store = null!;

    public async Task InitializeAsync()
    {
        await emulator.EmptyTableAsync(StorageNames.ListingsTable);
        store = new ListingStore(emulator.Tables, emulator.Blobs);
    }

    public Task DisposeAsync()
    {
        store.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_listing_is_read_as_it_was_written()
    {
        Offer offer = new()
        {
            Sku = "A", Product = ProductReference.OfGtin("4006381333931"), Price = 110.50m, Quantity = 5, State = "11", LeadTime = 0,
            Discount = new OfferDiscount(99, new DateOnly(2026, 3, 1), null), Prices = [new ChannelPrice("ES_B2C", 115, null)],
        };
        Listing listing = new()
        {
            Sku = "A", Gtin = "4006381333931", ListedAt = Now, Wanted = offer, Sent = new SentOffer(offer, "1"), Articles = [new ListedArticle("acme", "A1")],
            Issues = [new Issue(IssueCodes.OfferSoldOut, null, "acme A1")], Terms = new ListingTerms { LeadTime = 2 }, IsOfAssortment = true,
        };

        _ = await store.UpdateAsync("corner", 7, bucket => bucket.With([listing]), default);
        Listing read = Assert.Single((await store.FindAsync("corner", 7, default)).Listings.Values);

        Assert.Equal((listing.Wanted, listing.Sent, listing.Terms, listing.State), (read.Wanted, read.Sent, read.Terms, read.State));
        Assert.Equal(listing.Issues, read.Issues);
        Assert.Equal(listing.Articles, read.Articles);
        Assert.Empty((await store.FindAsync("other", 7, default)).Listings);
    }

    [Fact]
    public async Task Of_many_who_change_a_bucket_at_once_nobody_undoes_what_another_did()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => store.UpdateAsync("corner", 1, bucket => bucket.With([Of($"G{number}")]), default)));

        Assert.Equal(8, (await store.FindAsync("corner", 1, default)).Listings.Count);
    }

    [Fact]
    public async Task Who_begins_with_what_was_read_a_moment_ago_still_sees_what_came_since()
    {
        ListingBucket known = await store.UpdateAsync("corner", 1, static bucket => bucket.With([Of("G1")]), default);
        _ = await store.UpdateAsync("corner", 1, static bucket => bucket.With([Of("G2")]), default);

        ListingBucket after = await store.UpdateAsync("corner", known, static bucket => bucket.With([Of("G3")]), default);

        Assert.Equal(["G1", "G2", "G3"], after.Listings.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Counts_are_read_without_the_listings()
    {
        Offer offer = new() { Sku = "G1", Product = ProductReference.OfGtin("G1"), Price = 1, Quantity = 2 };
        _ = await store.UpdateAsync("corner", 3, bucket => bucket.With([Of("G1") with { Wanted = offer, Confirmed = offer }, Of("G2") with { Wanted = offer }]), default);

        ListingCounts counts = (await store.CountAsync("corner", default))[3];

        Assert.Equal((1, 1, 1, 2), (counts.Of(ListingState.Live), counts.Due, counts.Active, counts.Total));
    }

    [Fact]
    public async Task A_number_stays_bound_to_its_product()
    {
        IReadOnlyDictionary<string, string> first = await store.BindAsync("corner", new Dictionary<string, string> { ["A"] = "1", ["B"] = "2" }, default);
        IReadOnlyDictionary<string, string> second = await store.BindAsync("corner", new Dictionary<string, string> { ["A"] = "9", ["C"] = "3" }, default);

        Assert.Equal(("1", "2"), (first["A"], first["B"]));
        Assert.Equal(("1", "3"), (second["A"], second["C"]));
        Assert.Equal(["A", "B"], (await store.FindBoundAsync("corner", ["A", "B", "D"], default)).Keys.Order(StringComparer.Ordinal));
        Assert.Empty(await store.FindBoundAsync("other", ["A"], default));
    }

    [Fact]
    public async Task A_bucket_that_is_too_large_for_its_row_lies_in_a_blob_and_the_one_before_is_gone()
    {
        Random random = new(1);
        for (int round = 0; round < 2; round++)
        {
            _ = await store.UpdateAsync(
                "corner", 5,
                bucket => bucket.With(Enumerable.Range(0, 4000).Select(number => Of($"G{number}") with { HoldReason = Convert.ToHexString(Bytes(random, 250)) })),
                default);
        }

        Assert.Equal(4000, (await store.FindAsync("corner", 5, default)).Listings.Count);
        Assert.Single(await emulator.Blobs.GetBlobContainerClient(ListingStore.Container).GetBlobsAsync().ToListAsync());
        Assert.NotNull((await emulator.Tables.GetTableClient(StorageNames.ListingsTable).GetEntityAsync<TableEntity>("corner", "l-005")).Value["RecordBlob"]);
    }

    private static Listing Of(string gtin) => new() { Sku = gtin, Gtin = gtin, ListedAt = Now };

    private static byte[] Bytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}

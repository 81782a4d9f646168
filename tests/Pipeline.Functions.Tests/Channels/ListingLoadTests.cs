using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Offers.Listings;
using Pipeline.Functions.Tests.Support;
using Pipeline.TestSupport;

namespace Pipeline.Functions.Tests.Channels;

/// <summary>Many listings, of which two percent change at once.</summary>
[Collection(StorageCollection.Name)]
public sealed class ListingLoadTests(StorageEmulator storage)
{
    /// <summary>Listings, where another number is to be measured.</summary>
    private const string AllVariable = "PIPELINE_LISTINGS";

    private static readonly int All = int.TryParse(Environment.GetEnvironmentVariable(AllVariable), CultureInfo.InvariantCulture, out int all) ? all : 20_000;
    private static readonly int Changed = All / 50;

    [Fact]
    public async Task Of_many_listings_those_whose_articles_have_changed_go_in_one_import()
    {
        await using StoreStage stage = await StoreStage.StartAsync(storage);
        _ = await stage.RunAsync("offer.export");
        IListingStore listings = stage.App.Get<IListingStore>();
        foreach (IGrouping<int, string> bucket in Enumerable.Range(0, All).Select(Gtin).GroupBy(Listing.BucketOf))
        {
            _ = await listings.UpdateAsync("corner", bucket.Key, empty => empty.With(bucket.Select(Listed)), default);
        }

        await stage.WriteAsync([.. Enumerable.Range(0, Changed).Select(static number => $"A{number} {Gtin(number)} 100 5")]);
        Stopwatch watch = Stopwatch.StartNew();
        await stage.ComputeAsync(JsonSerializer.Serialize(
            new { store = "corner", articles = Enumerable.Range(0, Changed).Select(static number => new { distributor = "ingram-micro", sku = $"A{number}" }) }, JsonSerializerOptions.Web));

        TestReport.Write(FormattableString.Invariant($"Offers of {All} listings computed again and sent after {Changed} articles have changed: {watch.Elapsed.TotalSeconds:F1} s"));
        Assert.Equal(Changed, Assert.Single(stage.Channel.Sent).Lines);
        ListingCounts counts = await stage.App.Get<ListingDirectory>().CountAsync("corner", default);
        Assert.Equal((All, Changed, All - Changed), (counts.Total, counts.Sent, counts.Of(ListingState.Live)));
    }

    private static Listing Listed(string gtin)
    {
        Offer offer = new() { Sku = gtin, Product = ProductReference.OfGtin(gtin), Price = 99, Quantity = 5, State = "11" };
        return new Listing
        {
            Sku = gtin, Gtin = gtin, IsOfAssortment = true, Wanted = offer, Confirmed = offer,
            Articles = [new ListedArticle("ingram-micro", $"A{int.Parse(gtin[3..^1], CultureInfo.InvariantCulture)}")],
        };
    }

    private static string Gtin(int number)
    {
        string digits = $"200{number:000000000}";
        int sum = digits.Reverse().Select(static (digit, place) => (digit - '0') * (place % 2 == 0 ? 3 : 1)).Sum();
        return $"{digits}{(10 - (sum % 10)) % 10}";
    }
}

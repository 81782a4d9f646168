using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Distributors;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Distributors;
using Pipeline.Partners.Feeds;
using Pipeline.Partners.Feeds.Pages;

namespace Pipeline.Functions.Tests.Distributors;

/// <summary>A distributor without files: its products are the pages of one service, its prices and its stock those of another.</summary>
public sealed class PagedToyDistributor(IHttpClientFactory clients, IConfiguration settings) : IDistributor, IDistributorModule
{
    public string Code => "paged";
    public string Name => "Paged toy";
    public string TimeZone => "America/Mexico_City";
    public string Currency => "USD";
    public IReadOnlyList<DistributorFeed> Feeds =>
    [
        new()
        {
            Kind = FeedKind.Catalog, Title = "Products", Profile = "paged-catalog", Schedule = "0 0 6 * * *",
            Form = new FeedForm(FactKinds.Product, new Products()), Api = new PageSource("products", token => PagesAsync("products", token)),
        },
        new()
        {
            Kind = FeedKind.Price, Title = "Offers", Profile = "paged-price", Schedule = "0 0 7 * * *",
            Form = new FeedForm(FactKinds.Price | FactKinds.Stock, new Offers()), Api = new PageSource("offers", token => PagesAsync("offers", token)),
        },
    ];

    public static void AddServices(IServiceCollection services) => services.AddHttpClient();

    public string? FindProfile(string name) => FeedProfileCatalog.Find(typeof(PagedToyDistributor), name);

    // The service answers 204 behind the last page.
    private async IAsyncEnumerable<ReadOnlyMemory<byte>> PagesAsync(string feed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using HttpClient client = clients.CreateClient();
        for (int page = 1; ; page++)
        {
            byte[] body = await client.GetByteArrayAsync(new Uri($"{settings["Distributors:Paged:Url"]}/{feed}?page={page}"), cancellationToken);
            if (body.Length == 0)
            {
                yield break;
            }

            yield return body;
        }
    }

    // {"items":[{"id":"P1","name":"A toy","ean":"4006381333931"}]}
    private sealed class Products : IRecordReader
    {
        public IReadOnlyList<string> Key { get; } = ["id"];

        public FeedFacts Read(ApiRecord record) => new()
        {
            Product = new ProductFacts { Description = record.Text("name"), Brand = record.Text("maker.name"), Gtin = record.Gtin("ean") },
        };
    }

    // [{"id":"P1","price":{"amount":9.9},"stock":5}]
    private sealed class Offers : IRecordReader
    {
        public IReadOnlyList<string> Key { get; } = ["id"];

        public FeedFacts Read(ApiRecord record) => new()
        {
            Price = new PriceFacts { Price = record.Price("price.amount"), Currency = record.Profile.Currency },
            Stock = new StockFacts { Local = record.Quantity("stock") },
        };
    }
}

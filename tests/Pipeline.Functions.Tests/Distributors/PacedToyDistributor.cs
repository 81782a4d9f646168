using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Distributors;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Distributors;
using Pipeline.Partners.Distributors.Intcomex.Feeds;
using Pipeline.Partners.Feeds.Pages;

namespace Pipeline.Functions.Tests.Distributors;

/// <summary>A distributor that wants to be left alone between two reads, and of which the last pieces are not offered. It speaks as Intcomex does.</summary>
public sealed class PacedToyDistributor(IHttpClientFactory clients, IConfiguration settings) : IDistributor, IDistributorModule
{
    public string Code => "paced";
    public string Name => "Paced toy";
    public string TimeZone => "Europe/Amsterdam";
    public string Currency => "USD";
    public int? MinimumUnits => 2;
    public IReadOnlyList<DistributorFeed> Feeds =>
    [
        Feed(FeedKind.Catalog, FactKinds.Product, new CatalogReader(), 24, "0 0 6 * * *"),
        Feed(FeedKind.Price, FactKinds.Price, new PriceReader(), 24, "0 0 7 * * *"),
        Feed(FeedKind.Stock, FactKinds.Stock, new StockReader(), 1, "0 30 * * * *"),
        Feed(FeedKind.Content, FactKinds.Content, new ContentReader(), null, "0 0 8 * * *"),
    ];

    public static void AddServices(IServiceCollection services) => services.AddHttpClient();

    public string? FindProfile(string name) => $$"""
        {"name":"{{name}}","feed":"{{name}}","format":"Pages","currency":"USD","currencies":{"us":"USD"} }
        """;

    private DistributorFeed Feed(FeedKind kind, FactKinds facts, IRecordReader records, int? hours, string schedule) => new()
    {
        Kind = kind, Title = $"{kind}", Profile = $"{kind}", Schedule = schedule,
        Cadence = hours is { } some ? TimeSpan.FromHours(some) : null,
        Form = new FeedForm(facts, records), Api = new PageSource($"{kind}", token => PagesAsync($"{kind}", token)),
    };

    // The service answers 204 behind the last page.
    private async IAsyncEnumerable<Stream> PagesAsync(string feed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using HttpClient client = clients.CreateClient();
        for (int page = 1; ; page++)
        {
            using HttpResponseMessage answer = await client.GetAsync(
                new Uri($"{settings["Distributors:Paced:Url"]}/{feed}?page={page}"), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (answer.StatusCode is System.Net.HttpStatusCode.NoContent)
            {
                yield break;
            }

            yield return await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(cancellationToken);
        }
    }
}

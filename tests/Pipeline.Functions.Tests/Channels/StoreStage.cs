using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Channels;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Offers.Sending;
using Pipeline.Functions.Tests.Orders;
using Pipeline.Functions.Tests.Support;
using Pipeline.Partners.Channels;

namespace Pipeline.Functions.Tests.Channels;

/// <summary>The app with one store in the toy channel, margin rules of ten percent, and articles in the catalogue.</summary>
internal sealed class StoreStage(PipelineApp app) : IAsyncDisposable
{
    private long files;

    public PipelineApp App => app;

    public ToyChannel Channel { get; } = app.Services.GetServices<IChannel>().OfType<ToyChannel>().Single();

    public static async Task<StoreStage> StartAsync(StorageEmulator storage, params string[] settings)
    {
        StoreStage stage = new(await PipelineApp.StartAsync(
            storage,
            static services => services.AddChannel<ToyChannel>()
                .AddSingleton<IFlowExecutor>(static provider => provider.GetRequiredService<OfferComparison>())
                .AddSingleton<IFlowExecutor, OfferExport>(),
            ["--Stores:corner:Kind", "bazaar", "--Stores:corner:Key", "secret", "--Stores:corner:Mode", "live", "--Stores:corner:Assortment:Distributors", "*", .. settings]));
        using HttpRequestMessage rules = new(HttpMethod.Put, "/api/pricing/rules") { Content = Json("""{"rules":[{"id":"all","percent":10}]}""") };
        rules.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        _ = (await stage.App.Http.SendAsync(rules)).EnsureSuccessStatusCode();
        return stage;
    }

    /// <summary>The catalogue learns of articles, each in words: number, GTIN, cost in euros, pieces; and offers are computed.</summary>
    public async Task ImportAsync(params string[] articles)
    {
        await WriteAsync(articles);
        await ComputeAsync(JsonSerializer.Serialize(
            new { articles = articles.Select(static article => new { distributor = "ingram-micro", sku = article.Split(' ')[0] }) }, JsonSerializerOptions.Web));
    }

    /// <summary>The same, and nobody hears of it.</summary>
    public async Task WriteAsync(params string[] articles)
    {
        ICatalogImport import = App.Get<ICatalogStore>().BeginImport(new CatalogWrite
        {
            Feed = new FeedId("ingram-micro", FeedKind.Price), Sequence = ++files, File = "ingram-micro/price/1", HasEarlierRows = true,
        });
        foreach (IGrouping<int, FeedChange> bucket in articles.Select(Article).GroupBy(static article => Buckets.Of(article.Key)))
        {
            await import.WriteAsync(bucket.Key, bucket.OrderBy(static change => change.Key, StringComparer.Ordinal), default);
        }

        _ = await import.CompleteAsync(default);
    }

    public async Task ComputeAsync(string change) => Assert.Null(await App.CallAsync("ComputeOffers", change));

    /// <summary>Time passes, and the next step is taken: a look at the latest import, or an export.</summary>
    public async Task StepAsync(bool looks = true, int seconds = 60)
    {
        App.Clock.Advance(TimeSpan.FromSeconds(seconds));
        string? import = looks ? (await ImportsAsync())[0].GetProperty("id").GetString() : null;
        Assert.Null(await App.CallAsync("TakeOfferStep", JsonSerializer.Serialize(new { store = "corner", importId = import })));
    }

    /// <summary>Runs a flow of the store as a person does.</summary>
    public async Task<JsonElement> RunAsync(string job)
    {
        _ = await App.TakeMessagesAsync();
        string id = (await (await App.PostAsync($"/api/flows/corner.{job}/run")).JsonAsync()).GetProperty("id").GetString()!;
        foreach (FlowExecutionMessage message in await App.TakeMessagesAsync())
        {
            Assert.Null(await App.DeliverAsync("RunFlow", message));
        }

        return await App.GetJsonAsync($"/api/executions/{id}");
    }

    public async Task<JsonElement[]> ImportsAsync() => Items(await App.GetJsonAsync("/api/stores/corner/imports"));

    /// <summary>Every listing in words: number, state, code of the reason.</summary>
    public async Task<string[]> ListingsAsync(string query = "") =>
    [
        .. Items(await App.GetJsonAsync($"/api/stores/corner/listings{query}"))
            .Select(static one => $"{Text(one, "sku")} {Text(one, "state")}{(one.GetProperty("reason").ValueKind is JsonValueKind.Null ? "" : $" {Text(one.GetProperty("reason"), "code")}")}")
            .Order(StringComparer.Ordinal),
    ];

    public async Task<HttpResponseMessage> PutAsync(string path, string body, bool any = false)
    {
        using HttpRequestMessage request = new(HttpMethod.Put, path) { Content = Json(body) };
        if (any)
        {
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        }

        return await App.Http.SendAsync(request);
    }

    public string SentText(int file) => Encoding.UTF8.GetString(Channel.Sent[file].Content.Span);

    public static JsonElement[] Items(JsonElement list) => [.. list.GetProperty("items").EnumerateArray()];

    public static string? Text(JsonElement of, string member) => of.GetProperty(member).GetString();

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private FeedChange Article(string text)
    {
        string[] words = text.Split(' ');
        return new FeedChange
        {
            Key = words[0],
            Kind = files == 1 ? ChangeKind.Added : ChangeKind.Changed,
            Fields = CatalogFields.Product | CatalogFields.Prices | CatalogFields.Stocks,
            Origin = new RowOrigin(2, 0, 9),
            Facts = new FeedFacts
            {
                Sku = DistributorSku.Parse(words[0]),
                Product = new ProductFacts { Gtin = words[1] },
                Price = new PriceFacts { Price = decimal.Parse(words[2], CultureInfo.InvariantCulture), Currency = "EUR" },
                Stock = new StockFacts { Local = int.Parse(words[3], CultureInfo.InvariantCulture) },
            },
        };
    }
}

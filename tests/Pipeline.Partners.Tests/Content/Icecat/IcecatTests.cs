using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Content;
using Pipeline.Core.Exchanges;
using Pipeline.Partners.Content.Icecat;
using Pipeline.Partners.Tests.Distributors.Intcomex;

namespace Pipeline.Partners.Tests.Content.Icecat;

public sealed class IcecatTests : HttpMessageHandler, IExchangeLog
{
    private static readonly IcecatAccount Account = new() { ShopName = "our-account", ApiToken = "api-token-1", ContentToken = "content-token-1", AppKey = "app-key-1" };
    private static readonly ContentQuery Book = new("fr") { Gtin = "2007100230014", Brand = "ZENTARO", PartNumber = "ZTB14-8512FR" };

    private readonly Queue<HttpResponseMessage> answers = new();
    private readonly List<HttpRequestMessage> asked = [];
    private readonly List<Exchange> exchanges = [];
    private readonly WatchedClock clock = new();

    [Fact]
    public async Task A_sheet_gives_texts_images_and_specifications_with_their_language()
    {
        ProductContent content = (await Answer(Sample("live-gtin-fr.json")).FindAsync(Book, CancellationToken.None)).Content!;

        Assert.Equal(("icecat", "900100231", "Zentaro", "ZTB14-8512FR", "Book 14", "151"), (content.Source, content.SourceId, content.Brand, content.PartNumber, content.Name, content.CategoryId));
        Assert.Equal([new ContentGtin("2007100230014", true), new ContentGtin("2007100230021", false)], content.Gtins);
        Assert.Equal("fr", content.Title!.Language);
        Assert.StartsWith("Léger et complet\nLe Book 14 pèse 1,42 kg", content.Description!.Text, StringComparison.Ordinal);
        Assert.Equal(["Écran mat 14 pouces au format 16:10", "16 Go de mémoire, SSD de 512 Go", "Clavier AZERTY rétroéclairé"], content.KeyPoints.Select(static point => point.Text));
        Assert.Equal((new Uri("https://images.example.test/icecat/gallery/2007100230014_1.jpg"), 2400, 1800), (content.Images[0].Url, content.Images[0].Width!.Value, content.Images[0].Height!.Value));
        Assert.DoesNotContain(content.Images, static image => image.Url.AbsolutePath.Contains("logo", StringComparison.Ordinal));
        Assert.Contains(content.Features, static feature => feature is { Id: "1766", Name: "Couleur du produit", Value: "Grey", Shown: "Gris" });
        Assert.Equal("Specs: Icecat", content.Credit.Text);
    }

    [Fact]
    public async Task A_sheet_in_another_language_than_was_asked_for_says_so()
    {
        using JsonDocument sample = JsonDocument.Parse(Sample("live-english-only.json"));
        JsonElement general = sample.RootElement.GetProperty("data").GetProperty("GeneralInfo");

        ProductContent content = (await Answer(sample.RootElement.GetRawText())
            .FindAsync(new("fr") { Brand = general.GetProperty("Brand").GetString(), PartNumber = general.GetProperty("BrandPartCode").GetString() }, CancellationToken.None)).Content!;

        Assert.Equal("en", content.Description!.Language);
        Assert.All(content.KeyPoints, static point => Assert.Equal("en", point.Language));
    }

    [Fact]
    public async Task A_sheet_whose_types_wander_is_read_all_the_same()
    {
        ContentAnswer answer = await Answer(Sample("live-damaged.json")).FindAsync(new("fr") { Gtin = "2007100552017", Brand = "Kvaldis", PartNumber = "KVS-1T-BK" }, CancellationToken.None);

        ProductContent content = answer.Content!;
        Assert.Equal(ContentOutcome.Found, answer.Outcome);
        Assert.Equal("Kvaldis SSD portable 1 To & câble", content.Title!.Text);
        Assert.Equal("Rapide Jusqu'à 1000 Mo/s\nRésiste aux chutes\nUSB 3.2\nNoir", content.Description!.Text);
        Assert.Equal(["Compact", "Robuste"], content.KeyPoints.Select(static point => point.Text));
        Assert.Empty(content.Images);
        Assert.Equal([("94", "90.0", "g"), ("90521", "2.5", "\"")], content.Features.Select(static feature => (feature.Id, feature.Value!, feature.Unit!)));
        Assert.Equal(("Disques SSD externes", null), (content.Category!.Text, content.CategoryId));
    }

    public static TheoryData<string> Cases
    {
        get
        {
            using JsonDocument all = JsonDocument.Parse(Sample("errors.json"));
            return [.. all.RootElement.GetProperty("cases").EnumerateArray().Where(static one => one.GetProperty("channel").GetString() == "json").Select(static one => one.GetProperty("name").GetString()!)];
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task An_answer_means_what_its_own_code_says_and_is_kept_as_long_as_it_holds(string name)
    {
        using JsonDocument all = JsonDocument.Parse(Sample("errors.json"));
        JsonElement one = all.RootElement.GetProperty("cases").EnumerateArray().Single(found => found.GetProperty("name").GetString() == name);
        string body = one.TryGetProperty("bodyText", out JsonElement text) ? text.GetString()! : one.GetProperty("body").GetRawText();
        ContentOutcome expected = Enum.Parse<ContentOutcome>(one.GetProperty("outcome").GetString()!);
        int status = one.GetProperty("httpStatus").GetInt32();
        IcecatSource source = Answer(body, status);
        _ = Answer(body, status);
        _ = Answer(body, status);

        Task<ContentAnswer> asking = source.FindAsync(new("fr") { Gtin = "2007100552017" }, CancellationToken.None);
        if (expected == ContentOutcome.Transient)
        {
            await clock.PassAsync(TimeSpan.FromSeconds(status == 429 ? 60 : 2));
            await clock.PassAsync(TimeSpan.FromSeconds(status == 429 ? 60 : 4));
        }

        ContentAnswer answer = await asking;
        Assert.Equal(expected, answer.Outcome);
        Assert.Equal(expected is ContentOutcome.Transient ? 3 : 1, asked.Count);
        Assert.Equal(expected is ContentOutcome.ConfigurationError or ContentOutcome.Transient or ContentOutcome.InvalidRequest or ContentOutcome.UnknownError, answer.Problem is not null);
        if (one.GetProperty("cacheDays").ValueKind == JsonValueKind.Number)
        {
            Assert.Equal(one.GetProperty("cacheDays").GetInt32(), ContentCache.LifeOf(expected, 1)?.TotalDays ?? 0);
        }
    }

    [Fact]
    public async Task A_product_that_its_gtin_does_not_find_is_looked_for_by_brand_and_part_number()
    {
        IcecatSource source = Answer(Sample("live-not-found.json"), 400);
        _ = Answer(Sample("live-gtin-fr.json"));

        Task<ContentAnswer> asking = source.FindAsync(Book with { Brand = "Zentaro", PartNumber = "ZTB14-8512FR" }, CancellationToken.None);
        await clock.PassAsync(TimeSpan.FromMilliseconds(500));

        Assert.Equal(ContentOutcome.Found, (await asking).Outcome);
        Assert.Equal(
            [
                "https://live.icecat.biz/api?lang=FR&shopname=our-account&GTIN=2007100230014&content=&app_key=app-key-1",
                "https://live.icecat.biz/api?lang=FR&shopname=our-account&Brand=Zentaro&ProductCode=ZTB14-8512FR&content=&app_key=app-key-1",
            ],
            asked.Select(static request => request.RequestUri!.AbsoluteUri));
        Assert.Equal("api-token-1", Assert.Single(asked[0].Headers.GetValues("Api-Token")));
    }

    [Fact]
    public async Task Neither_tokens_nor_the_name_of_the_account_are_in_the_record()
    {
        _ = await Answer(Sample("live-restricted.json"), 403).FindAsync(Book, CancellationToken.None);

        string record = string.Join('\n', exchanges.Select(static one => $"{one.Target}\n{one.RequestHeaders}\n{one.ResponseHeaders}\n{Encoding.UTF8.GetString(one.Response.Span)}"));
        Assert.All(new[] { "our-account", "api-token-1", "content-token-1", "app-key-1" }, secret => Assert.DoesNotContain(secret, record, StringComparison.Ordinal));
        Assert.Contains("GTIN=2007100230014", record, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Zentaro", "ZTB 14/8512fr", "2007100230014", ContentOutcome.Found)]
    [InlineData("Other", "ZTB14-8512FR", "2007100230014", ContentOutcome.Found)]
    [InlineData("Zentaro", "OTHER", "2007100230014", ContentOutcome.Found)]
    [InlineData("Zentaro", "OTHER", "2007100230021", ContentOutcome.Ambiguous)]
    [InlineData("Other", "OTHER", "2007100230014", ContentOutcome.MatchRejected)]
    [InlineData("Zentaro", "ZTB14-8512FR", "2007100999999", ContentOutcome.MatchRejected)]
    [InlineData(null, null, "2007100230014", ContentOutcome.Found)]
    [InlineData(null, null, "2007100230021", ContentOutcome.Ambiguous)]
    [InlineData("Zentaro", "ZTB14-8512FR", null, ContentOutcome.Found)]
    [InlineData("Zentaro", "OTHER", null, ContentOutcome.Ambiguous)]
    public void A_sheet_is_that_of_the_product_or_a_person_says_so(string? brand, string? part, string? gtin, ContentOutcome outcome)
    {
        ProductContent content = new()
        {
            Source = "icecat", SourceId = "1", Brand = "ZENTARO", PartNumber = "ZTB14-8512FR", Credit = new("x", new Uri("https://icecat.biz")),
            Gtins = [new("2007100230014", true), new("2007100230021", false)],
        };

        Assert.Equal(outcome, ContentMatch.Judge(new ContentQuery("fr") { Brand = brand, PartNumber = part, Gtin = gtin }, content));
    }

    [Fact]
    public async Task What_was_found_is_not_asked_for_again_within_30_days_and_what_was_not_ever_more_seldom()
    {
        IcecatSource source = Answer(Sample("live-gtin-fr.json"));
        ContentCache cache = new(source, new MemoryContent(), clock);
        ContentQuery unknown = new("fr") { Gtin = "2007100552017" };

        Assert.NotNull((await cache.FindAsync(Book, CancellationToken.None)).Content);
        Assert.NotNull((await cache.FindAsync(Book, CancellationToken.None)).Content);
        Assert.Single(asked);
        foreach (int days in new[] { 1, 7, 30 })
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            _ = Answer(Sample("live-not-found.json"), 400);
            Assert.Equal(ContentOutcome.NotFound, (await cache.FindAsync(unknown, CancellationToken.None)).Outcome);
            clock.Advance(TimeSpan.FromDays(days) - TimeSpan.FromMinutes(1));
            Assert.Equal(ContentOutcome.NotFound, (await cache.FindAsync(unknown, CancellationToken.None)).Outcome);
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(4, asked.Count);
    }

    Task IExchangeLog.RecordAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        exchanges.Add(exchange);
        return Task.CompletedTask;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        asked.Add(request);
        return Task.FromResult(answers.Dequeue());
    }

    private static string Sample(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "icecat", name));

    private IcecatSource Answer(string body, int status = 200)
    {
        answers.Enqueue(new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) });
        IHttpClientBuilder client = new ServiceCollection().AddSingleton<IExchangeLog>(this).AddSingleton<TimeProvider>(clock).AddIcecat(Account);
        client.ConfigurePrimaryHttpMessageHandler(() => this);
        return new IcecatSource(client.Services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient(IcecatSource.SourceCode), Account, clock);
    }

    private sealed class MemoryContent : IContentStore
    {
        private readonly Dictionary<string, KeptContent> kept = new(StringComparer.Ordinal);

        public Task<KeptContent?> FindAsync(string key, CancellationToken cancellationToken) => Task.FromResult(kept.GetValueOrDefault(key));

        public Task SaveAsync(string key, KeptContent content, CancellationToken cancellationToken)
        {
            kept[key] = content;
            return Task.CompletedTask;
        }
    }
}

using System.Net;
using System.Text;
using System.Text.Json;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Exchanges;

/// <summary>The wire log over HTTP.</summary>
[Collection(StorageCollection.Name)]
public sealed class ExchangeHttpTests(StorageEmulator storage) : IAsyncLifetime
{
    private PipelineApp app = null!;

    public async Task InitializeAsync() => app = await PipelineApp.StartAsync(storage);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task An_exchange_is_shown_with_headers_and_its_bodies_are_downloads()
    {
        string id = await RecordAsync("orderCreate", "PO-1", 200);

        JsonElement exchange = await app.GetJsonAsync($"/api/exchanges/{id}");
        HttpResponseMessage request = await app.GetAsync($"/api/exchanges/{id}/request");
        HttpResponseMessage response = await app.GetAsync($"/api/exchanges/{id}/response");

        Assert.Equal(
            $$"""{"id":"{{id}}","direction":"out","partner":"ingram-micro","operation":"orderCreate","subject":"PO-1","target":"POST https://example.com/","startedAt":"2026-03-10T06:00:00Z","durationMs":250,"status":200,"failed":false,"fault":null,"requestHeaders":"A: 1","responseHeaders":"B: 2","requestBytes":6,"responseBytes":5,"bodyErasedAt":null,"requestSha256":null,"responseSha256":null,"request":"/api/exchanges/{{id}}/request","response":"/api/exchanges/{{id}}/response"}""",
            exchange.GetRawText());
        Assert.Equal(("<ask/>", "<ok/>"), (await request.Content.ReadAsStringAsync(), await response.Content.ReadAsStringAsync()));
        Assert.All([request, response], static answer =>
        {
            Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        });
    }

    [Fact]
    public async Task Exchanges_are_listed_by_partner_kind_subject_and_failure_page_by_page()
    {
        string good = await RecordAsync("orderCreate", "PO-1", 200);
        string bad = await RecordAsync("orderInquiry", "PO-2", 500);

        Assert.Equal([bad, good], await IdsAsync("/api/exchanges?partner=ingram-micro"));
        Assert.Equal([good], await IdsAsync("/api/exchanges?operation=orderCreate"));
        Assert.Equal([bad], await IdsAsync("/api/exchanges?subject=PO-2"));
        Assert.Equal([bad], await IdsAsync("/api/exchanges?failed=true"));
        Assert.Equal([good], await IdsAsync("/api/exchanges?failed=false"));
        Assert.Equal([bad], await IdsAsync("/api/exchanges?status=500"));
        Assert.Equal([bad, good], await IdsAsync("/api/exchanges?from=2026-03-10T00:00:00Z&to=2026-03-11T00:00:00Z"));
        Assert.Empty(await IdsAsync("/api/exchanges?to=2026-03-10T00:00:00Z"));
        JsonElement first = await app.GetJsonAsync("/api/exchanges?limit=1");
        Assert.Equal(JsonValueKind.Null, first.GetProperty("items")[0].GetProperty("requestHeaders").ValueKind);
        Assert.Equal([good], await IdsAsync($"/api/exchanges?limit=1&cursor={Uri.EscapeDataString(first.GetProperty("cursor").GetString()!)}"));
    }

    [Fact]
    public async Task A_pushed_message_is_an_exchange_that_the_partner_began()
    {
        string id = MessageId.New(app.Clock.GetUtcNow());
        await app.Get<IMessageInbox>().AddAsync(
            new PushedMessage
            {
                Id = id, Distributor = "ingram-micro", State = MessageState.Accepted, ReceivedAt = app.Clock.GetUtcNow(),
                Sha256 = new string('0', 64), SizeBytes = 11, Root = "OrderStatus", ContentType = "text/xml",
            },
            Encoding.UTF8.GetBytes("<OrderStat>"),
            CancellationToken.None);

        JsonElement exchange = await app.GetJsonAsync($"/api/exchanges/{id}");

        Assert.Equal(
            ("in", "OrderStatus", 11),
            (exchange.GetProperty("direction").GetString(), exchange.GetProperty("operation").GetString(), exchange.GetProperty("requestBytes").GetInt32()));
        Assert.Equal("<OrderStat>", await (await app.GetAsync($"/api/exchanges/{id}/request")).Content.ReadAsStringAsync());
        Assert.Equal(string.Empty, await (await app.GetAsync($"/api/exchanges/{id}/response")).Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_that_was_handled_is_listed_once_and_its_body_comes_from_the_inbox(bool byEarlierVersion)
    {
        string id = MessageId.New(app.Clock.GetUtcNow());
        byte[] body = Encoding.UTF8.GetBytes("<OrderStat>");
        await app.Get<IMessageInbox>().AddAsync(
            new PushedMessage
            {
                Id = id, Distributor = "ingram-micro", State = MessageState.Accepted, ReceivedAt = app.Clock.GetUtcNow(),
                Sha256 = new string('0', 64), SizeBytes = 11, HandledAt = app.Clock.GetUtcNow(),
            },
            body,
            CancellationToken.None);
        Exchange handled = new()
        {
            Id = id, Direction = ExchangeDirection.In, Partner = "ingram-micro", Operation = "orderStatus", Subject = "PO-1",
            Target = "POST /api/notifications/ingram-micro", StartedAt = app.Clock.GetUtcNow(), Duration = TimeSpan.Zero, Status = 200,
        };
        await app.Get<IExchangeLog>().RecordAsync(
            byEarlierVersion ? handled with { Request = body } : handled with { KeptRequest = new BodyReference(11, new string('0', 64)) }, default);

        JsonElement listed = Assert.Single((await app.GetJsonAsync("/api/exchanges?subject=PO-1")).GetProperty("items").EnumerateArray().ToArray());
        Assert.Equal((id, "orderStatus", 11), (listed.GetProperty("id").GetString(), listed.GetProperty("operation").GetString(), listed.GetProperty("requestBytes").GetInt32()));
        Assert.Equal(JsonValueKind.Null, listed.GetProperty("requestSha256").ValueKind);
        Assert.Equal("<OrderStat>", await (await app.GetAsync($"/api/exchanges/{id}/request")).Content.ReadAsStringAsync());

        _ = await app.Get<IExchangeErasure>().EraseAsync(id, app.Clock.GetUtcNow(), default);
        _ = await app.Get<IMessageErasure>().EraseAsync(id, app.Clock.GetUtcNow(), default);
        Assert.Equal(HttpStatusCode.Gone, (await app.GetAsync($"/api/exchanges/{id}/request")).StatusCode);
        JsonElement erased = await app.GetJsonAsync($"/api/exchanges/{id}");
        Assert.Equal("2026-03-10T06:00:00Z", erased.GetProperty("bodyErasedAt").GetString());
        Assert.Equal(64, erased.GetProperty("requestSha256").GetString()!.Length);
    }

    [Theory]
    [InlineData("/api/exchanges/019cd0aa63807abcbdef0123456789ab", HttpStatusCode.NotFound, "EXCHANGE_UNKNOWN")]
    [InlineData("/api/exchanges/nothing", HttpStatusCode.NotFound, "EXCHANGE_UNKNOWN")]
    [InlineData("/api/exchanges/nothing/request", HttpStatusCode.NotFound, "EXCHANGE_UNKNOWN")]
    [InlineData("/api/exchanges/nothing/response", HttpStatusCode.NotFound, "EXCHANGE_UNKNOWN")]
    [InlineData("/api/exchanges?limit=0", HttpStatusCode.UnprocessableEntity, "LIMIT_OUT_OF_RANGE")]
    [InlineData("/api/exchanges?cursor=x", HttpStatusCode.UnprocessableEntity, "CURSOR_INVALID")]
    public async Task What_is_not_there_is_said_plainly(string path, HttpStatusCode status, string code) =>
        _ = await ProblemAssert.IsAsync(await app.GetAsync(path), status, code);

    private async Task<IEnumerable<string>> IdsAsync(string path) => (await app.GetJsonAsync(path)).GetProperty("items")
        .EnumerateArray().Select(static item => item.GetProperty("id").GetString()!);

    private async Task<string> RecordAsync(string operation, string subject, int status)
    {
        DateTimeOffset now = app.Clock.GetUtcNow();
        string id = Guid.CreateVersion7(now).ToString("N");
        await app.Get<IExchangeLog>().RecordAsync(
            new Exchange
            {
                Id = id, Partner = "ingram-micro", Operation = operation, Subject = subject, Target = "POST https://example.com/",
                StartedAt = now, Duration = TimeSpan.FromMilliseconds(250), Status = status, RequestHeaders = "A: 1", ResponseHeaders = "B: 2",
                Request = Encoding.UTF8.GetBytes("<ask/>"), Response = Encoding.UTF8.GetBytes("<ok/>"),
            },
            CancellationToken.None);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        return id;
    }
}

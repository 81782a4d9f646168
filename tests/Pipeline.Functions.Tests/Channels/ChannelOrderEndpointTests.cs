using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Pipeline.Core.Channels.Orders.Importing;
using Pipeline.Core.Issues;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;
using Pipeline.Core.Orders.Selling;
using Pipeline.Functions.Tests.Orders;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Channels;

/// <summary>What a channel is told about an order, asked for over HTTP.</summary>
[Collection(StorageCollection.Name)]
public sealed class ChannelOrderEndpointTests(StorageEmulator storage) : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);

    private PipelineApp app = null!;

    public async Task InitializeAsync()
    {
        app = await PipelineApp.StartAsync(storage);
        _ = await app.Get<IOrderStore>().TryAddAsync(
            new OrderRecord
            {
                Order = new SalesOrder
                {
                    OrderId = "o1", Source = new OrderSource("bazaar", "corner", "C-1"),
                    Lines = [new SalesOrderLine { LineNumber = new LineNumber(1), Gtin = "4006381333931", Quantity = 2 }],
                },
                ReceivedAt = Start, ChangedAt = Start, EventCount = 1,
                Channel = new ChannelPart
                {
                    Store = "corner", ExternalId = "C-1", CommercialId = "C", State = ChannelOrderState.WaitingAcceptance, CreatedAt = Start, UpdatedAt = Start,
                    AcceptBy = Start.AddHours(24), AcceptAtLatest = Start.AddDays(5), Currency = "EUR",
                    Abilities = OrderAbilities.Acceptance | OrderAbilities.Documents | OrderAbilities.Refunds,
                    Lines = [new ChannelLine { LineNumber = new LineNumber(1), Id = "C-1-1", OfferSku = "SKU-1", Quantity = 2, UnitPrice = 29.90m, Taxes = [] }],
                },
            },
            [new OrderEvent(1, Start, OrderSteps.Received, "Received.")], default);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task An_order_shows_its_channel_s_part()
    {
        JsonElement channel = (await app.GetJsonAsync("/api/orders/o1")).GetProperty("channel");

        Assert.Equal(
            """{"store":"corner","externalId":"C-1","commercialId":"C","state":"waitingAcceptance","acceptBy":"2026-03-11T06:00:00Z","acceptedAt":null,"debitedAt":null,"promisedBy":null}""",
            channel.GetRawText());
    }

    [Fact]
    public async Task A_decision_is_due_once_and_another_one_is_refused()
    {
        const string Yes = """{"lines":[{"lineNumber":1,"accepted":true}]}""";
        _ = await ProblemAssert.IsAsync(await PostAsync("decision", Yes, null), HttpStatusCode.BadRequest, "IDEMPOTENCY_KEY_MISSING");
        _ = await ProblemAssert.IsAsync(await PostAsync("decision", """{"lines":[]}"""), HttpStatusCode.UnprocessableEntity, "CHANNEL_LINE_UNKNOWN");
        _ = await ProblemAssert.IsAsync(
            await PostAsync("decision", """{"lines":[{"lineNumber":2,"accepted":true}]}"""), HttpStatusCode.UnprocessableEntity, "CHANNEL_LINE_UNKNOWN");

        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync("decision", Yes)).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync("decision", Yes)).StatusCode);
        _ = await ProblemAssert.IsAsync(await PostAsync("decision", Yes.Replace("true", "false", StringComparison.Ordinal)), HttpStatusCode.Conflict, "CHANNEL_DECIDED");

        JsonElement report = (await app.GetJsonAsync("/api/orders/o1/reports")).GetProperty("items")[0];
        Assert.Equal(
            ("acceptance", "acceptance", "due", JsonValueKind.Null, 0),
            (report.GetProperty("kind").GetString(), report.GetProperty("key").GetString(), report.GetProperty("state").GetString(),
                report.GetProperty("doneAt").ValueKind, report.GetProperty("exchangeIds").GetArrayLength()));
        Assert.Equal(["o1", "o1"], await app.TakeSignalsAsync());
    }

    [Fact]
    public async Task A_refund_has_a_key_and_an_amount()
    {
        const string Refund = """{"lines":[{"lineNumber":1,"quantity":1,"amount":29.90}],"reason":"BROKEN"}""";
        _ = await ProblemAssert.IsAsync(await PostAsync("refunds", """{"lines":[{"lineNumber":1}]}"""), HttpStatusCode.UnprocessableEntity, "CHANNEL_LINE_UNKNOWN");

        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync("refunds", Refund)).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync("refunds", Refund)).StatusCode);
        _ = await ProblemAssert.IsAsync(
            await PostAsync("refunds", Refund.Replace("29.90", "1", StringComparison.Ordinal)), HttpStatusCode.Conflict, "IDEMPOTENCY_KEY_REUSED");
        _ = await ProblemAssert.IsAsync(await PostAsync("channel-cancel", "{}"), HttpStatusCode.Conflict, "CHANNEL_CANNOT");

        Assert.Equal("refund-k1", Assert.Single((await app.GetJsonAsync("/api/orders/o1/reports")).GetProperty("items").EnumerateArray()).GetProperty("key").GetString());
    }

    [Fact]
    public async Task A_document_is_stored_once_and_kept_for_its_turn()
    {
        Assert.Equal(HttpStatusCode.Accepted, (await PutAsync("%PDF-1.7 one")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync("%PDF-1.7 one")).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await PutAsync("%PDF-1.7 two")).StatusCode);
        _ = await ProblemAssert.IsAsync(await PutAsync("<html>"), HttpStatusCode.UnprocessableEntity, "DOCUMENT_INVALID");

        ReportDocument document = Assert.Single((await app.Get<IOrderStore>().FindAsync("o1", default))!.Record.Reports).Document!;
        Assert.Equal(("invoice", "INV_1.pdf"), (document.Type, document.FileName));
        ReadOnlyMemory<byte>? content = await app.Get<IOrderDocumentStore>().ReadAsync("o1", document, default);
        Assert.Equal("%PDF-1.7 two", Encoding.ASCII.GetString(content!.Value.Span));
    }

    [Fact]
    public async Task An_order_that_is_not_there_is_not_found()
    {
        using HttpResponseMessage answer = await app.Http.GetAsync(new Uri("/api/orders/nothing/reports", UriKind.Relative));

        _ = await ProblemAssert.IsAsync(answer, HttpStatusCode.NotFound, "ORDER_UNKNOWN");
    }

    [Fact]
    public async Task What_is_not_taken_in_is_listed_with_its_reason()
    {
        await app.Get<IChannelOrderStore>().PutAsync(
            new ChannelOrderClaim
            {
                Store = "corner", ExternalId = "C-2", OrderId = "o2", State = ChannelClaimState.SetAside, FirstSeenAt = Start, LastSeenAt = Start,
                Reason = new Issue(IssueCodes.ChannelOfferUnknown, "C-2", "SKU-9").With("line", "C-2-1"),
            },
            default);

        JsonElement item = Assert.Single((await app.GetJsonAsync("/api/stores/corner/set-aside")).GetProperty("items").EnumerateArray());

        Assert.Equal(("C-2", "setAside", "CHANNEL_OFFER_UNKNOWN"),
            (item.GetProperty("externalId").GetString(), item.GetProperty("state").GetString(), item.GetProperty("reason").GetProperty("code").GetString()));
    }

    private async Task<HttpResponseMessage> PostAsync(string command, string body, string? key = "k1")
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri($"/api/orders/o1/{command}", UriKind.Relative))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await app.Http.SendAsync(request);
    }

    private async Task<HttpResponseMessage> PutAsync(string body)
    {
        using ByteArrayContent content = new(Encoding.ASCII.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = "\"INV 1.pdf\"" };
        return await app.Http.PutAsync(new Uri("/api/orders/o1/documents/invoice", UriKind.Relative), content);
    }
}

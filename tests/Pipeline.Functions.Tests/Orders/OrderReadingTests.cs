using System.Net;
using System.Text.Json;
using Pipeline.Core.Catalog;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Records;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Orders;

/// <summary>Orders, their timeline and their lists as the API shows them.</summary>
[Collection(StorageCollection.Name)]
public sealed class OrderReadingTests(StorageEmulator storage) : IAsyncLifetime
{
    private static readonly MessageOrigin At = new() { SentAt = new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.Zero) };

    private PipelineApp app = null!;

    public async Task InitializeAsync() => app = await PipelineApp.StartAsync(storage);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_complete_order_looks_like_this()
    {
        string id = await app.PlaceAsync(OrderCalls.Elsewhere);
        Invoice invoice = new()
        {
            Origin = At, InvoiceNumber = "I-1", AccountNumber = "FR0", Kind = InvoiceKind.Invoice, Date = new DateOnly(2026, 3, 12), Currency = "EUR",
            PurchaseOrderNumbers = ["PO-1"],
            Lines = [new InvoiceLine { LineNumber = "1", Sku = DistributorSku.Parse("7100231"), Quantity = 2, UnitPrice = 612.40m, Amount = 1224.80m }],
            Vat = [new VatAmount(20, 1224.80m, 244.96m)],
            Totals = new InvoiceTotals { Due = 1469.76m },
        };
        _ = await app.Get<OrderUpdater>().UpdateAsync(
            id,
            change =>
            {
                OrderMessage[] messages = [Response(), Advice(), invoice];
                change.Record = change.Record with
                {
                    Order = messages.Aggregate(change.Record.Order, static (order, message) => order.Apply(message).Value),
                    Alarms = [new OrderAlarm("RESPONSE_OVERDUE", "PO-1", "Ask them.", At.SentAt!.Value, At.SentAt)],
                };
                change.Note(OrderSteps.Invoice, "Invoice I-1 came.", "0199");
            },
            CancellationToken.None);

        string invoicePath = $"/api/invoices/{InvoiceRecord.IdOf("ingram-micro", invoice)}";
        Assert.Equal(
            $$$"""
            {"orderId":"{{{id}}}","state":"complete","source":{"channel":"api","store":null,"externalId":null},"test":false,"channel":null,"receivedAt":"2026-03-10T06:00:00Z","changedAt":"2026-03-10T06:00:00Z","requestedDeliveryDate":null,"shipment":"partial","endUserReference":null,"shipTo":null,"personalDataErasedAt":null,"lines":[{"lineNumber":1,"distributor":"ingram-micro","sku":"7100231","gtin":null,"brand":null,"mpn":null,"substitute":null,"quantity":2,"state":"invoiced","confirmed":2,"backordered":0,"rejected":0,"voided":0,"shipped":2,"invoiced":2,"credited":0,"unitPrice":{"amount":612.4,"currency":"EUR"},"maxUnitPrice":612.4,"specialBidNumber":null,"deliveryDate":null,"reasonCode":null,"text":null,"serialNumbers":["S1","S2"]}],"purchaseOrders":[{"purchaseOrderNumber":"PO-1","distributor":"ingram-micro","state":"complete","refusalCode":null,"distributorOrderNumbers":["80-1"],"onHold":false,"serialNumbers":[],"statusText":null,"payment":"unknown","deliveries":[{"despatchAdviceNumber":"D-1","distributorOrderNumber":"80-1","despatchedOn":"2026-03-11","expectedOn":null,"tracking":[{"number":"T1","url":null,"carrier":"Carrier"}],"lines":[{"lineNumber":1,"quantity":2,"serialNumbers":["S1","S2"]}]}],"invoices":[{"invoiceNumber":"I-1","date":"2026-03-12","kind":"invoice","currency":"EUR","net":1224.80,"vat":[{"rate":20,"taxable":1224.80,"amount":244.96}],"due":1469.76,"link":"{{{invoicePath}}}"}],"findings":[]}],"blockedReason":null,"obstacles":[],"alarms":[{"code":"RESPONSE_OVERDUE","subject":"PO-1","text":"Ask them.","raisedAt":"2026-03-10T09:00:00Z","clearedAt":"2026-03-10T09:00:00Z","cause":"Ask them.","remedy":"","severity":"error"}],"timeline":"/api/orders/{{{id}}}/timeline"}
            """,
            (await app.GetJsonAsync($"/api/orders/{id}")).GetRawText());
        Assert.Equal(
            """{"items":[{"sequence":2,"at":"2026-03-10T06:00:00Z","step":"invoice","summary":"Invoice I-1 came.","exchangeId":"0199","code":null},{"sequence":3,"at":"2026-03-10T06:00:00Z","step":"ended","summary":"The order is complete.","exchangeId":null,"code":null}],"cursor":null}""",
            (await app.GetJsonAsync($"/api/orders/{id}/timeline?cursor={await FirstCursorAsync(id)}")).GetRawText());
    }

    [Fact]
    public async Task Orders_are_listed_latest_first_page_by_page()
    {
        List<string> ids = [];
        for (int i = 0; i < 3; i++)
        {
            ids.Insert(0, await app.PlaceAsync());
            app.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        JsonElement first = await app.GetJsonAsync("/api/orders?limit=2");
        JsonElement second = await app.GetJsonAsync($"/api/orders?limit=2&cursor={Uri.EscapeDataString(first.GetProperty("cursor").GetString()!)}");

        Assert.Equal(ids, Ids(first).Concat(Ids(second)));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("cursor").ValueKind);
        Assert.Equal(
            $$"""{"orderId":"{{ids[0]}}","source":{"channel":"api","store":null,"externalId":null},"state":"received","receivedAt":"2026-03-10T06:02:00Z","changedAt":"2026-03-10T06:02:00Z","lineCount":1,"purchaseOrderNumbers":[],"blockedReason":null,"alarmCodes":[],"distributors":[],"obstacles":null,"totals":[]}""",
            first.GetProperty("items")[0].GetRawText());
    }

    [Fact]
    public async Task Orders_are_found_by_state_channel_alarm_and_time()
    {
        string plain = await app.PlaceAsync();
        string channel = await app.PlaceAsync(
            OrderCalls.Order.Replace("\"lines\"", "\"source\":{\"channel\":\"pixmania\",\"externalId\":\"P-1\"},\"lines\"", StringComparison.Ordinal));
        app.Clock.Advance(TimeSpan.FromHours(1));
        string alarmed = await app.PlaceAsync(OrderCalls.Elsewhere);
        _ = await app.Get<OrderUpdater>().UpdateAsync(
            alarmed,
            change => change.Record = change.Record with { Alarms = [new OrderAlarm("HOLD_OVERDUE", "PO-1", "Ask.", app.Clock.GetUtcNow(), null)] },
            CancellationToken.None);

        Assert.Equal([alarmed], Ids(await app.GetJsonAsync("/api/orders?state=placed")));
        Assert.Equal([channel], Ids(await app.GetJsonAsync("/api/orders?channel=pixmania")));
        Assert.Equal([alarmed], Ids(await app.GetJsonAsync("/api/orders?hasAlarm=true")));
        Assert.Equal(new[] { channel, plain }.Order(), Ids(await app.GetJsonAsync("/api/orders?hasAlarm=false")).Order());
        Assert.Equal([alarmed], Ids(await app.GetJsonAsync("/api/orders?receivedSince=2026-03-10T06:30:00Z")));
        Assert.Empty(Ids(await app.GetJsonAsync("/api/orders?state=blocked")));
    }

    [Theory]
    [InlineData("/api/orders?limit=0", HttpStatusCode.UnprocessableEntity, "LIMIT_OUT_OF_RANGE")]
    [InlineData("/api/orders?limit=501", HttpStatusCode.UnprocessableEntity, "LIMIT_OUT_OF_RANGE")]
    [InlineData("/api/orders?cursor=x", HttpStatusCode.UnprocessableEntity, "CURSOR_INVALID")]
    [InlineData("/api/orders?state=lost", HttpStatusCode.BadRequest, "REQUEST_INVALID")]
    [InlineData("/api/orders/x/timeline?limit=0", HttpStatusCode.UnprocessableEntity, "LIMIT_OUT_OF_RANGE")]
    public async Task A_list_refuses_what_it_cannot_do(string path, HttpStatusCode status, string code) =>
        _ = await ProblemAssert.IsAsync(await app.GetAsync(path), status, code);

    [Theory]
    [InlineData("/api/orders?hasAlarm=maybe", "The query value 'hasAlarm' is 'maybe'; it must be true or false.")]
    [InlineData("/api/orders?limit=many", "The query value 'limit' is 'many'; it must be a whole number.")]
    [InlineData(
        "/api/orders?receivedSince=yesterday",
        "The query value 'receivedSince' is 'yesterday'; it must be a time such as 2026-03-10T06:00:00Z.")]
    [InlineData("/api/invoices?from=10.3.2026", "The query value 'from' is '10.3.2026'; it must be a day such as 2026-03-10.")]
    [InlineData(
        "/api/notifications?state=lost",
        "The query value 'state' is 'lost'; it must be one of accepted, duplicate, parked, quarantined.")]
    public async Task A_query_value_that_cannot_be_read_is_quoted_beside_what_it_must_be(string path, string detail)
    {
        JsonElement problem = await ProblemAssert.IsAsync(await app.GetAsync(path), HttpStatusCode.BadRequest, "REQUEST_INVALID");

        Assert.Equal($"{detail} GET /api/openapi.json says what the route takes.", problem.GetProperty("detail").GetString());
        Assert.False(problem.TryGetProperty("instance", out _));
    }

    private static OrderResponse Response() => new()
    {
        Origin = At, PurchaseOrderNumber = "PO-1", DistributorOrderNumber = "80-1", Status = ResponseStatus.Accepted,
        Lines =
        [
            new OrderResponseLine
            {
                LineNumber = new LineNumber(1), DistributorLineNumber = new DistributorLineNumber(10), Sku = DistributorSku.Parse("7100231"),
                Status = ResponseLineStatus.Confirmed, Requested = 2, Confirmed = 2,
            },
        ],
    };

    private static DespatchAdvice Advice() => new()
    {
        Origin = At, DespatchAdviceNumber = "D-1", PurchaseOrderNumber = "PO-1", DistributorOrderNumber = "80-1",
        DespatchDate = new DateOnly(2026, 3, 11),
        Lines =
        [
            new DespatchLine
            {
                DistributorLineNumber = new DistributorLineNumber(10), Sku = DistributorSku.Parse("7100231"), Quantity = 2,
                SerialNumbers = ["S1", "S2"], Tracking = [new Tracking("T1", null, "Carrier")],
            },
        ],
    };

    private static IEnumerable<string> Ids(JsonElement page) =>
        page.GetProperty("items").EnumerateArray().Select(static item => item.GetProperty("orderId").GetString()!);

    private async Task<string> FirstCursorAsync(string id) => Uri.EscapeDataString(
        (await app.GetJsonAsync($"/api/orders/{id}/timeline?limit=1")).GetProperty("cursor").GetString()!);
}

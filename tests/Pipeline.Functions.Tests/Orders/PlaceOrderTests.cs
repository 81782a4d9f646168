using System.Net;
using System.Text;
using System.Text.Json;
using Pipeline.Core.Orders.Records;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Orders;

/// <summary>Placing orders over HTTP.</summary>
[Collection(StorageCollection.Name)]
public sealed class PlaceOrderTests(StorageEmulator storage) : IAsyncLifetime
{
    private PipelineApp app = null!;

    public async Task InitializeAsync() => app = await PipelineApp.StartAsync(storage);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task An_order_is_created_once_and_repeated_with_the_same_key()
    {
        HttpResponseMessage created = await app.OrderAsync("key-1", OrderCalls.Order);
        HttpResponseMessage repeated = await app.OrderAsync("key-1", OrderCalls.Order);

        JsonElement order = await created.JsonAsync();
        string id = order.GetProperty("orderId").GetString()!;
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (created.StatusCode, repeated.StatusCode));
        Assert.Equal($"/api/orders/{id}", created.Headers.Location!.ToString());
        Assert.Equal($"/api/orders/{id}", repeated.Headers.Location!.ToString());
        Assert.Equal(order.GetRawText(), (await repeated.JsonAsync()).GetRawText());
        Assert.Equal(order.GetRawText(), (await app.GetJsonAsync($"/api/orders/{id}")).GetRawText());
        Assert.Single((await app.GetJsonAsync("/api/orders")).GetProperty("items").EnumerateArray());
        Assert.Equal([id], (await app.TakeSignalsAsync()).Distinct());
    }

    [Fact]
    public async Task A_new_order_looks_like_this()
    {
        JsonElement order = await (await app.OrderAsync("key-1", OrderCalls.Order)).JsonAsync();

        string id = order.GetProperty("orderId").GetString()!;
        Assert.Equal(
            $$$"""
            {"orderId":"{{{id}}}","state":"received","source":{"channel":"api","store":null,"externalId":null},"test":false,"channel":null,"receivedAt":"2026-03-10T06:00:00Z","changedAt":"2026-03-10T06:00:00Z","requestedDeliveryDate":null,"shipment":"partial","endUserReference":null,"shipTo":{"name":"Ada","nameAddition":null,"contact":null,"street":["1 rue A"],"postalCode":"59000","city":"Lille","country":"FR","mail":"ada@example.com","phone":null},"personalDataErasedAt":null,"lines":[{"lineNumber":1,"distributor":"ingram-micro","sku":"7100231","gtin":null,"brand":null,"mpn":null,"substitute":null,"quantity":2,"state":"open","confirmed":0,"backordered":0,"rejected":0,"voided":0,"shipped":0,"invoiced":0,"credited":0,"unitPrice":null,"maxUnitPrice":620,"specialBidNumber":null,"deliveryDate":null,"reasonCode":null,"text":null,"serialNumbers":[]}],"purchaseOrders":[],"blockedReason":null,"obstacles":[],"alarms":[],"timeline":"/api/orders/{{{id}}}/timeline"}
            """,
            order.GetRawText());
    }

    [Fact]
    public async Task Accents_and_apostrophes_come_back_as_they_were_sent()
    {
        HttpResponseMessage created = await app.OrderAsync("key-1", OrderCalls.Order.Replace("Ada", "Élodie d'Aubigné", StringComparison.Ordinal));
        HttpResponseMessage unknown = await app.GetAsync("/api/orders/é");

        Assert.Contains("\"name\":\"Élodie d'Aubigné\"", await created.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("\"detail\":\"There is no order 'é'. Check it;", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused_and_names_the_order()
    {
        string id = await app.PlaceAsync(key: "key-1");

        HttpResponseMessage answer = await app.OrderAsync("key-1", OrderCalls.Order.Replace("\"quantity\":2", "\"quantity\":3", StringComparison.Ordinal));

        JsonElement problem = await ProblemAssert.IsAsync(answer, HttpStatusCode.Conflict, "IDEMPOTENCY_KEY_REUSED");
        Assert.Equal($"/api/orders/{id}", problem.GetProperty("instance").GetString());
    }

    [Fact]
    public async Task The_same_meaning_in_other_words_is_a_repetition()
    {
        _ = await app.PlaceAsync(key: "key-1");

        HttpResponseMessage answer = await app.OrderAsync(
            "key-1",
            $$"""
            { "shipment": "partial", "lines": [ { "maxUnitPrice": 620.00, "quantity": 2, "sku": "0007100231", "lineNumber": 1 } ], {{OrderCalls.ShipTo}} }
            """);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Sent_at_the_same_moment_a_request_makes_one_order()
    {
        HttpResponseMessage[] answers =
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.OrderAsync("key-1", OrderCalls.Order)));

        Assert.Equal(1, answers.Count(static answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(7, answers.Count(static answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Single((await app.GetJsonAsync("/api/orders")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_repetition_is_good_also_when_the_day_of_delivery_is_past()
    {
        string body = OrderCalls.Order.Replace("\"lines\"", "\"requestedDeliveryDate\":\"2026-03-10\",\"lines\"", StringComparison.Ordinal);
        _ = await app.PlaceAsync(body, "key-1");
        app.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(HttpStatusCode.OK, (await app.OrderAsync("key-1", body)).StatusCode);
        JsonElement problem = await ProblemAssert.IsAsync(
            await app.OrderAsync("key-2", body), HttpStatusCode.UnprocessableEntity, "ORDER_INVALID");
        Assert.Equal("DATE_PAST", problem.GetProperty("errors")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(null, HttpStatusCode.BadRequest, "IDEMPOTENCY_KEY_MISSING")]
    [InlineData("a b", HttpStatusCode.UnprocessableEntity, "IDEMPOTENCY_KEY_INVALID")]
    public async Task A_key_is_needed(string? key, HttpStatusCode status, string code) =>
        _ = await ProblemAssert.IsAsync(await app.OrderAsync(key, OrderCalls.Order), status, code);

    [Fact]
    public async Task A_key_has_at_most_255_characters()
    {
        Assert.Equal(HttpStatusCode.Created, (await app.OrderAsync(new string('k', 255), OrderCalls.Order)).StatusCode);
        _ = await ProblemAssert.IsAsync(
            await app.OrderAsync(new string('k', 256), OrderCalls.Order), HttpStatusCode.UnprocessableEntity, "IDEMPOTENCY_KEY_INVALID");
    }

    [Theory]
    [InlineData("{\"lines\":", "BODY_UNREADABLE")]
    [InlineData("", "BODY_UNREADABLE")]
    [InlineData("{\"lines\":[],\"lines\":[]}", "BODY_UNREADABLE")]
    public async Task A_body_that_is_no_json_is_refused(string body, string code) =>
        _ = await ProblemAssert.IsAsync(await app.OrderAsync("key-1", body), HttpStatusCode.BadRequest, code);

    [Fact]
    public async Task A_body_that_is_not_utf8_is_refused()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri("/api/orders", UriKind.Relative));
        request.Content = new ByteArrayContent(Encoding.Latin1.GetBytes(OrderCalls.Order.Replace("Ada", "Zoé", StringComparison.Ordinal)));
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("Idempotency-Key", "key-1");

        _ = await ProblemAssert.IsAsync(await app.Http.SendAsync(request), HttpStatusCode.BadRequest, "BODY_UNREADABLE");
    }

    [Fact]
    public async Task Another_media_type_and_too_long_a_body_are_refused()
    {
        using StringContent xml = new("<order/>", Encoding.UTF8, "application/xml");
        HttpResponseMessage typed = await app.Http.PostAsync(new Uri("/api/orders", UriKind.Relative), xml);
        HttpResponseMessage large = await app.OrderAsync("key-1", new string(' ', 1024 * 1024) + OrderCalls.Order);

        JsonElement problem = await ProblemAssert.IsAsync(typed, HttpStatusCode.UnsupportedMediaType, "MEDIA_TYPE_UNSUPPORTED");
        Assert.Equal(
            "The Content-Type 'application/xml; charset=utf-8' is not taken by this route. GET /api/openapi.json says what it takes.",
            problem.GetProperty("detail").GetString());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
    }

    [Fact]
    public async Task All_faults_come_in_one_answer_with_place_text_and_remedy()
    {
        HttpResponseMessage answer = await app.OrderAsync(
            "key-1", $$"""{{{OrderCalls.ShipTo}},"shipment":"all","lines":[{"sku":"1","quantity":0}]}""");

        JsonElement problem = await ProblemAssert.IsAsync(answer, HttpStatusCode.UnprocessableEntity, "ORDER_INVALID");
        Assert.Equal("Nothing was stored: 2 of the order's values cannot be taken. Correct what is named under errors, and send the order again under the same Idempotency-Key.", problem.GetProperty("detail").GetString());
        Assert.Equal(
            """[{"field":"/shipment","code":"SHIPMENT_UNKNOWN","message":"There is no shipment 'all'.","text":"all","remedy":"Use partial or complete."},{"field":"/lines/0/quantity","code":"QUANTITY_INVALID","message":"'0' is not a quantity that can be ordered.","text":"0","remedy":"Give a whole number from 1 to 999,999, without quotes."}]""",
            problem.GetProperty("errors").GetRawText());
        Assert.Empty((await app.GetJsonAsync("/api/orders")).GetProperty("items").EnumerateArray());
        Assert.Equal(HttpStatusCode.Created, (await app.OrderAsync("key-1", OrderCalls.Order)).StatusCode);
    }

    [Fact]
    public async Task An_order_placed_elsewhere_is_followed_and_its_number_belongs_to_it_alone()
    {
        JsonElement order = await (await app.OrderAsync("key-1", OrderCalls.Elsewhere)).JsonAsync();
        HttpResponseMessage twice = await app.OrderAsync("key-2", OrderCalls.Elsewhere);

        string id = order.GetProperty("orderId").GetString()!;
        Assert.Equal(
            """[{"purchaseOrderNumber":"PO-1","distributor":"ingram-micro","state":"placed","refusalCode":null,"distributorOrderNumbers":["80-1"],"onHold":false,"serialNumbers":[],"statusText":null,"payment":"unknown","deliveries":[],"invoices":[],"findings":[]}]""",
            order.GetProperty("purchaseOrders").GetRawText());
        Assert.Equal(
            ("placed", "received", "{\"amount\":612.4,\"currency\":\"EUR\"}"),
            (order.GetProperty("state").GetString(), order.GetProperty("lines")[0].GetProperty("state").GetString(),
                order.GetProperty("lines")[0].GetProperty("unitPrice").GetRawText()));
        Assert.Equal(id, await app.Get<IOrderNumberStore>().FindAsync("ingram-micro", "80-1", default));
        JsonElement problem = await ProblemAssert.IsAsync(twice, HttpStatusCode.Conflict, "NUMBER_TAKEN");
        Assert.Equal(
            ($"/api/orders/{id}", $"Order {id} follows PO-1 already. Nothing more is needed."),
            (problem.GetProperty("instance").GetString(), problem.GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task The_whole_house_can_be_in_test_mode()
    {
        await app.DisposeAsync();
        app = await PipelineApp.StartAsync(storage, null, "--Orders:Mode", "test");

        Assert.True((await (await app.OrderAsync("key-1", OrderCalls.Order)).JsonAsync()).GetProperty("test").GetBoolean());
    }
}

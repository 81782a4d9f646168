using System.Net;
using System.Text.Json;
using Pipeline.Core.Orders;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Orders;

/// <summary>Steering orders over HTTP.</summary>
[Collection(StorageCollection.Name)]
public sealed class OrderCommandTests(StorageEmulator storage) : IAsyncLifetime
{
    private PipelineApp app = null!;

    public async Task InitializeAsync() => app = await PipelineApp.StartAsync(storage);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData("POST", "/api/orders/nothing/cancel")]
    [InlineData("POST", "/api/orders/nothing/retry")]
    [InlineData("POST", "/api/orders/nothing/release")]
    [InlineData("DELETE", "/api/orders/nothing/personal-data")]
    [InlineData("GET", "/api/orders/nothing")]
    [InlineData("GET", "/api/orders/nothing/timeline")]
    public async Task An_order_that_is_not_there_is_not_found(string method, string path)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), new Uri(path, UriKind.Relative));

        _ = await ProblemAssert.IsAsync(await app.Http.SendAsync(request), HttpStatusCode.NotFound, "ORDER_UNKNOWN");
    }

    [Fact]
    public async Task Before_it_was_sent_an_order_is_cancelled_at_once_and_once()
    {
        string id = await app.PlaceAsync();
        _ = await app.TakeSignalsAsync();

        HttpResponseMessage first = await app.PostAsync($"/api/orders/{id}/cancel");
        HttpResponseMessage second = await app.PostAsync($"/api/orders/{id}/cancel");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Equal("cancelled", (await first.JsonAsync()).GetProperty("state").GetString());
        Assert.Equal(["received", "cancelRequested", "ended"], await StepsAsync(id));
        Assert.Equal([id, id], await app.TakeSignalsAsync());
    }

    [Fact]
    public async Task After_it_was_sent_cancelling_is_a_persons_task()
    {
        string id = await app.PlaceAsync(OrderCalls.Elsewhere);

        HttpResponseMessage first = await app.PostAsync($"/api/orders/{id}/cancel");
        HttpResponseMessage second = await app.PostAsync($"/api/orders/{id}/cancel");

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.StatusCode, second.StatusCode));
        Assert.Equal("cancelRequested", (await second.JsonAsync()).GetProperty("state").GetString());
        Assert.Equal(["received", "cancelRequested"], await StepsAsync(id));
    }

    [Fact]
    public async Task What_may_be_on_its_way_counts_as_sent()
    {
        string id = await app.PlaceAsync(OrderCalls.Elsewhere);
        await PhaseAsync(id, PurchasePhase.Sending);

        Assert.Equal(HttpStatusCode.Accepted, (await app.PostAsync($"/api/orders/{id}/cancel")).StatusCode);
    }

    [Fact]
    public async Task What_has_left_or_ended_cannot_be_cancelled()
    {
        string shipped = await app.PlaceAsync(OrderCalls.Elsewhere);
        await ChangeAsync(shipped, static record => record with
        {
            Order = record.Order.Apply(new DespatchAdvice
            {
                DespatchAdviceNumber = "D1",
                PurchaseOrderNumber = "PO-1",
                Lines = [new DespatchLine { LineNumber = new LineNumber(1), Quantity = 2 }],
            }).Value,
        });
        string simulated = await app.PlaceAsync(OrderCalls.Elsewhere.Replace("PO-1", "PO-2", StringComparison.Ordinal).Replace("80-1", "80-2", StringComparison.Ordinal));
        await PhaseAsync(simulated, PurchasePhase.Simulated);

        _ = await ProblemAssert.IsAsync(await app.PostAsync($"/api/orders/{shipped}/cancel"), HttpStatusCode.Conflict, "ORDER_SHIPPED");
        JsonElement problem = await ProblemAssert.IsAsync(
            await app.PostAsync($"/api/orders/{simulated}/cancel"), HttpStatusCode.Conflict, "ORDER_ENDED");
        Assert.Equal("The order is simulated; there is nothing left to cancel. Place a new order if one is wanted.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_blocked_order_is_released_once()
    {
        string id = await app.PlaceAsync();
        _ = await ProblemAssert.IsAsync(await app.PostAsync($"/api/orders/{id}/release"), HttpStatusCode.Conflict, "ORDER_NOT_BLOCKED");
        await BlockAsync(id);

        HttpResponseMessage first = await app.PostAsync($"/api/orders/{id}/release");
        HttpResponseMessage second = await app.PostAsync($"/api/orders/{id}/release");

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.StatusCode, second.StatusCode));
        Assert.Equal(
            ("received", JsonValueKind.Null),
            ((await second.JsonAsync()).GetProperty("state").GetString(), (await second.JsonAsync()).GetProperty("blockedReason").ValueKind));
        Assert.True((await RecordAsync(id)).IsReleased);
        Assert.Equal(["received", "released"], await StepsAsync(id));
    }

    [Fact]
    public async Task Trying_again_ends_pauses_and_asks_for_prices_again()
    {
        string id = await app.PlaceAsync();
        await BlockAsync(id);
        await ChangeAsync(id, record => record with
        {
            ArePricesChecked = true,
            Attempts = [new PurchaseAttempt { Number = PurchaseOrderNumber.Derive(id, 1), Sends = 1, NotBefore = app.Clock.GetUtcNow() }],
        });

        HttpResponseMessage first = await app.PostAsync($"/api/orders/{id}/retry");
        HttpResponseMessage second = await app.PostAsync($"/api/orders/{id}/retry");

        OrderRecord record = await RecordAsync(id);
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.StatusCode, second.StatusCode));
        Assert.Equal((false, false, null, 1), (record.ArePricesChecked, record.IsReleased, record.Order.BlockedReason, record.Attempts[0].Sends));
        Assert.Null(record.Attempts[0].NotBefore);
        Assert.Equal(["received", "retry"], await StepsAsync(id));
    }

    [Fact]
    public async Task Trying_again_leaves_the_prices_of_what_was_sent_alone()
    {
        string id = await app.PlaceAsync(OrderCalls.Elsewhere);
        await BlockAsync(id);

        _ = await app.PostAsync($"/api/orders/{id}/retry");

        Assert.True((await RecordAsync(id)).ArePricesChecked);
    }

    [Theory]
    [InlineData("retry")]
    [InlineData("release")]
    public async Task An_order_that_has_ended_goes_on_no_more(string command)
    {
        string id = await app.PlaceAsync();
        _ = await app.PostAsync($"/api/orders/{id}/cancel");

        _ = await ProblemAssert.IsAsync(await app.PostAsync($"/api/orders/{id}/{command}"), HttpStatusCode.Conflict, "ORDER_ENDED");
    }

    [Fact]
    public async Task Personal_data_is_removed_when_the_order_has_ended_and_not_before()
    {
        string id = await app.PlaceAsync(
            OrderCalls.Order.Replace("\"lines\"", "\"endUserReference\":\"E-1\",\"lines\"", StringComparison.Ordinal));
        _ = await ProblemAssert.IsAsync(await app.DeleteAsync($"/api/orders/{id}/personal-data"), HttpStatusCode.Conflict, "ORDER_OPEN");
        _ = await app.PostAsync($"/api/orders/{id}/cancel");

        HttpResponseMessage first = await app.DeleteAsync($"/api/orders/{id}/personal-data");
        HttpResponseMessage second = await app.DeleteAsync($"/api/orders/{id}/personal-data");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        string shown = await (await app.GetAsync($"/api/orders/{id}")).Content.ReadAsStringAsync();
        Assert.Contains("\"shipTo\":null", shown, StringComparison.Ordinal);
        Assert.Contains("\"endUserReference\":null", shown, StringComparison.Ordinal);
        Assert.Equal(["received", "cancelRequested", "ended", "personalDataRemoved"], await StepsAsync(id));
    }

    private async Task BlockAsync(string id) => await ChangeAsync(id, static record => record with
    {
        Order = record.Order with { BlockedReason = "The price has risen." },
    });

    private async Task PhaseAsync(string id, PurchasePhase phase) => await ChangeAsync(id, record => record with
    {
        Order = record.Order with { PurchaseOrders = [record.Order.PurchaseOrders[0] with { Phase = phase }] },
    });

    private async Task ChangeAsync(string id, Func<OrderRecord, OrderRecord> with) => Assert.NotNull(
        await app.Get<OrderUpdater>().UpdateAsync(id, change => change.Record = with(change.Record), CancellationToken.None));

    private async Task<OrderRecord> RecordAsync(string id) =>
        (await app.Get<IOrderStore>().FindAsync(id, CancellationToken.None))!.Record;

    private async Task<IReadOnlyList<string>> StepsAsync(string id) =>
        [.. (await app.GetJsonAsync($"/api/orders/{id}/timeline")).GetProperty("items").EnumerateArray()
            .Select(static item => item.GetProperty("step").GetString()!)];
}

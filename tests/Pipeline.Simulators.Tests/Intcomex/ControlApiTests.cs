using System.Net;
using System.Text;
using System.Text.Json;

namespace Pipeline.Simulators.Tests.Intcomex;

/// <summary>The executable has the service beside Ingram Micro's, and its control API.</summary>
public sealed class ControlApiTests(SimulatorProgram program) : IClassFixture<SimulatorProgram>, IAsyncLifetime
{
    public async Task InitializeAsync() => Assert.Equal(HttpStatusCode.NoContent, await SendAsync(HttpMethod.Post, "reset"));

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_service_answers_and_its_journal_tells_it()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(HttpMethod.Get, "v1/getcatalog?locale=es"));

        JsonElement entry = (await GetAsync("journal")).GetProperty("items")[0];

        Assert.Equal(("getcatalog", 19), (entry.GetProperty("operation").GetString(), entry.GetProperty("errorCode").GetInt32()));
        Assert.Equal(0, (await GetAsync("orders")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Faults_are_switched_on_while_it_runs()
    {
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(HttpMethod.Post, "faults", """{"kind":"gateway-fault","count":1,"on":"authenticate"}"""));

        Assert.Equal(HttpStatusCode.GatewayTimeout, await SendAsync(HttpMethod.Get, "v1/authenticate"));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(HttpMethod.Get, "v1/authenticate"));

        Assert.Equal(1, (await GetAsync("faults")).GetProperty("happened").GetProperty("gateway-fault").GetInt32());
    }

    [Fact]
    public async Task An_order_is_moved_and_lost_while_it_runs()
    {
        Assert.Equal(HttpStatusCode.OK, await SendAsync(
            HttpMethod.Post, $"v1/placeorder?customerOrderNumber=WEB1&{IwsStage.TokenOf(DateTimeOffset.UtcNow)}", """[{"Sku":"NB101ZTR01","Quantity":1}]"""));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(HttpMethod.Post, "orders/WEB1/status/6"));

        JsonElement orders = await GetAsync("orders");
        Assert.Equal(1, orders.GetProperty("counts").GetProperty("WEB1").GetInt32());
        Assert.Equal(1_000_000m, orders.GetProperty("credit").GetDecimal());
        Assert.Equal(6, (await GetAsync("orders/7003141")).GetProperty("status").GetInt32());
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(HttpMethod.Delete, "orders/WEB1"));
        Assert.Equal(0, (await GetAsync("orders")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Stock_price_and_pace_are_changed_while_it_runs()
    {
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(HttpMethod.Put, "products/NB101ZTR01", """{"stock":0,"price":1.5}"""));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(HttpMethod.Put, "pace", """{"open":"00:10:00"}"""));

        JsonElement product = await GetAsync("products/NB101ZTR01");
        Assert.Equal((0, 1.5m), (product.GetProperty("stock").GetInt32(), product.GetProperty("price").GetDecimal()));
        Assert.Equal("00:10:00", (await GetAsync("pace")).GetProperty("open").GetString());
    }

    [Theory]
    [InlineData("POST", "faults", """{"kind":"fire"}""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "faults", """{"kind":"slow","count":0}""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "faults", """{"kind":"slow","colour":"red"}""", HttpStatusCode.BadRequest)]
    [InlineData("PUT", "products/NB101ZTR01", "null", HttpStatusCode.BadRequest)]
    [InlineData("PUT", "products/AA000AAA00", """{"stock":1}""", HttpStatusCode.BadRequest)]
    [InlineData("GET", "products/AA000AAA00", null, HttpStatusCode.NotFound)]
    [InlineData("POST", "orders/1/release", null, HttpStatusCode.NotFound)]
    [InlineData("POST", "orders/1/status/6", null, HttpStatusCode.NotFound)]
    [InlineData("DELETE", "orders/1", null, HttpStatusCode.NotFound)]
    public async Task Impossible_wishes_are_refused(string method, string address, string? body, HttpStatusCode expected) =>
        Assert.Equal(expected, await SendAsync(new HttpMethod(method), address, body));

    private async Task<HttpStatusCode> SendAsync(HttpMethod method, string address, string? body = null)
    {
        using HttpRequestMessage request = new(method, $"/intcomex/{address}");
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await program.Api.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task<JsonElement> GetAsync(string address) => JsonDocument.Parse(await program.Api.GetStringAsync($"/intcomex/{address}")).RootElement;
}

using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Pipeline.Simulators.Tests.IngramMicro.Services;

/// <summary>The executable beside the files: both services, and the control API.</summary>
public sealed class ControlApiTests(SimulatorProgram program) : IClassFixture<SimulatorProgram>, IAsyncLifetime
{
    public async Task InitializeAsync() => Assert.Equal(HttpStatusCode.NoContent, await SendAsync(HttpMethod.Post, "/ingram-micro/reset"));

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task An_order_is_in_the_ledger_and_its_request_in_the_log()
    {
        Assert.Equal(HttpStatusCode.OK, await OrderAsync());

        JsonElement order = await GetAsync("/ingram-micro/orders/PX26000187");
        JsonElement entry = (await GetAsync("/ingram-micro/log")).GetProperty("items")[0];

        Assert.Equal(1, order.GetProperty("timesBought").GetInt32());
        Assert.StartsWith("80031245", order.GetProperty("purchases")[0].GetProperty("ingramSalesOrderNumber").GetString(), StringComparison.Ordinal);
        Assert.Equal("order-create", entry.GetProperty("transaction").GetString());
        Assert.Contains(entry.GetProperty("rules").EnumerateArray(), rule => rule.GetProperty("rule").GetString() == "login" && rule.GetProperty("passed").GetBoolean());
        Assert.DoesNotContain("CHANGE-ME", entry.GetProperty("body").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, (await GetAsync("/ingram-micro/orders")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Faults_are_switched_on_while_it_runs()
    {
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(HttpMethod.Post, "/ingram-micro/faults", """{"kind":"server-fault","count":1,"on":"order-create"}"""));

        Assert.Equal(HttpStatusCode.InternalServerError, await OrderAsync());
        Assert.Equal(HttpStatusCode.OK, await OrderAsync());

        Assert.Equal(1, (await GetAsync("/ingram-micro/faults")).GetProperty("happened").GetProperty("server-fault").GetInt32());
    }

    [Fact]
    public async Task Rules_delays_and_postback_are_changed_while_it_runs()
    {
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(HttpMethod.Put, "/ingram-micro/rules", """[{"sku":"7100487","decision":"back-order"}]"""));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(HttpMethod.Put, "/ingram-micro/delays", """{"orderResponse":"00:10:00"}"""));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(HttpMethod.Put, "/ingram-micro/push", """{"url":"http://127.0.0.1:1/x","key":"secret","sourceAddress":"127.0.0.2"}"""));

        Assert.Equal("back-order", (await GetAsync("/ingram-micro/rules"))[0].GetProperty("decision").GetString());
        Assert.Equal("00:10:00", (await GetAsync("/ingram-micro/delays")).GetProperty("orderResponse").GetString());
        JsonElement push = await GetAsync("/ingram-micro/push");
        Assert.Equal(("***", "127.0.0.2"), (push.GetProperty("key").GetString(), push.GetProperty("sourceAddress").GetString()));
    }

    [Theory]
    [InlineData("POST", "/ingram-micro/faults", """{"kind":"fire"}""")]
    [InlineData("POST", "/ingram-micro/faults", """{"kind":"slow","count":0}""")]
    [InlineData("POST", "/ingram-micro/faults", """{"kind":"slow","colour":"red"}""")]
    [InlineData("PUT", "/ingram-micro/rules", "null")]
    [InlineData("PUT", "/ingram-micro/push", """{"sourceAddress":"here"}""")]
    public async Task Impossible_wishes_are_refused(string method, string address, string body) =>
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(new HttpMethod(method), address, body));

    [Fact]
    public async Task The_services_take_posts_only()
    {
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await SendAsync(HttpMethod.Get, "/ingram-micro/c1"));
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(HttpMethod.Get, "/ingram-micro/orders/PX1"));
    }

    [Theory]
    [InlineData("--ingram-step-seconds", "soon")]
    [InlineData("--ingram-duplicates", "sometimes")]
    [InlineData("--ingram-postback", "nowhere")]
    [InlineData("--ingram-push-from", "here")]
    [InlineData("--ingram-faults", "[{\"kind\":\"fire\"}]")]
    public async Task A_wrong_argument_is_explained(string name, string value)
    {
        using System.Diagnostics.Process wrong = SimulatorProgram.Start("--ftp-root", "x", name, value);

        string error = await wrong.StandardError.ReadToEndAsync();
        await wrong.WaitForExitAsync();

        Assert.Contains($"{name}: '{value}' cannot be read", error, StringComparison.Ordinal);
        Assert.Equal(2, wrong.ExitCode);
    }

    private async Task<HttpStatusCode> OrderAsync()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/ingram-micro/c1")
        {
            Content = new StringContent(WireSample.Text("order-create.xml"), Encoding.UTF8, "text/xml"),
        };
        request.Headers.TryAddWithoutValidation("SOAPAction", "\"urn:c1/OrderCreate\"");
        using HttpResponseMessage answer = await program.Api.SendAsync(request);
        return answer.StatusCode;
    }

    private Task<JsonElement> GetAsync(string address) => program.Api.GetFromJsonAsync<JsonElement>(address);

    private async Task<HttpStatusCode> SendAsync(HttpMethod method, string address, string? json = null)
    {
        using HttpRequestMessage request = new(method, address);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await program.Api.SendAsync(request);
        return answer.StatusCode;
    }
}

using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Orders.Sourcing;
using Pipeline.Functions.Settings;
using Pipeline.Functions.Tests.Orders;
using Pipeline.Functions.Tests.Support;
using Pipeline.Partners.Currencies;

namespace Pipeline.Functions.Tests.Sourcing;

/// <summary>What decides between distributors, over HTTP. The clock stands at 10 March 2026.</summary>
[Collection(StorageCollection.Name)]
public sealed class SourcingHttpTests(StorageEmulator storage)
{
    private const string Rules = """{"order":["preferred","cheapest"],"preferred":["ingram-micro"],"freight":{"ingram-micro":{"amount":4.90,"currency":"EUR"}}}""";

    [Fact]
    public async Task Rules_are_replaced_by_who_has_read_them_last()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);
        using HttpResponseMessage first = await app.Http.GetAsync(new Uri("/api/sourcing/rules", UriKind.Relative));
        Assert.Equal(
            """["cheapest","earliest","fewestShipments","preferred"]""",
            (await first.JsonAsync()).GetProperty("order").GetRawText().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));

        using HttpResponseMessage put = await PutAsync(app, Rules, first.Headers.ETag!.ToString());
        using HttpResponseMessage late = await PutAsync(app, """{"order":["earliest"]}""", first.Headers.ETag!.ToString());
        using HttpResponseMessage any = await PutAsync(app, Rules, "*");
        using HttpResponseMessage blind = await PutAsync(app, Rules, null);

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.NotEqual(first.Headers.ETag, put.Headers.ETag);
        _ = await ProblemAssert.IsAsync(late, HttpStatusCode.PreconditionFailed, "CHANGED_MEANWHILE");
        Assert.Equal(HttpStatusCode.OK, any.StatusCode);
        _ = await ProblemAssert.IsAsync(blind, HttpStatusCode.PreconditionRequired, "IF_MATCH_MISSING");
        JsonElement stored = await app.GetJsonAsync("/api/sourcing/rules");
        Assert.Equal(("preferred", 4.90m), (stored.GetProperty("order")[0].GetString(), stored.GetProperty("freight").GetProperty("ingram-micro").GetProperty("amount").GetDecimal()));
    }

    [Theory]
    [InlineData("""{"order":["cheapest","dearest"]}""", "/order/1", "SOURCING_RULE_UNKNOWN")]
    [InlineData("""{"order":["cheapest","cheapest"]}""", "/order/1", "SOURCING_RULE_UNKNOWN")]
    [InlineData("""{"preferred":["nobody"]}""", "/preferred/0", "DISTRIBUTOR_UNKNOWN")]
    [InlineData("""{"freight":{"nobody":{"amount":1,"currency":"EUR"}}}""", "/freight/nobody", "DISTRIBUTOR_UNKNOWN")]
    [InlineData("""{"freight":{"ingram-micro":{"amount":-1,"currency":"EUR"}}}""", "/freight/ingram-micro", "FREIGHT_INVALID")]
    [InlineData("""{"freight":{"ingram-micro":{"amount":1,"currency":"euro"}}}""", "/freight/ingram-micro", "FREIGHT_INVALID")]
    public async Task Rules_that_mean_nothing_are_refused(string body, string place, string code)
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);

        using HttpResponseMessage answer = await PutAsync(app, body, "*");

        JsonElement problem = await ProblemAssert.IsAsync(answer, HttpStatusCode.UnprocessableEntity, "SOURCING_RULES_INVALID");
        JsonElement fault = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Contains(place, fault.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(code, fault.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_distributor_that_takes_no_orders_is_shown_and_resumed()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);
        await app.Get<ISourcingStore>().StopAsync(new DistributorStop("ingram-micro", "CREDIT", app.Clock.GetUtcNow(), "P1"), default);
        JsonElement before = (await app.GetJsonAsync("/api/distributors")).GetProperty("items")[0];

        using HttpResponseMessage resumed = await app.PostAsync("/api/distributors/ingram-micro/resume");
        using HttpResponseMessage again = await app.PostAsync("/api/distributors/ingram-micro/resume");
        using HttpResponseMessage unknown = await app.PostAsync("/api/distributors/nobody/resume");

        Assert.Equal(("CREDIT", "P1"), (before.GetProperty("stoppedBy").GetString(), before.GetProperty("stoppedAt").GetString()));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (resumed.StatusCode, again.StatusCode));
        Assert.Equal(JsonValueKind.Null, (await app.GetJsonAsync("/api/distributors")).GetProperty("items")[0].GetProperty("stoppedBy").ValueKind);
        _ = await ProblemAssert.IsAsync(unknown, HttpStatusCode.NotFound, "DISTRIBUTOR_UNKNOWN");
    }

    [Fact]
    public async Task Rates_of_the_settings_are_shown_with_their_days()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(
            storage, null, "--Currencies:Base", "USD", "--Currencies:Rates:EUR:Rate", "0.92", "--Currencies:Rates:EUR:Date", "2026-03-09",
            "--Currencies:Rates:COP:Rate", "4100", "--Currencies:Rates:COP:Date", "2026-03-01");

        JsonElement shown = await app.GetJsonAsync("/api/currencies");

        Assert.Equal(("USD", 96), (shown.GetProperty("base").GetString(), shown.GetProperty("maxAgeHours").GetInt32()));
        Assert.Equal(["COP 4100 2026-03-01 settings True", "EUR 0.92 2026-03-09 settings False"], shown.GetProperty("items").EnumerateArray().Select(Shown));
    }

    [Theory]
    [InlineData("Currencies:Base", "euro", "Currencies__Base 'euro' is no currency")]
    [InlineData("Currencies:Rates:USD:Rate", "1,08", "Currencies__Rates__USD__Rate is '1,08'")]
    [InlineData("Currencies:Rates:USD:Date", "10.03.2026", "Currencies__Rates__USD__Date is '10.03.2026'")]
    [InlineData("Currencies:Rates:DOLLAR:Rate", "1.08", "Currencies__Rates__DOLLAR is no currency")]
    [InlineData("Currencies:MaxAgeHours", "0", "Currencies__MaxAgeHours is '0'")]
    [InlineData("Currencies:Feed:Url", "http://example.com/rates.xml", "Currencies__Feed__Url is clear-text HTTP")]
    [InlineData("Currencies:Feed:Schedule", "daily", "Currencies__Feed__Schedule 'daily'")]
    [InlineData("Sourcing:MaxAgeHours", "never", "Sourcing__MaxAgeHours is 'never'")]
    public async Task A_wrong_setting_stops_the_start(string key, string value, string expected)
    {
        SettingsException refused = await Assert.ThrowsAsync<SettingsException>(() => PipelineApp.StartAsync(storage, null, "--" + key, value));

        Assert.Contains(refused.Faults, fault => fault.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_brings_rates_and_a_bad_one_leaves_them()
    {
        string file = "<E><Cube time='2026-03-09'><Cube currency='USD' rate='1.08'/></Cube></E>";
        await using WebApplication bank = WebApplication.CreateSlimBuilder().Build();
        bank.Urls.Add("http://127.0.0.1:0");
        _ = bank.MapMethods("/daily.xml", ["GET", "HEAD"], () => Results.Text(file, "text/xml"));
        await bank.StartAsync();
        await using PipelineApp app = await PipelineApp.StartAsync(
            storage, static services => services.AddSingleton<IFlowExecutor>(static provider => provider.GetRequiredService<DailyRatesRunner>()),
            "--Currencies:Feed:Url", $"{bank.Urls.First()}/daily.xml");

        JsonElement first = await RunAsync(app);
        file = "<html>Not now</html>";
        JsonElement bad = await RunAsync(app);
        JsonElement after = await app.GetJsonAsync("/api/currencies");
        file = "<E><Cube time='2026-03-10'><Cube currency='USD' rate='1.09'/></Cube></E>";
        JsonElement next = await RunAsync(app);
        JsonElement same = await RunAsync(app);

        Assert.Equal(("succeeded", "1 rates of 2026-03-09 are in force."), (first.GetProperty("status").GetString(), first.GetProperty("summary").GetString()));
        Assert.Equal(("refused", "RATES_UNREADABLE"), (bad.GetProperty("status").GetString(), bad.GetProperty("firstError").GetProperty("code").GetString()));
        Assert.Equal(["USD 1.08 2026-03-09 feed False"], after.GetProperty("items").EnumerateArray().Select(Shown));
        Assert.Equal(("succeeded", "nothingToDo"), (next.GetProperty("status").GetString(), same.GetProperty("status").GetString()));
        Assert.Equal(["USD 1.09 2026-03-10 feed False"], (await app.GetJsonAsync("/api/currencies")).GetProperty("items").EnumerateArray().Select(Shown));
    }

    private static string Shown(JsonElement rate) =>
        $"{rate.GetProperty("currency").GetString()} {rate.GetProperty("rate").GetRawText()} {rate.GetProperty("date").GetString()} {rate.GetProperty("source").GetString()} {rate.GetProperty("isStale").GetBoolean()}";

    private static async Task<JsonElement> RunAsync(PipelineApp app)
    {
        string execution = (await (await app.PostAsync("/api/flows/currencies.rates/run")).JsonAsync()).GetProperty("id").GetString()!;
        Assert.Null(await app.DeliverAsync("RunFlow", Assert.Single(await app.TakeMessagesAsync())));
        return await app.GetJsonAsync($"/api/executions/{execution}");
    }

    private static async Task<HttpResponseMessage> PutAsync(PipelineApp app, string body, string? match)
    {
        using HttpRequestMessage request = new(HttpMethod.Put, new Uri("/api/sourcing/rules", UriKind.Relative))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (match is not null)
        {
            Assert.True(request.Headers.TryAddWithoutValidation("If-Match", match));
        }

        return await app.Http.SendAsync(request);
    }
}

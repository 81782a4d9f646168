using System.Text.Json;

namespace Pipeline.Simulators.Tests.Mirakl;

/// <summary>The tenant of the executable, as start.sh runs it, and its control API.</summary>
public sealed class ControlApiTests(SimulatorProgram program) : IClassFixture<SimulatorProgram>, IAsyncLifetime
{
    public async Task InitializeAsync() => _ = await SendAsync(HttpMethod.Post, "reset");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Time_is_put_forward_and_made_faster()
    {
        DateTimeOffset before = (await SendAsync(HttpMethod.Get, "clock")).GetProperty("now").GetDateTimeOffset();
        _ = await SendAsync(HttpMethod.Put, "clock", """{"advance":"5.00:00:00","speed":2}""");
        JsonElement after = await SendAsync(HttpMethod.Get, "clock");
        _ = await SendAsync(HttpMethod.Put, "clock", """{"speed":1}""");

        Assert.InRange(after.GetProperty("now").GetDateTimeOffset() - before, TimeSpan.FromDays(5), TimeSpan.FromDays(5) + TimeSpan.FromMinutes(10));
        Assert.Equal(2, after.GetProperty("speed").GetDouble());
    }

    [Fact]
    public async Task A_customer_buys_what_is_on_sale()
    {
        await PutOnSaleAsync();
        JsonElement order = await SendAsync(HttpMethod.Post, "orders", """{"channel":"ES_B2C"}""");

        Assert.Equal("WAITING_ACCEPTANCE", (await SendAsync(HttpMethod.Get, $"orders/{order.GetProperty("id").GetString()}")).GetProperty("state").GetString());
        Assert.Equal("A1", Assert.Single((await SendAsync(HttpMethod.Get, "offers")).GetProperty("items").EnumerateArray()).GetProperty("sku").GetString());
        Assert.Contains("OF01", (await SendAsync(HttpMethod.Get, "journal")).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, (await SendAsync(HttpMethod.Get, "orders?shop=2102")).GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("POST", "orders", """{"channel":"DE_B2C"}""", 400)]
    [InlineData("POST", "orders", """{"lines":[{"sku":"none"}]}""", 400)]
    [InlineData("POST", "orders", """{}""", 400)]
    [InlineData("POST", "orders?shop=9", """{}""", 404)]
    [InlineData("POST", "orders/none/left", """{}""", 404)]
    [InlineData("POST", "threads/none/no-reply-needed", null, 404)]
    [InlineData("GET", "orders/none", null, 404)]
    [InlineData("PUT", "clock", """{"speed":0}""", 400)]
    [InlineData("PUT", "clock", """{"advance":"-01:00:00"}""", 400)]
    [InlineData("POST", "faults", """{"kind":"earthquake"}""", 400)]
    [InlineData("PUT", "catalogue/toys", "[]", 400)]
    [InlineData("GET", "catalogue/toys", null, 404)]
    [InlineData("GET", "track/MULE?n=1", null, 404)]
    public async Task Impossible_wishes_are_refused(string method, string path, string? body, int status)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), $"/mirakl/{path}") { Content = MiraklStage.Json(body) };

        Assert.Equal(status, (int)(await program.Api.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Faults_and_pace_are_switched_by_name()
    {
        _ = await SendAsync(HttpMethod.Post, "faults", """{"kind":"report-cut","count":2,"on":"OF03"}""");
        JsonElement active = (await SendAsync(HttpMethod.Get, "faults")).GetProperty("active")[0];
        _ = await SendAsync(HttpMethod.Delete, "faults");
        _ = await SendAsync(HttpMethod.Put, "pace", """{"debit":"00:00:02"}""");

        Assert.Equal(("report-cut", 2), (active.GetProperty("kind").GetString(), active.GetProperty("count").GetInt32()));
        Assert.Equal(0, (await SendAsync(HttpMethod.Get, "faults")).GetProperty("active").GetArrayLength());
        Assert.Equal("00:00:02", (await SendAsync(HttpMethod.Get, "pace")).GetProperty("debit").GetString());
    }

    [Fact]
    public async Task The_catalogue_takes_other_categories()
    {
        string items = (await SendAsync(HttpMethod.Get, "catalogue/hierarchies")).GetRawText();
        _ = await SendAsync(HttpMethod.Put, "catalogue/hierarchies", """[{"code":"TOYS","label":"Jouets","label_translations":[],"level":1,"parent_code":""}]""");
        int count = (await SendAsync(HttpMethod.Get, "catalogue/hierarchies")).GetArrayLength();
        _ = await SendAsync(HttpMethod.Put, "catalogue/hierarchies", items);

        Assert.Equal((1, 7), (count, (await SendAsync(HttpMethod.Get, "catalogue/hierarchies")).GetArrayLength()));
    }

    private async Task PutOnSaleAsync()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/mirakl/api/offers/imports")
        {
            Content = MiraklStage.Form($"{MiraklStage.OfferHeader}\nA1;2001000000012;EAN;89.90;42;11;2;\n", ["import_mode=NORMAL"]),
        };
        _ = request.Headers.TryAddWithoutValidation("Authorization", new Pipeline.Simulators.Mirakl.MiraklOptions().Key);
        Assert.Equal(201, (int)(await program.Api.SendAsync(request)).StatusCode);
        _ = await SendAsync(HttpMethod.Put, "clock", """{"advance":"00:01:00"}""");
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using HttpRequestMessage request = new(method, $"/mirakl/{path}") { Content = MiraklStage.Json(body) };
        using HttpResponseMessage response = await program.Api.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}

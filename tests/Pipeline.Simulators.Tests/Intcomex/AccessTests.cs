using Pipeline.Simulators.Intcomex;

namespace Pipeline.Simulators.Tests.Intcomex;

/// <summary>Who may call, and in which order a call is checked.</summary>
public sealed class AccessTests : IAsyncLifetime
{
    private const string Key = "11111111-2222-4333-8444-555555555555";

    private IwsStage stage = null!;

    public async Task InitializeAsync() => stage = await IwsStage.StartAsync();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public void A_token_is_signed_as_the_published_procedure_says() => Assert.Equal(
        "9c0d2f0fdf8c3c330143ef4d65f229e424a1a09eaca874a5a91f34a6d1bc0ec9",
        IwsStage.Sign(Key, "99999999-8888-4777-8666-555555555555", "2026-01-14T15:00:00Z"));

    [Fact]
    public async Task A_good_token_in_header_or_query_string_gets_an_empty_200()
    {
        IwsAnswered header = await stage.GetAsync("authenticate");
        IwsAnswered query = await stage.SendAsync(HttpMethod.Get, $"authenticate?{stage.Token()}", null);

        Assert.Equal((200, ""), (header.Status, header.Text));
        Assert.Equal((200, ""), (query.Status, query.Text));
    }

    [Fact]
    public async Task A_header_is_judged_alone()
    {
        IwsAnswered answer = await stage.SendAsync(HttpMethod.Get, $"authenticate?{stage.Token()}", "Basic dXNlcjpwYXNz");

        Assert.Equal("401/18", answer.Verdict);
    }

    [Theory]
    [InlineData(null, "401/19")]
    [InlineData("Basic abc", "401/18")]
    [InlineData("Bearer abc", "401/17")]
    [InlineData("Bearer apiKey=11111111-2222-4333-8444-555555555555&signature=0", "401/17")]
    [InlineData("Bearer apiKey=other&utcTimeStamp=yesterday&signature=0", "401/13")]
    [InlineData("Bearer apiKey=11111111-2222-4333-8444-555555555555&utcTimeStamp=yesterday&signature=0", "401/11")]
    [InlineData("Bearer apiKey=11111111-2222-4333-8444-555555555555&utcTimeStamp=2026-03-10T06:00:00.000Z&signature=0", "401/11")]
    [InlineData("Bearer apiKey=11111111-2222-4333-8444-555555555555&utcTimeStamp=2026-03-10T05:54:59Z&signature=0", "401/12")]
    [InlineData("Bearer apiKey=11111111-2222-4333-8444-555555555555&utcTimeStamp=2026-03-10T06:05:01Z&signature=0", "401/12")]
    [InlineData("Bearer apiKey=11111111-2222-4333-8444-555555555555&utcTimeStamp=2026-03-10T05:55:00Z&signature=0", "401/10")]
    public async Task The_first_thing_that_is_wrong_with_a_token_is_told(string? header, string verdict)
    {
        IwsAnswered answer = await stage.SendAsync(HttpMethod.Get, "authenticate", header);

        Assert.Equal(verdict, answer.Verdict);
    }

    [Fact]
    public async Task A_token_is_good_for_five_minutes()
    {
        string token = stage.Token();
        stage.Clock.Advance(TimeSpan.FromMinutes(5));
        IwsAnswered last = await stage.SendAsync(HttpMethod.Get, "authenticate", $"Bearer {token}");
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        IwsAnswered late = await stage.SendAsync(HttpMethod.Get, "authenticate", $"Bearer {token}");

        Assert.Equal(200, last.Status);
        Assert.Equal("401/12", late.Verdict);
        Assert.Equal("2026-03-10T06:00:00Z", late.Json.GetProperty("TimeStamp").GetString());
    }

    [Fact]
    public async Task Capital_letters_in_a_signature_are_wrong()
    {
        string[] parts = stage.Token().Split("signature=");

        IwsAnswered answer = await stage.SendAsync(HttpMethod.Get, "authenticate", $"Bearer {parts[0]}signature={parts[1].ToUpperInvariant()}");

        Assert.Equal("401/10", answer.Verdict);
    }

    [Fact]
    public async Task An_address_that_is_not_registered_is_refused_when_the_token_is_good()
    {
        await using IwsStage elsewhere = await IwsStage.StartAsync(new IntcomexOptions { CallerAddresses = ["203.0.113.9"] });

        IwsAnswered good = await elsewhere.GetAsync("authenticate");
        IwsAnswered bad = await elsewhere.SendAsync(HttpMethod.Get, "authenticate", "Bearer apiKey=other&utcTimeStamp=x&signature=y");

        Assert.Equal("401/14", good.Verdict);
        Assert.Equal("127.0.0.1", good.Json.GetProperty("ClientIp").GetString());
        Assert.Equal("401/13", bad.Verdict);
    }

    [Fact]
    public async Task Plain_HTTP_is_forbidden_before_anything_else_where_HTTPS_is_required()
    {
        await using IwsStage strict = await IwsStage.StartAsync(new IntcomexOptions { RequiresHttps = true });

        Assert.Equal("403/-", (await strict.GetAsync("nosuchthing")).Verdict);
    }

    [Fact]
    public async Task An_unknown_operation_has_no_error_code_and_is_told_before_the_token()
    {
        IwsAnswered answer = await stage.SendAsync(HttpMethod.Get, "placaeorder", null);

        Assert.Equal("404/-", answer.Verdict);
        Assert.Contains("placaeorder", answer.Json.GetProperty("MessageDetail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operations_and_parameters_are_known_in_any_case()
    {
        Assert.Equal("200/-", (await stage.GetAsync("GetProduct?SKU=nb101ztr01")).Verdict);
        Assert.Equal("405/-", (await stage.GetAsync("placeorder")).Verdict);
    }

    [Theory]
    [InlineData("getcatalog?colour=red", "400/101")]
    [InlineData("getpricelist?locale=en", "400/101")]
    [InlineData("getcatalog?locale=fr", "400/101")]
    [InlineData("getcatalog?locale=en&locale=es", "400/101")]
    [InlineData("getcatalog?format=csv", "400/102")]
    [InlineData("getcatalog?page=0", "400/101")]
    [InlineData("getcatalog?inStock=maybe", "400/101")]
    [InlineData("getcatalog?inStock=true&inventoryFilter=OutOfStock", "400/101")]
    [InlineData("downloadextendedcatalog?format=csv", "400/101")]
    public async Task What_an_operation_does_not_have_is_refused(string call, string verdict) =>
        Assert.Equal(verdict, (await stage.GetAsync(call)).Verdict);

    [Fact]
    public async Task A_call_is_repeated_too_soon_only_after_its_success()
    {
        await using IwsStage patient = await IwsStage.StartAsync(new IntcomexOptions());

        Assert.Equal("404/20", (await patient.GetAsync("getproduct?sku=AA000AAA00")).Verdict);
        Assert.Equal("404/20", (await patient.GetAsync("getproduct?sku=AA000AAA00")).Verdict);
        Assert.Equal("200/-", (await patient.GetAsync("getproduct?sku=NB101ZTR01")).Verdict);
        Assert.Equal("200/-", (await patient.GetAsync("getproduct?sku=DK202ZTR05")).Verdict);
        IwsAnswered early = await patient.GetAsync("getproduct?sku=NB101ZTR01");
        patient.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("400/100", early.Verdict);
        Assert.Contains("wait 10 seconds", early.Json.GetProperty("Message").GetString(), StringComparison.Ordinal);
        Assert.Equal("200/-", (await patient.GetAsync("getproduct?sku=NB101ZTR01")).Verdict);
    }

    [Fact]
    public async Task The_journal_has_every_call_and_no_key_of_any()
    {
        _ = await stage.SendAsync(HttpMethod.Get, $"getproduct?Sku=AA000AAA00&{stage.Token()}", null);
        _ = await stage.OrderAsync("WEB1");

        Assert.Equal(["getproduct", "placeorder"], stage.Simulator.Journal.Entries.Select(entry => entry.Operation));
        Assert.Equal((404, 20), (stage.Simulator.Journal.Entries[0].Status, stage.Simulator.Journal.Entries[0].ErrorCode));
        Assert.Equal(["Sku"], stage.Simulator.Journal.Entries[0].Parameters.Keys);
        Assert.Equal("WEB1", stage.Simulator.Journal.Of("PlaceOrder")[0].Parameters["customerordernumber"]);
    }
}

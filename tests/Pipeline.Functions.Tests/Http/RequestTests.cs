using System.Net;
using System.Text;
using System.Text.Json;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Http;

/// <summary>What a caller can do wrong: values, media types, sizes; each answer names the place, the text and what is expected.</summary>
[Collection(StorageCollection.Name)]
public sealed class RequestTests(StorageEmulator storage)
{
    private const int MaxOrderBytes = 1024 * 1024;

    [Theory]
    [InlineData("/api/orders?limit=many", "The query value 'limit' is 'many'; it must be a whole number.")]
    [InlineData("/api/orders?limit=99999999999", "The query value 'limit' is '99999999999'; it must be a whole number.")]
    [InlineData("/api/orders?hasAlarm=maybe", "The query value 'hasAlarm' is 'maybe'; it must be true or false.")]
    [InlineData("/api/orders?receivedSince=2026-02-30", "The query value 'receivedSince' is '2026-02-30'; it must be a time such as 2026-03-10T06:00:00Z.")]
    [InlineData("/api/notifications?state=lost", "The query value 'state' is 'lost'; it must be one of accepted, duplicate, parked, quarantined.")]
    [InlineData("/api/catalog/ingram-micro/", "The route value 'sku' is missing.")]
    public async Task A_value_that_cannot_be_read_is_named(string path, string detail)
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);

        JsonElement problem = await ProblemAssert.IsAsync(await app.GetAsync(path), HttpStatusCode.BadRequest, "REQUEST_INVALID");

        Assert.Equal($"{detail} GET /api/openapi.json says what the route takes.", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("request=1")]
    [InlineData("cancellationToken=1&ct=1&context=1")]
    [InlineData("limit=2&limit=3")]
    [InlineData("state=&channel=&limit=")]
    [InlineData("STATE=Received&Limit=7")]
    public async Task A_query_key_that_is_none_of_the_route_or_is_repeated_or_empty_does_no_harm(string query)
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);

        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync($"/api/orders?{query}")).StatusCode);
    }

    [Fact]
    public async Task A_member_of_a_body_is_no_value_of_the_query_or_route()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);

        HttpResponseMessage answer = await app.PatchAsync("/api/flows/ingram.price", """{"flow":"ingram.stock","enabled":false}""");

        // An unknown member is refused, and the flow of the path is the one that is asked for.
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await app.GetJsonAsync("/api/flows/ingram.stock")).GetProperty("enabled").GetBoolean());
    }

    [Theory]
    [InlineData("text/plain", "The Content-Type 'text/plain' is not taken by this route. GET /api/openapi.json says what it takes.")]
    [InlineData(null, "The Content-Type '' is not taken by this route. GET /api/openapi.json says what it takes.")]
    public async Task A_body_of_another_type_is_refused(string? type, string detail)
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);
        using ByteArrayContent body = new("{}"u8.ToArray());
        body.Headers.ContentType = type is null ? null : new(type);

        JsonElement problem = await ProblemAssert.IsAsync(
            await app.Http.PostAsync(new Uri("/api/price-availability", UriKind.Relative), body), HttpStatusCode.UnsupportedMediaType, "MEDIA_TYPE_UNSUPPORTED");

        Assert.Equal(detail, problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData(MaxOrderBytes, false, "IDEMPOTENCY_KEY_MISSING")]
    [InlineData(MaxOrderBytes + 1, false, "BODY_TOO_LARGE")]
    [InlineData(MaxOrderBytes + 1, true, "BODY_TOO_LARGE")]
    [InlineData(20 * MaxOrderBytes, false, "BODY_TOO_LARGE")]
    [InlineData(20 * MaxOrderBytes, true, "BODY_TOO_LARGE")]
    public async Task A_body_over_the_limit_of_its_route_is_refused(int size, bool isChunked, string code)
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri("/api/orders", UriKind.Relative));
        request.Content = new StringContent(new string(' ', size), Encoding.UTF8, "application/json");
        request.Headers.TransferEncodingChunked = isChunked;
        if (code == "BODY_TOO_LARGE")
        {
            request.Headers.Add("Idempotency-Key", "large");
        }

        HttpResponseMessage answer = await app.Http.SendAsync(request);

        _ = await ProblemAssert.IsAsync(answer, code == "BODY_TOO_LARGE" ? HttpStatusCode.RequestEntityTooLarge : HttpStatusCode.BadRequest, code);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/api/health")).StatusCode);
    }
}

using System.Net;
using System.Text;
using Pipeline.LocalHost.Tests.Support;

namespace Pipeline.LocalHost.Tests.Http;

[Collection(RunningHost.Collection)]
public sealed class HttpTests(RunningHost host)
{
    private HttpClient Http => host.Run.Http;

    [Fact]
    public async Task The_first_route_by_function_name_wins_however_wide_it_is() =>
        Assert.Equal("P1 special", await Http.GetStringAsync("p/special"));

    [Theory]
    [InlineData("GET", "nowhere")]
    [InlineData("GET", "")]
    [InlineData("GET", "/only/get")]
    [InlineData("POST", "only/get")]
    [InlineData("HEAD", "only/get")]
    [InlineData("OPTIONS", "only/get")]
    [InlineData("GET", "number/seven")]
    public async Task What_no_route_takes_is_404_without_a_body(string method, string path)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), new Uri($"http://localhost:{host.Run.Port}/{path}"));

        using HttpResponseMessage answer = await Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("ONLY/Get", "got")]
    [InlineData("only/get/", "got")]
    [InlineData("star/a/b/c", "GET a/b/c")]
    [InlineData("star", "GET (none)")]
    [InlineData("number/7", "7")]
    [InlineData("x/A%20B", "A B")]
    [InlineData("x/A+B", "A+B")]
    [InlineData("x/100%25", "100%")]
    [InlineData("x/%C3%A9", "é")]
    [InlineData("x/a%3Bb%3F%23", "a;b?#")]
    [InlineData("x/AB%2F12", "AB%2F12")]
    [InlineData("x/AB%252F12", "AB%2F12")]
    [InlineData("Named?limit=3", "limit 3")]
    [InlineData("Named", "limit (none)")]
    public async Task A_function_sees_route_and_query_as_Azure_decodes_them(string path, string seen) =>
        Assert.Equal(seen, await Http.GetStringAsync(path));

    [Fact]
    public async Task Every_method_reaches_a_function_that_names_none()
    {
        using HttpRequestMessage request = new(HttpMethod.Options, "star/x");

        using HttpResponseMessage answer = await Http.SendAsync(request);

        Assert.Equal("OPTIONS x", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_property_of_a_JSON_body_feeds_the_parameter_of_its_name()
    {
        using StringContent body = new("""{"limit":"from the body","list":[1]}""", Encoding.UTF8, "application/json");

        using HttpResponseMessage answer = await Http.PostAsync("Named", body);

        Assert.Equal("limit from the body", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Request_and_answer_pass_as_they_were_sent()
    {
        using StringContent body = new("<order>é</order>", Encoding.UTF8, "application/xml");

        using HttpResponseMessage answer = await Http.PutAsync("answers/echo/a%20b?x=1&x=%C3%A9", body);

        Assert.Equal((HttpStatusCode)418, answer.StatusCode);
        Assert.Equal("yes", answer.Headers.GetValues("X-From-Function").Single());
        Assert.Equal("text/x-echo", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            "PUT /answers/echo/a%20b?x=1&x=%C3%A9 application/xml; charset=utf-8 <order>é</order>",
            await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_query_key_named_like_the_token_parameter_is_500()
    {
        Assert.Equal("true", await Http.GetStringAsync("answers/token"));

        using HttpResponseMessage answer = await Http.GetAsync("answers/token?ct=1");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
    }

    [Theory]
    [InlineData("answers/text")]
    [InlineData("answers/record")]
    [InlineData("answers/null")]
    public async Task What_is_returned_but_is_no_result_is_200_with_an_empty_body(string path)
    {
        using HttpResponseMessage answer = await Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        Assert.Null(answer.Content.Headers.ContentType);
    }

    [Fact]
    public async Task An_exception_is_500_without_a_body()
    {
        using HttpResponseMessage answer = await Http.GetAsync("answers/throws");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal(0, answer.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task An_exception_after_the_answer_has_begun_cuts_the_connection()
    {
        using HttpResponseMessage answer = await Http.GetAsync("answers/throws-late", HttpCompletionOption.ResponseHeadersRead);
        host.Run.Lay("throw-late");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Assert.ThrowsAnyAsync<Exception>(() => answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_body_of_up_to_100_MiB_reaches_the_function()
    {
        using ByteArrayContent body = new(new byte[40_000_000]);

        using HttpResponseMessage answer = await Http.PostAsync("answers/length", body);

        Assert.Equal("40000000", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_larger_body_is_500_without_a_body_and_no_function_is_called()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "answers/length") { Content = new StreamContent(Stream.Null) };
        request.Content.Headers.ContentLength = 104_857_601;
        request.Headers.ExpectContinue = true;

        using HttpResponseMessage answer = await Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        Assert.DoesNotContain("length 104857601 called", host.Run.Journal);
    }

    [Fact]
    public async Task Parts_of_an_answer_arrive_as_they_are_flushed()
    {
        using HttpResponseMessage answer = await Http.GetAsync("answers/stream", HttpCompletionOption.ResponseHeadersRead);
        using StreamReader reader = new(await answer.Content.ReadAsStreamAsync());
        char[] first = new char[6];

        await reader.ReadBlockAsync(first);
        host.Run.Lay("stream-goes-on");

        Assert.Equal("first second", new string(first) + await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task The_function_gets_the_callers_headers_and_the_id_of_the_call()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "answers/headers");
        request.Headers.Add("X-ARR-ClientCert", "abc");

        using HttpResponseMessage answer = await Http.SendAsync(request);

        string[] seen = (await answer.Content.ReadAsStringAsync()).Split('\n');
        Assert.Contains("X-ARR-ClientCert: abc", seen);
        Assert.Contains($"Host: localhost:{host.Run.Port}", seen);
        Assert.Contains(seen, line => line.StartsWith("x-ms-invocation-id: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_caller_that_goes_away_aborts_the_request_but_not_the_call()
    {
        using CancellationTokenSource gone = new();
        Task<HttpResponseMessage> call = Http.GetAsync("life/wait/gone", gone.Token);
        await host.Run.SawAsync("gone begun");

        await gone.CancelAsync();

        await host.Run.SawAsync("gone request aborted");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        host.Run.Lay("gone");
        await host.Run.SawAsync("gone finished");
        Assert.DoesNotContain("gone call cancelled", host.Run.Journal);
    }

    [Fact]
    public async Task The_console_tells_of_calls_and_of_what_the_worker_logs()
    {
        await Http.GetStringAsync("answers/logs");

        await Pipeline.TestSupport.WaitFor.TrueAsync(() =>
            host.Run.Log.Any(line => line.Contains("Executing 'Functions.Logs' (Reason='", StringComparison.Ordinal))
            && host.Run.Log.Any(line => line.Contains("Executed 'Functions.Logs' (Succeeded, Id=", StringComparison.Ordinal))
            && host.Run.Log.Any(line => line.EndsWith("] a line on standard output", StringComparison.Ordinal))
            && host.Run.Log.Any(line => line.EndsWith("] Pipeline.ProbeApp.Http.AnswerFunctions: a line of the function's own", StringComparison.Ordinal)));
        Assert.Contains(host.Run.Log, line => line == $"\tOnlyGet: [GET] http://localhost:{host.Run.Port}/only/get");
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Worker.Tests.Support;

namespace Pipeline.Worker.Tests;

public sealed class HttpFunctionTests
{
    [Theory]
    [InlineData("/api/orders/42", "order 42, page 1, no tags")]
    [InlineData("/API/Orders/42?page=7&tag=a&tag=b&code=SECRET", "order 42, page 7, a+b")]
    public async Task Route_and_query_values_are_parameters(string path, string expected)
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(WebFunctions));

        Assert.Equal(expected, await app.Client.GetStringAsync(path));
    }

    [Theory]
    [InlineData("GET", "/api/orders/42?page=x", 400, """{"type":"about:blank","title":"Bad Request","status":400,"detail":"The query value 'page' is 'x'; it must be a whole number."}""")]
    [InlineData("GET", "/api/needs", 400, """{"type":"about:blank","title":"Bad Request","status":400,"detail":"The query value 'since' is missing."}""")]
    [InlineData("POST", "/api/orders/42", 405, """{"type":"about:blank","title":"Method Not Allowed","status":405}""")]
    [InlineData("GET", "/api/nothing/here", 404, """{"type":"about:blank","title":"Not Found","status":404}""")]
    [InlineData("GET", "/api/refused", 409, """{"type":"about:blank","title":"Conflict","status":409}""")]
    [InlineData("GET", "/api/broken?code=SECRET", 500, """{"type":"about:blank","title":"Internal Server Error","status":500}""")]
    public async Task What_cannot_be_answered_becomes_problem_details(string method, string path, int status, string expected)
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(WebFunctions));
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using HttpResponseMessage answer = await app.Client.SendAsync(request);

        Assert.Equal(expected, await answer.Content.ReadAsStringAsync());
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task An_unhandled_exception_is_logged_without_the_query()
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(WebFunctions));

        using HttpResponseMessage answer = await app.Client.GetAsync("/api/broken?code=SECRET");

        Assert.Contains(
            "Error: GET /api/broken failed InvalidOperationException the database password is hunter2", app.Log.Lines);
        Assert.DoesNotContain(app.Log.Lines, line => line.Contains("SECRET", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_that_breaks_after_its_start_is_cut_so_that_nobody_takes_it_for_complete()
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(WebFunctions));

        await Assert.ThrowsAsync<HttpRequestException>(() => app.Client.GetStringAsync("/api/halfway"));

        Assert.Contains(
            "Error: GET /api/halfway failed after the answer had begun; the connection is cut InvalidOperationException halfway",
            app.Log.Lines);
    }

    [Fact]
    public async Task An_exception_handler_of_the_app_goes_first()
    {
        await using RunningApp app = await RunningApp.StartAsync(
            builder => builder.Services.AddSingleton<IExceptionHandler, TeapotHandler>(), typeof(WebFunctions));

        using HttpResponseMessage answer = await app.Client.GetAsync("/api/broken");

        Assert.Equal(418, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_json_body_is_the_trigger_parameter_and_a_value_is_answered_as_json()
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(WebFunctions));

        using HttpResponseMessage answer = await app.Client.PostAsJsonAsync("/api/echo", new { id = 7, name = "Zoë" });

        Assert.Equal("""{"id":7,"name":"Zoë"}""", await answer.Content.ReadAsStringAsync(), ignoreCase: false);
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
    }

    [Theory]
    [InlineData("application/json", "{oops", 400)]
    [InlineData("application/json", "null", 400)]
    [InlineData("application/json", "", 400)]
    [InlineData("application/json", """{"id":"SECRET"}""", 400)]
    [InlineData("text/plain", "{}", 415)]
    public async Task An_unreadable_body_is_refused_without_quoting_it(string contentType, string body, int status)
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(WebFunctions));

        using HttpResponseMessage answer = await app.Client.PostAsync(
            "/api/echo", new StringContent(body, Encoding.UTF8, contentType));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.DoesNotContain("SECRET", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_without_result_answers_204()
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(WebFunctions));

        using HttpResponseMessage answer = await app.Client.DeleteAsync("/Forget");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Fact]
    public async Task The_token_falls_when_the_caller_goes_away()
    {
        var seen = new TaskCompletionSource<CancellationToken>();
        var fell = new TaskCompletionSource();
        await using RunningApp app = await RunningApp.StartAsync(
            builder => builder.Services.AddSingleton(seen).AddSingleton(fell), typeof(WebFunctions));
        Task<HttpResponseMessage> call = app.Client.GetAsync("/api/slow");
        CancellationToken token = await seen.Task;

        app.Client.CancelPendingRequests();

        await Assert.ThrowsAsync<TaskCanceledException>(() => call);
        await fell.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(token.IsCancellationRequested);
    }

    public sealed record Echoed(int Id, string Name);

    public sealed class TeapotHandler : IExceptionHandler
    {
        public ValueTask<bool> TryHandleAsync(
            HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            httpContext.Response.StatusCode = 418;
            return ValueTask.FromResult(true);
        }
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    private sealed class FromQueryNamedAttribute(string name) : Attribute, IFromQueryMetadata
    {
        public string Name { get; } = name;
    }

    public sealed class WebFunctions
    {
        [Function("GetOrder")]
        public async Task<string> GetOrder(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/orders/{id:int}")] HttpRequest req,
            int id,
            [FromQueryNamed("tag")] string[] tags,
            CancellationToken cancellationToken,
            int page = 1)
        {
            await Task.Yield();
            Assert.False(cancellationToken.IsCancellationRequested);
            Assert.Equal("GET", req.Method);
            return $"order {id}, page {page}, {(tags.Length == 0 ? "no tags" : string.Join('+', tags))}";
        }

        [Function("Needs")]
        public IResult Needs([HttpTrigger("get", Route = "api/needs")] HttpRequest req, DateOnly since) =>
            Results.Json(new { req.Method, since });

        [Function("Refused")]
        public IResult Refused([HttpTrigger("get", Route = "api/refused")] HttpContext http) =>
            Results.StatusCode(http.Request.Path.HasValue ? 409 : 200);

        [Function("Broken")]
        public Task<IResult> Broken([HttpTrigger("get", Route = "api/broken")] HttpRequest req) =>
            throw new InvalidOperationException(
                req.Path.HasValue ? "the database password is hunter2" : "no path");

        [Function("Halfway")]
        public async Task Halfway([HttpTrigger("get", Route = "api/halfway")] HttpContext http)
        {
            await http.Response.WriteAsync("the first half");
            await http.Response.Body.FlushAsync();
            throw new InvalidOperationException("halfway");
        }

        [Function("Echo")]
        public IResult Echo([HttpTrigger("post", Route = "/api/echo")] Echoed body) =>
            Results.Text($$"""{"id":{{body.Id}},"name":"{{body.Name}}"}""", "application/json; charset=utf-8");

        [Function("Forget")]
        public async Task Forget([HttpTrigger("delete")] HttpRequest req) => await Task.FromResult(req);

        [Function("Slow")]
        public async Task Slow(
            [HttpTrigger("get", Route = "api/slow")] HttpRequest req,
            TaskCompletionSource<CancellationToken> seen,
            TaskCompletionSource fell,
            FunctionContext context)
        {
            seen.SetResult(context.CancellationToken);
            try
            {
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
            }
            finally
            {
                fell.SetResult();
                Assert.NotNull(req);
            }
        }
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Pipeline.ProbeApp.Http;

/// <summary>Routes, methods and keys.</summary>
public sealed class RouteFunctions
{
    [Function("P2")]
    public IActionResult Narrow([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "p/special")] HttpRequest request) =>
        new OkObjectResult("P2");

    [Function("P1")]
    public IActionResult Wide([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "p/{id}")] HttpRequest request, string id) =>
        new OkObjectResult($"P1 {id}");

    [Function("OnlyGet")]
    public IActionResult OnlyGet([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "only/get")] HttpRequest request) =>
        new OkObjectResult("got");

    [Function("Segment")]
    public IActionResult Segment([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "x/{sku}")] HttpRequest request, string sku) =>
        new ContentResult { Content = sku };

    [Function("Number")]
    public IActionResult Number([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "number/{n:int}")] HttpRequest request, int n) =>
        new ContentResult { Content = $"{n}" };

    [Function("ZStar")]
    public IActionResult Star([HttpTrigger(AuthorizationLevel.Anonymous, Route = "star/{*path}")] HttpRequest request, string? path) =>
        new ContentResult { Content = $"{request.Method} {path ?? "(none)"}" };

    [Function("Named")]
    public IActionResult Named([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post")] HttpRequest request, string? limit) =>
        new ContentResult { Content = $"limit {limit ?? "(none)"}" };

    [Function("NeedsKey")]
    public IActionResult NeedsKey([HttpTrigger(AuthorizationLevel.Function, "get", Route = "needs/key")] HttpRequest request) =>
        new OkObjectResult("opened");

    [Function("NeedsMaster")]
    public IActionResult NeedsMaster([HttpTrigger(AuthorizationLevel.Admin, "get", Route = "needs/master")] HttpRequest request) =>
        new OkObjectResult("opened");
}

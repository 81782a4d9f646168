using Microsoft.Azure.Functions.Worker;
using Pipeline.Ops.Routing;

namespace Pipeline.Functions.Ops;

/// <summary>The operators' pages: all of them at one route, which finds the page itself.</summary>
/// <remarks>Anonymous for the host, because a browser cannot send a key; the app asks for the platform's sign-in (<see cref="OperatorAccess"/>).</remarks>
[Tags("ops")]
public sealed class OpsEndpoint(OpsRouter router)
{
    /// <summary>Answers a page, a file of it, or a form.</summary>
    [Function("ShowOpsPage")]
    public Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = "ops/{*path}")] HttpRequest request) =>
        router.AnswerAsync(request.HttpContext, PathOf(request));

    // The host's route value and the worker's differ in what they decode; the path is the same for both.
    private static string PathOf(HttpRequest request) =>
        request.Path.Value!.TrimStart('/') is var path && path.IndexOf('/', StringComparison.Ordinal) is > 0 and int slash ? path[(slash + 1)..] : string.Empty;
}

using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Pipeline.LocalHost.Durable.Management;

/// <summary>The answers of the management API.</summary>
internal static class ManagementAnswer
{
    /// <summary>The answer to an order.</summary>
    public static IResult Of(ControlResult result) => result switch
    {
        ControlResult.Accepted => Results.StatusCode(StatusCodes.Status202Accepted),
        ControlResult.NotFound => Fault(StatusCodes.Status404NotFound, "No such instance."),
        ControlResult.Ended => Fault(StatusCodes.Status410Gone, "The instance has ended."),
        ControlResult.WrongState => Fault(
            StatusCodes.Status412PreconditionFailed, "The instance is not in a state for this."),
        ControlResult.InUse => Fault(
            StatusCodes.Status409Conflict, "An orchestration instance with this id already exists and has not ended."),
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, message: null),
    };

    /// <summary>The answer to a request that cannot be understood.</summary>
    public static IResult BadRequest(string message) => Fault(StatusCodes.Status400BadRequest, message);

    /// <summary>The answer to a purge.</summary>
    public static IResult Purged(int count) => Json(new JObject { ["instancesDeleted"] = count });

    /// <summary>The answer to a start: 202 with the addresses of the instance.</summary>
    public static IResult Started(ManagementUrls urls, string instanceId) => Accepted(
        urls.Payload(instanceId), urls.Status(instanceId), retryAfter: "10");

    /// <summary>202 with a place to look at again.</summary>
    public static IResult Accepted(JToken body, string location, string retryAfter) =>
        new WithHeaders(Json(body, StatusCodes.Status202Accepted), location, retryAfter);

    /// <summary>A JSON answer.</summary>
    public static IResult Json(JToken body, int status = StatusCodes.Status200OK) =>
        Results.Text(body.ToString(Formatting.None), "application/json; charset=utf-8", statusCode: status);

    private static IResult Fault(int status, string message) => Json(new JObject { ["Message"] = message }, status);

    private sealed class WithHeaders(IResult answer, string location, string retryAfter) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Location = location;
            httpContext.Response.Headers.RetryAfter = retryAfter;
            return answer.ExecuteAsync(httpContext);
        }
    }
}

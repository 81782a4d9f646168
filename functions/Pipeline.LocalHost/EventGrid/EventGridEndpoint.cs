using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Configuration;
using Pipeline.LocalHost.Http;
using Pipeline.LocalHost.Invocation;

namespace Pipeline.LocalHost.EventGrid;

/// <summary>The webhook that Event Grid calls: <c>/runtime/webhooks/EventGrid?functionName=X</c> (§2.2 B, §6.3).</summary>
/// <remarks>A delivery is answered 202 when every call succeeded, else 500: the sender then delivers all of it again.</remarks>
internal sealed class EventGridEndpoint(
    FunctionList functions, FunctionInvoker invoker, AccessCheck access, TimeProvider time)
{
    private const string Path = "/runtime/webhooks/EventGrid";

    /// <summary>Maps the webhook and the handshake of CloudEvents.</summary>
    public void Map(WebApplication app, CancellationToken abandon)
    {
        app.MapPost(Path, (Delegate)((HttpContext context) => ReceiveAsync(context, abandon)));
        app.MapMethods(Path, ["OPTIONS"], (HttpContext context) =>
        {
            context.Response.Headers["WebHook-Allowed-Origin"] = context.Request.Headers["WebHook-Request-Origin"];
            context.Response.Headers["WebHook-Allowed-Rate"] = "*";
        });
    }

    private async Task<IResult> ReceiveAsync(HttpContext context, CancellationToken abandon)
    {
        string name = context.Request.Query["functionName"].ToString();
        if (!access.Allows(context.Request, "function"))
        {
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        if (functions.Find(name) is not { } function || !function.Trigger.Is("eventGridTrigger"))
        {
            return Results.NotFound();
        }

        if (await ReadAsync(context.Request) is not { } events)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        switch (context.Request.Headers["aeg-event-type"].ToString())
        {
            case "SubscriptionValidation":
                return Results.Json(new { validationResponse = (string?)events[0]["data"]?["validationCode"] });
            case "Unsubscribe":
                return Results.StatusCode(StatusCodes.Status202Accepted);
            default:
                bool succeeded = await DeliverAsync(function, events, abandon);
                return Results.StatusCode(
                    succeeded ? StatusCodes.Status202Accepted : StatusCodes.Status500InternalServerError);
        }
    }

    private async Task<bool> DeliverAsync(
        FunctionDefinition function, IReadOnlyList<JObject> events, CancellationToken abandon)
    {
        DateTimeOffset now = time.GetUtcNow();
        IEnumerable<FunctionCall> calls = EventGridCall.TakesMany(function)
            ? [EventGridCall.Many(function, events, now)]
            : events.Select(item => EventGridCall.One(function, item, now));
        try
        {
            await Task.WhenAll(calls.Select(call => invoker.InvokeAsync(call, abandon)));
            return true;
        }
        catch (FunctionFailedException)
        {
            return false;
        }
    }

    private static async Task<IReadOnlyList<JObject>?> ReadAsync(HttpRequest request)
    {
        using StreamReader reader = new(request.Body);
        string body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        try
        {
            JToken parsed = JToken.Parse(body);
            JObject[] events = parsed is JArray items ? [.. items.OfType<JObject>()] : [.. new[] { parsed }.OfType<JObject>()];
            return events.Length > 0 ? events : null;
        }
        catch (JsonException)
        {
            // The sender learns it from the status.
            return null;
        }
    }
}

using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Invocation;

namespace Pipeline.LocalHost.Http;

/// <summary>Answers HTTP functions in the default mode: request and answer travel as JSON (§1.5, §1.6).</summary>
internal sealed class EnvelopeEndpoint(FunctionInvoker invoker, bool hasKeys)
{
    /// <summary>Calls the function and writes its http output; 500 when the call fails, 204 when it has no answer.</summary>
    public async Task InvokeAsync(HttpContext context, HttpRoute route, CancellationToken abandon)
    {
        bool isAnonymous = !hasKeys || route.Level.Equals("anonymous", StringComparison.OrdinalIgnoreCase);
        JArray identities = isAnonymous ? HttpIdentity.Anonymous() : HttpIdentity.FunctionKey("default");
        FunctionCall call = await HttpCall.CreateAsync(
            route.Function, context.Request, identities, context.RequestAborted);
        InvocationResult result;
        try
        {
            result = await invoker.InvokeAsync(call, abandon);
        }
        catch (FunctionFailedException)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }

        string? output = route.Function.Outputs.FirstOrDefault(item => item.Is("http"))?.Name;
        if (output is null || result.Outputs.GetValueOrDefault(output) is not { } value)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await WriteAsync(context.Response, value, context.RequestAborted);
    }

    private static async Task WriteAsync(HttpResponse response, object value, CancellationToken cancellationToken)
    {
        JObject? answer = value as JObject;
        string? status = (string?)answer?["StatusCode"] ?? (string?)answer?["Status"];
        response.StatusCode = int.TryParse(status, CultureInfo.InvariantCulture, out int code) ? code : StatusCodes.Status200OK;
        JToken? body = answer is null ? JToken.FromObject(value) : answer["Body"];
        if (body is not null and not { Type: JTokenType.Null or JTokenType.String })
        {
            response.ContentType = "application/json; charset=utf-8";
        }
        else if (body?.Type == JTokenType.String)
        {
            response.ContentType = "text/plain; charset=utf-8";
        }

        foreach (JProperty header in (answer?["Headers"] as JObject)?.Properties() ?? [])
        {
            response.Headers[header.Name] = (string?)header.Value;
        }

        if (body is not null and not { Type: JTokenType.Null })
        {
            string text = body.Type == JTokenType.String ? (string)body! : body.ToString(Formatting.None);
            await response.WriteAsync(text, cancellationToken);
        }
    }
}

using Pipeline.LocalHost.Invocation;

namespace Pipeline.LocalHost.Http;

/// <summary>What the worker is told about an HTTP call beside the request itself, which it gets by proxy.</summary>
/// <remarks>
/// As on Azure a function's parameters are fed by name from, in rising precedence: the top-level properties of a JSON body,
/// the query, the route.
/// </remarks>
internal static class HttpCallData
{
    private static readonly object BodyKey = new();

    /// <summary>Reads a body of known length before the function is called, as the Functions host does. A chunked one passes unread.</summary>
    /// <exception cref="BadHttpRequestException">The body is too large or breaks off.</exception>
    public static async Task ReadBodyAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (request.ContentLength is not (null or 0))
        {
            request.EnableBuffering();
            using StreamReader reader = new(request.Body, leaveOpen: true);
            context.Items[BodyKey] = await reader.ReadToEndAsync(context.RequestAborted);
            request.Body.Position = 0;
        }
    }

    /// <summary>Fills in the trigger's value and its metadata.</summary>
    public static void Fill(InvocationRequest request, HttpContext context, string triggerName)
    {
        request.InputData.Add(new ParameterBinding { Name = triggerName, Data = new() { Http = new() } });
        Dictionary<string, object?> data = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, object value) in context.Items[BodyKey] is string body ? WireValue.Properties(body) : [])
        {
            data[name] = value;
        }

        Dictionary<string, string> query = context.Request.Query.ToDictionary(item => item.Key, item => item.Value.ToString());
        foreach ((string name, string value) in query.Where(item => !item.Key.Equals("code", StringComparison.OrdinalIgnoreCase)))
        {
            data[name] = value;
        }

        foreach ((string name, object? value) in context.Request.RouteValues)
        {
            data[name] = value?.ToString();
        }

        foreach ((string name, object? value) in data.Where(item => item.Value is not null))
        {
            request.TriggerMetadata[name] = WireValue.ToWire(value);
        }

        request.TriggerMetadata["Query"] = WireValue.ToWire(query);
        request.TriggerMetadata["Headers"] = WireValue.ToWire(
            context.Request.Headers.ToDictionary(item => item.Key, item => item.Value.ToString()));
    }
}

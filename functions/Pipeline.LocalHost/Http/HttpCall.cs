using System.Text;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Primitives;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Configuration;
using Pipeline.LocalHost.Invocation;

namespace Pipeline.LocalHost.Http;

/// <summary>Makes the call of an HTTP function in the default mode: the request as JSON (§1.5).</summary>
internal static class HttpCall
{
    /// <summary>Reads the request. A request without Content-Length loses its body here, as in the real host.</summary>
    public static async Task<FunctionCall> CreateAsync(
        FunctionDefinition function, HttpRequest request, JArray identities, CancellationToken cancellationToken)
    {
        byte[]? body = await ReadBodyAsync(request, cancellationToken);
        JObject value = new()
        {
            ["Url"] = request.GetDisplayUrl(),
            ["Method"] = request.Method,
            ["Query"] = Object(request.Query, values => values.ToString()),
            ["Headers"] = Object(request.Headers, values => JArray.FromObject(values.ToArray())),
        };
        if (request.RouteValues.Count > 0)
        {
            value["Params"] = Object(request.RouteValues, item => item?.ToString() ?? string.Empty);
        }

        value["Identities"] = identities;
        if (body is not null)
        {
            value["Body"] = IsBinary(request.ContentType)
                ? Convert.ToBase64String(body)
                : Encoding.UTF8.GetString(body);
        }

        return new FunctionCall
        {
            Function = function,
            Reason = "This function was programmatically called via the host APIs.",
            TriggerValue = value,
            BindingData = BindingData(request, body),
        };
    }

    private static List<KeyValuePair<string, object?>> BindingData(HttpRequest request, byte[]? body)
    {
        Dictionary<string, object?> data = new(StringComparer.OrdinalIgnoreCase);
        BindingDataMerge.Apply(body is null ? null : Encoding.UTF8.GetString(body), data);
        foreach ((string name, StringValues values) in request.Query)
        {
            // The real host keeps its own parameter out of the top level, though not out of Query.
            if (!name.Equals("code", StringComparison.OrdinalIgnoreCase))
            {
                data[name] = values.LastOrDefault() ?? string.Empty;
            }
        }

        foreach ((string name, object? item) in request.RouteValues)
        {
            data[name] = item?.ToString();
        }

        data["Query"] = Object(request.Query, values => values.LastOrDefault() ?? string.Empty);
        data["Headers"] = Object(request.Headers, values => values.ToString());
        return [.. data];
    }

    private static JObject Object<T>(IEnumerable<KeyValuePair<string, T>> entries, Func<T, JToken> value)
    {
        JObject members = [];
        foreach ((string name, T entry) in entries)
        {
            members[name] = value(entry);
        }

        return members;
    }

    private static async Task<byte[]?> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength is not > 0)
        {
            return null;
        }

        using MemoryStream copy = new();
        await request.Body.CopyToAsync(copy, cancellationToken);
        return copy.ToArray();
    }

    private static bool IsBinary(string? contentType) =>
        contentType is not null
        && (contentType.StartsWith("application/octet-stream", StringComparison.OrdinalIgnoreCase)
            || contentType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase));
}

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Pipeline.Functions.Http;

/// <summary>Reads bodies of JSON.</summary>
internal static class JsonBody
{
    /// <summary>Reads the body of a request.</summary>
    /// <exception cref="BadHttpRequestException">It is not the expected JSON; the message says where.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, type, request.HttpContext.RequestAborted)
                ?? throw new BadHttpRequestException("The body is null.");
        }
        catch (JsonException exception)
        {
            // Path and line help the caller; the message may quote the body and types, so it stays in the log.
            throw new BadHttpRequestException(
                $"The body is not the expected JSON (at '{exception.Path}', line {exception.LineNumber}).", exception);
        }
    }

    /// <summary>As <see cref="ReadAsync"/>; null when there is no body.</summary>
    public static async Task<T?> ReadOptionalAsync<T>(HttpRequest request, JsonTypeInfo<T> type)
        where T : class
    {
        using MemoryStream body = new();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        if (body.Length == 0)
        {
            return null;
        }

        body.Position = 0;
        request.Body = body;
        return await ReadAsync(request, type);
    }
}

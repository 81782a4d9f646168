using System.Text;
using Newtonsoft.Json;
using Pipeline.LocalHost.Configuration;

namespace Pipeline.LocalHost.Invocation;

/// <summary>Judges a handler's answer as the real host does (functions-custom-handler.md §1.6).</summary>
internal static class AnswerReader
{
    private const int MaxDepth = 256;

    /// <summary>Reads an answer.</summary>
    /// <returns>The result; null when the real host would never learn one: an empty body or <c>null</c>.</returns>
    /// <exception cref="HttpRequestException">The status is not 2xx.</exception>
    /// <exception cref="InvalidOperationException">The body is not the expected JSON object.</exception>
    public static async Task<InvocationResult?> ReadAsync(
        HttpResponseMessage answer, FunctionDefinition function, CancellationToken cancellationToken)
    {
        answer.EnsureSuccessStatusCode();
        byte[] body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        if (body.Length == 0)
        {
            return null;
        }

        try
        {
            HandlerAnswer? read = Deserialize(body, answer.Content.Headers.ContentType);
            return read is null ? null : AnswerBinding.Bind(read, function);
        }
        catch (Exception error) when (error is JsonException or UnsupportedMediaTypeException)
        {
            string text = Encoding.UTF8.GetString(body);
            throw new InvalidOperationException($"Invalid HttpResponseMessage:\n{answer}\n {text}", error);
        }
    }

    private static HandlerAnswer? Deserialize(
        byte[] body, System.Net.Http.Headers.MediaTypeHeaderValue? contentType)
    {
        string mediaType = contentType?.MediaType ?? "application/octet-stream";
        if (!mediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && !mediaType.Equals("text/json", StringComparison.OrdinalIgnoreCase))
        {
            throw new UnsupportedMediaTypeException(mediaType);
        }

        Encoding encoding = string.Equals(contentType?.CharSet, "utf-16", StringComparison.OrdinalIgnoreCase)
            ? Encoding.Unicode
            : Encoding.UTF8;
        using StreamReader reader = new(new MemoryStream(body), encoding);
        using JsonTextReader json = new(reader) { MaxDepth = MaxDepth };

        // Only the first value is read, and text behind it is ignored, as the real host's formatter does.
        return JsonSerializer.Create(new JsonSerializerSettings { MaxDepth = MaxDepth })
            .Deserialize<HandlerAnswer>(json);
    }
}

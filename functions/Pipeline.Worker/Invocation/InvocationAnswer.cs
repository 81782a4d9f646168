using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>An answer to the host. Source: functions-custom-handler.md §1.6.</summary>
/// <param name="StatusCode">200, or a status that makes the trigger's own policy repeat the call.</param>
/// <param name="ContentType">A success is <c>application/json</c>; the host takes no other.</param>
/// <param name="Body">Never empty: an empty success leaves the call hanging until the function timeout.</param>
internal sealed record InvocationAnswer(int StatusCode, string ContentType, ReadOnlyMemory<byte> Body)
{
    private static readonly JsonWriterOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A success. The text goes out as a JSON string, which is the one form the host does not rewrite.</summary>
    public static InvocationAnswer Success(string? returnValue = null) => new(
        StatusCodes.Status200OK,
        "application/json",
        Write(writer =>
        {
            writer.WriteStartObject("Outputs");
            writer.WriteEndObject();
            writer.WriteStartArray("Logs");
            writer.WriteEndArray();
            writer.WriteString("ReturnValue", returnValue);
        }));

    /// <summary>A failure as problem details (RFC 9457), without anything of the exception.</summary>
    public static InvocationAnswer Problem(int statusCode, string title, string? detail = null) => new(
        statusCode,
        "application/problem+json",
        Write(writer =>
        {
            writer.WriteString("type", "about:blank");
            writer.WriteString("title", title);
            writer.WriteNumber("status", statusCode);
            if (detail is not null)
            {
                writer.WriteString("detail", detail);
            }
        }));

    /// <summary>Sends the answer with its length.</summary>
    public Task SendAsync(HttpResponse response)
    {
        response.StatusCode = StatusCode;
        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        return response.Body.WriteAsync(Body).AsTask();
    }

    public override string ToString() => StatusCode.ToString(CultureInfo.InvariantCulture);

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(buffer, Layout);
        writer.WriteStartObject();
        members(writer);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Microsoft.DurableTask.Execution;

/// <summary>How the outcome of an activity travels: the host would throw away the body of a failed call.</summary>
/// <remarks>
/// <c>{"ok":true,"value":…}</c> or <c>{"ok":false,"error":{"type","message","retriable","inner"}}</c>, as JSON text in
/// a string, the one form the host does not rewrite. A result that is no such string (an activity of another worker)
/// is taken as it is. Source: functions-custom-handler.md §1.6, §3.6.
/// </remarks>
internal static class ActivityEnvelope
{
    private const string SuccessStart = "{\"ok\":true,\"value\":";
    private const string FailureStart = "{\"ok\":false,";

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a result.</summary>
    public static string Success(object? value, JsonSerializerOptions options) =>
        $"{SuccessStart}{(DurableJson.Write(value, options) ?? "null")}}}";

    /// <summary>Writes a failure and its causes. Stack traces stay in the log.</summary>
    public static string Failure(TaskFailureDetails failure)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            writer.WriteStartObject();
            writer.WriteBoolean("ok", value: false);
            writer.WritePropertyName("error");
            WriteError(writer, failure);
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Recognises a failure.</summary>
    public static bool TryReadFailure(string? result, [NotNullWhen(true)] out TaskFailureDetails? failure)
    {
        failure = null;
        if (Unwrap(result) is not { } text || !text.StartsWith(FailureStart, StringComparison.Ordinal))
        {
            return false;
        }

        using JsonDocument document = JsonDocument.Parse(text);
        failure = document.RootElement.TryGetProperty("error", out JsonElement error)
            ? ReadError(error)
            : new TaskFailureDetails(TaskFailureDetails.Unknown, "The activity failed and said no more.");
        return true;
    }

    /// <summary>Reads a result.</summary>
    /// <exception cref="JsonException">The text does not describe a <typeparamref name="T"/>.</exception>
    public static T? ReadResult<T>(string? result, JsonSerializerOptions options)
    {
        if (typeof(T) == typeof(Nothing))
        {
            return default;
        }

        return Unwrap(result) is { } text && text.StartsWith(SuccessStart, StringComparison.Ordinal)
            ? JsonSerializer.Deserialize<T>(text.AsSpan(SuccessStart.Length, text.Length - SuccessStart.Length - 1), options)
            : DurableJson.Read<T>(result, options);
    }

    /// <summary>The text inside a JSON string that looks like an envelope; hosts differ in how they escape quotes.</summary>
    private static string? Unwrap(string? result) =>
        result is not null
        && (result.StartsWith("\"{\\\"ok\\\":", StringComparison.Ordinal)
            || result.StartsWith("\"{\\u0022ok\\u0022:", StringComparison.Ordinal))
            ? JsonSerializer.Deserialize<string>(result)
            : null;

    private static void WriteError(Utf8JsonWriter writer, TaskFailureDetails failure)
    {
        writer.WriteStartObject();
        writer.WriteString("type", failure.ErrorType);
        writer.WriteString("message", failure.ErrorMessage);
        writer.WriteBoolean("retriable", !failure.IsNonRetriable);
        if (failure.InnerFailure is { } inner)
        {
            writer.WritePropertyName("inner");
            WriteError(writer, inner);
        }

        writer.WriteEndObject();
    }

    private static TaskFailureDetails ReadError(JsonElement error) => new(
        TextOf(error, "type") ?? TaskFailureDetails.Unknown,
        TextOf(error, "message") ?? string.Empty,
        StackTrace: null,
        error.ValueKind == JsonValueKind.Object && error.TryGetProperty("inner", out JsonElement inner)
            ? ReadError(inner)
            : null)
    {
        IsNonRetriable = error.ValueKind == JsonValueKind.Object
            && error.TryGetProperty("retriable", out JsonElement retriable)
            && retriable.ValueKind == JsonValueKind.False,
    };

    private static string? TextOf(JsonElement error, string name) =>
        error.ValueKind == JsonValueKind.Object
        && error.TryGetProperty(name, out JsonElement member)
        && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;
}

using System.Globalization;
using System.Text.Json;

namespace Microsoft.DurableTask.Client;

/// <summary>Reads the status body of the management API. Source: functions-custom-handler.md §4.3.</summary>
internal static class InstanceReader
{
    /// <summary>Reads one instance.</summary>
    /// <exception cref="JsonException">The body is no status.</exception>
    public static OrchestrationMetadata Read(JsonElement body, bool withValues, JsonSerializerOptions json)
    {
        OrchestrationRuntimeStatus status = Enum.TryParse(Text(body, "runtimeStatus"), ignoreCase: true, out OrchestrationRuntimeStatus known)
            ? known
            : throw new JsonException($"Unknown status '{Text(body, "runtimeStatus")}'.");
        return new OrchestrationMetadata(Text(body, "name") ?? string.Empty, Text(body, "instanceId") ?? string.Empty)
        {
            RuntimeStatus = status,
            CreatedAt = Time(body, "createdTime"),
            LastUpdatedAt = Time(body, "lastUpdatedTime"),
            ParentInstanceId = Text(body, "parentInstanceId"),
            SerializedInput = withValues ? Json(body, "input") : null,
            SerializedOutput = withValues ? Json(body, "output") : null,
            SerializedCustomStatus = withValues ? Json(body, "customStatus") : null,
            FailureDetails = withValues && status == OrchestrationRuntimeStatus.Failed
                ? new TaskFailureDetails(TaskFailureDetails.Unknown, Text(body, "output") ?? Json(body, "output") ?? string.Empty)
                : null,
            Json = json,
        };
    }

    private static string? Json(JsonElement body, string name) =>
        body.TryGetProperty(name, out JsonElement member) && member.ValueKind != JsonValueKind.Null
            ? member.GetRawText()
            : null;

    private static string? Text(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object
        && body.TryGetProperty(name, out JsonElement member)
        && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;

    private static DateTimeOffset Time(JsonElement body, string name) => DateTimeOffset.TryParse(
        Text(body, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : default;
}

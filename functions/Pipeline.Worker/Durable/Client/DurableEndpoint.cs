using System.Text.Json;

namespace Microsoft.DurableTask.Client;

/// <summary>Where the host's HTTP management API is, and what it asks of callers. Holds a key: never logged.</summary>
/// <param name="BaseUrl">For example <c>https://app.example.org/runtime/webhooks/durabletask</c>.</param>
/// <param name="Key">Key of the durable extension; null where keys are off.</param>
/// <param name="TaskHub">Task hub; null for the host's own.</param>
/// <param name="Connection">Setting of the hub's connection; null for the host's own.</param>
public sealed record DurableEndpoint(Uri BaseUrl, string? Key = null, string? TaskHub = null, string? Connection = null)
{
    /// <summary>Reads the payload of a <c>durableClient</c> binding. Source: functions-custom-handler.md §4.1.</summary>
    /// <exception cref="FormatException">The payload has no address.</exception>
    /// <exception cref="JsonException">The payload is not JSON.</exception>
    public static DurableEndpoint FromBinding(string json)
    {
        using JsonDocument payload = JsonDocument.Parse(json);
        JsonElement root = payload.RootElement;
        return Uri.TryCreate(Text(root, "httpBaseUrl") ?? Text(root, "baseUrl"), UriKind.Absolute, out Uri? address)
            ? new DurableEndpoint(
                address,
                KeyOf(Text(root, "requiredQueryStringParameters")),
                Text(root, "taskHubName"),
                Text(root, "connectionName"))
            : throw new FormatException("The payload has no address of the management API.");
    }

    /// <summary>Without the key.</summary>
    public override string ToString() => $"{BaseUrl} ({TaskHub})";

    private static string? KeyOf(string? query) => query?
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Where(pair => pair.StartsWith("code=", StringComparison.OrdinalIgnoreCase))
        .Select(pair => Uri.UnescapeDataString(pair["code=".Length..]))
        .FirstOrDefault();

    private static string? Text(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object
        && root.TryGetProperty(name, out JsonElement member)
        && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;
}

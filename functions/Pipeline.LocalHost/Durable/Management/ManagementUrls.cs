using Newtonsoft.Json.Linq;

namespace Pipeline.LocalHost.Durable.Management;

/// <summary>Writes the addresses of the management API.</summary>
/// <param name="baseUrl">Address of the API, without a slash at its end.</param>
/// <param name="query">Parameters that each address carries; empty for none.</param>
internal sealed class ManagementUrls(string baseUrl, string query)
{
    /// <summary>Path of the API below the host.</summary>
    public const string Path = "/runtime/webhooks/durabletask";

    /// <summary>Where the status of an instance is.</summary>
    public string Status(string instanceId) => Of(instanceId, string.Empty);

    /// <summary>The body of an answer to a start.</summary>
    public JObject Payload(string instanceId) => new()
    {
        ["id"] = instanceId,
        ["statusQueryGetUri"] = Status(instanceId),
        ["sendEventPostUri"] = Of(instanceId, "/raiseEvent/{eventName}"),
        ["terminatePostUri"] = Of(instanceId, "/terminate", "reason={text}"),
        ["purgeHistoryDeleteUri"] = Status(instanceId),
        ["restartPostUri"] = Of(instanceId, "/restart"),
        ["suspendPostUri"] = Of(instanceId, "/suspend", "reason={text}"),
        ["resumePostUri"] = Of(instanceId, "/resume", "reason={text}"),
    };

    private string Of(string instanceId, string verb, string parameter = "")
    {
        string parameters = string.Join('&', ((string[])[parameter, query]).Where(item => item.Length > 0));
        return $"{baseUrl}/instances/{Uri.EscapeDataString(instanceId)}{verb}{(parameters.Length > 0 ? "?" : "")}{parameters}";
    }
}

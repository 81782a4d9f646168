using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Configuration;
using Pipeline.LocalHost.Http;

namespace Pipeline.LocalHost.Durable.Management;

/// <summary>Writes the value of durableClient inputs (functions-custom-handler.md §4.1).</summary>
/// <remarks>LocalHost serves the HTTP API only: what listens at <c>rpcBaseUrl</c> speaks no gRPC.</remarks>
internal sealed class DurableClientPayload(DurableTaskSettings settings, KeyRing? keys, Func<Uri> address)
{
    /// <summary>The parameters that each address of the API carries.</summary>
    public string Query =>
        $"taskHub={settings.HubName}&connection=Storage" + (keys is null ? string.Empty : $"&{Code(keys)}");

    /// <summary>The inputs of a function: one entry for each durableClient binding that is no output.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> InputsOf(FunctionDefinition function) =>
    [
        .. function.Bindings
            .Where(binding => binding.Is("durableClient") && !binding.IsOutput)
            .Select(binding => new KeyValuePair<string, object?>(binding.Name, Write(binding))),
    ];

    private string Write(BindingDefinition binding)
    {
        string root = address().GetLeftPart(UriPartial.Authority);
        return new JObject
        {
            ["taskHubName"] = binding.Text("taskHub") ?? settings.HubName,
            ["connectionName"] = binding.Text("connectionName"),
            ["creationUrls"] = null,
            ["managementUrls"] = null,
            ["baseUrl"] = null,
            ["requiredQueryStringParameters"] = keys is null ? string.Empty : Code(keys),
            ["rpcBaseUrl"] = root,
            ["httpBaseUrl"] = root + ManagementUrls.Path,
            ["useForwardedHost"] = false,
            ["maxGrpcMessageSizeInBytes"] = 4 * 1024 * 1024,
            ["grpcHttpClientTimeout"] = "\"00:01:40\"",
        }.ToString(Formatting.None);
    }

    private static string Code(KeyRing keys) => $"code={Uri.EscapeDataString(keys.DurableTaskKey)}";
}

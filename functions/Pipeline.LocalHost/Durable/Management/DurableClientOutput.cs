using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Pipeline.LocalHost.Durable.Management;

/// <summary>Starts the orchestrations that a durableClient output names (functions-custom-handler.md §4.4).</summary>
internal sealed class DurableClientOutput(TaskHub hub, TimeProvider time)
{
    /// <summary>Starts <c>{"FunctionName","InstanceId","Input"}</c>, or each of an array of these.</summary>
    /// <exception cref="InvalidOperationException">The value names no orchestrator, or an id that is in use.</exception>
    public async Task StartAsync(object value, CancellationToken cancellationToken)
    {
        JToken? parsed = value is JToken token ? token : JsonText.Parse(value as string ?? JsonConvert.SerializeObject(value));
        foreach (JToken start in parsed as JArray ?? [parsed!])
        {
            await StartAsync(start as JObject, cancellationToken);
        }
    }

    private async Task StartAsync(JObject? start, CancellationToken cancellationToken)
    {
        string name = Text(start, "FunctionName")
            ?? throw new InvalidOperationException("A durableClient output needs a FunctionName.");
        string id = Text(start, "InstanceId") ?? Guid.NewGuid().ToString("N");
        if (hub.Functions.Orchestrator(name) is null || InstanceIds.FaultOf(id) is not null)
        {
            throw new InvalidOperationException($"'{name}' is no orchestrator, or '{id}' no good instance id.");
        }

        JToken? input = start!.GetValue("Input", StringComparison.OrdinalIgnoreCase);
        HubSession session = await hub.SessionAsync(cancellationToken);
        ControlResult result = await new InstanceControl(session, hub.Settings, time)
            .StartAsync(id, name, Text(start, "Version"), input?.ToString(Formatting.None));
        if (result != ControlResult.Accepted)
        {
            throw new InvalidOperationException($"An orchestration instance '{id}' already exists and has not ended.");
        }
    }

    private static string? Text(JObject? start, string name) =>
        (string?)start?.GetValue(name, StringComparison.OrdinalIgnoreCase);
}

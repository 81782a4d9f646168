using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Pipeline.ProbeApp.Durable;

/// <summary>Starts and reads orchestrations over HTTP.</summary>
public sealed class StartFunctions
{
    [Function("StartFlow")]
    public async Task<IActionResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "flows/{flow}/{id}")] HttpRequest request,
        string flow,
        string id,
        [DurableClient] DurableTaskClient client)
    {
        StartOrchestrationOptions options = request.Query["version"] is { Count: 1 } version
            ? new(id) { Version = new TaskVersion(version[0]!) }
            : new(id);
        string? input = request.Query["input"];
        return new AcceptedResult((string?)null, await client.ScheduleNewOrchestrationInstanceAsync(flow, input, options));
    }

    [Function("FlowAddress")]
    public IActionResult Address(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "flow-address/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client) =>
        new ContentResult { Content = client.CreateHttpManagementPayload(id).StatusQueryGetUri };

    [Function("ReadFlow")]
    public async Task<IActionResult> ReadAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "flow/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client)
    {
        OrchestrationMetadata? instance = await client.GetInstanceAsync(id, getInputsAndOutputs: true);
        return instance is null
            ? new NotFoundResult()
            : new ContentResult { Content = $"{instance.RuntimeStatus} {instance.SerializedOutput}" };
    }
}

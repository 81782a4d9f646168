using Google.Protobuf;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Microsoft.DurableTask.Protobuf;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Grpc;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Functions.Composition;

namespace Pipeline.TestSupport.Orchestrations;

/// <summary>Runs turns of orchestrators as the worker does: in the official runner, with the app's JSON.</summary>
internal static class OrchestratorRunner
{
    /// <summary>JSON of payloads.</summary>
    public static readonly DataConverter Json = new JsonDataConverter(PipelineComposition.WireJson);

    private static readonly IServiceProvider Services = new ServiceCollection()
        .AddSingleton(new DurableTaskShimFactory(new DurableTaskWorkerOptions { DataConverter = Json }))
        .BuildServiceProvider();

    /// <summary>Runs a turn whose messages are texts, as they travel between host and worker.</summary>
    /// <param name="request">History and news: a request in protobuf, base64.</param>
    /// <param name="orchestrator">The orchestrator's function.</param>
    /// <returns>The response in protobuf, base64.</returns>
    public static string Run(string request, Func<TaskOrchestrationContext, Task> orchestrator) =>
        GrpcOrchestrationRunner.LoadAndRun<string, object>(
            request,
            async (context, _) =>
            {
                await orchestrator(context);
                return null;
            },
            Services);

    /// <summary>Runs a turn.</summary>
    public static OrchestratorResponse Run(OrchestratorRequest request, Func<TaskOrchestrationContext, Task> orchestrator) =>
        OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(Run(Convert.ToBase64String(request.ToByteArray()), orchestrator)));
}

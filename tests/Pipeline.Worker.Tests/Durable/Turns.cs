using Google.Protobuf;
using Microsoft.DurableTask.Execution;
using Microsoft.DurableTask.Messages;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>Runs turns with a fresh executor.</summary>
internal static class Turns
{
    public static OrchestratorResponse Run(VectorTurn turn) =>
        Run(Request(turn), VectorOrchestrators.Find(turn.Vector, turn.Code));

    public static OrchestratorRequest Request(VectorTurn turn) =>
        OrchestratorRequest.Parser.ParseFrom(ByteString.FromBase64(turn.RequestBase64));

    public static OrchestratorResponse Run(
        OrchestratorRequest request, OrchestratorCode code, DurableWorkerOptions? options = null) =>
        new OrchestrationExecutor(options ?? new DurableWorkerOptions(), NullLoggerFactory.Instance, TimeProvider.System)
            .Execute(request, code, CancellationToken.None);
}

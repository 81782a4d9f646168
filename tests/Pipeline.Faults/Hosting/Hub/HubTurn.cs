using Microsoft.DurableTask.Protobuf;

namespace Pipeline.Faults.Hosting.Hub;

/// <summary>One turn of an instance, under way.</summary>
/// <param name="Number">Turn of the instance, from 0: of two with the same number, the one that is recorded first counts.</param>
/// <param name="Request">What the orchestrator is given.</param>
internal sealed record HubTurn(int Number, OrchestratorRequest Request);

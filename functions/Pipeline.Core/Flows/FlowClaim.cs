namespace Pipeline.Core.Flows;

/// <summary>The right of one execution to run a flow, held on the flow's row.</summary>
/// <param name="Execution">Id of the execution.</param>
/// <param name="Owner">The process at work; see <see cref="Running.IWorkerIdentity"/>.</param>
/// <param name="HeartbeatAt">Its last sign of life, UTC.</param>
public sealed record FlowClaim(string Execution, string Owner, DateTimeOffset HeartbeatAt);

using Pipeline.Core.Flows.Requests;

namespace Pipeline.Core.Flows.Running;

/// <summary>Does the work of some flows.</summary>
public interface IFlowExecutor
{
    /// <summary>Whether it does the work of this flow.</summary>
    bool Runs(FlowDefinition flow);

    /// <summary>What it can do of a flow in parts (<see cref="Execution.Request"/>); nothing as a rule.</summary>
    RunParts PartsOf(FlowDefinition flow) => RunParts.None;

    /// <summary>
    /// Does one execution and records its outcome with <see cref="IExecutionStore.UpdateAsync"/>. Called again with the
    /// same execution after a crash, so every step must be repeatable.
    /// </summary>
    /// <param name="execution">The execution, running; only one of its flow runs at a time.</param>
    /// <param name="cancellationToken">
    /// Cancelled when a person cancels the execution, when the claim is lost or when the process stops; the caller
    /// records which.
    /// </param>
    /// <remarks>
    /// Returning while the execution is still running hands it on (the blob function goes on with a landed file): the
    /// claim stays until the execution is finished, or silent for ten minutes. The caller sends heartbeats only until
    /// this method returns. Exceptions become the execution's first error, see <see cref="FaultClassifier"/>.
    /// </remarks>
    Task RunAsync(Execution execution, CancellationToken cancellationToken);
}

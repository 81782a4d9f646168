using Pipeline.Core.Flows;
using Pipeline.Core.Issues;

namespace Pipeline.Core.ErrorGroups.Sources;

/// <summary>Pauses all flows of a partner that refuses us, so that nobody locks the account by trying again, and resumes them when one has run.</summary>
/// <remarks>A person may run a flow that is paused so; what people have paused themselves stays as it is.</remarks>
public sealed class PartnerPause(FlowCatalog flows, IFlowStore states)
{
    /// <summary>Who pauses.</summary>
    public const string By = "system";

    /// <summary>Pauses the partner's flows if its execution failed by what only a person can mend. May be repeated.</summary>
    public async Task PauseAsync(Execution execution, CancellationToken cancellationToken)
    {
        if (execution.FirstError is not { } error || !FaultClassifier.RuleOf(error.Code).PausesPartner)
        {
            return;
        }

        foreach (FlowDefinition flow in SiblingsOf(execution.Flow))
        {
            _ = await states.UpdateAsync(
                flow.Code,
                state => state.PausedReason is not null ? state : state with
                {
                    PausedReason = $"{error.Code}: {Issue.Shorten(error.Cause)}", PausedBy = By, PausedUntil = null, PausedFor = error.Code, Version = state.Version + 1,
                },
                cancellationToken);
        }
    }

    /// <summary>Resumes the partner's flows if they were paused by <see cref="PauseAsync"/>: the execution has reached the partner. May be repeated.</summary>
    public async Task ResumeAsync(Execution execution, CancellationToken cancellationToken)
    {
        if ((await states.FindAsync(execution.Flow, cancellationToken)).PausedFor is null)
        {
            return;
        }

        foreach (FlowDefinition flow in SiblingsOf(execution.Flow).OrderBy(flow => flow.Code == execution.Flow))
        {
            // The flow itself comes last: as long as it is paused, a repetition finishes what was cut.
            _ = await states.UpdateAsync(
                flow.Code,
                static state => state.PausedFor is null ? state : state with
                {
                    PausedReason = null, PausedBy = null, PausedUntil = null, PausedFor = null, Version = state.Version + 1,
                },
                cancellationToken);
        }
    }

    private IEnumerable<FlowDefinition> SiblingsOf(string code) => flows.Find(code) is { } flow
        ? flows.All.Where(other => other.Code == code || (flow.Distributor is not null && other.Distributor == flow.Distributor)
            || (flow.Store is not null && other.Store == flow.Store))
        : [];
}

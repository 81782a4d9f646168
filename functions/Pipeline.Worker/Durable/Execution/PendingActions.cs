using Microsoft.DurableTask.Messages;
using ActionKind = Microsoft.DurableTask.Messages.OrchestratorAction.OrchestratorActionTypeOneofCase;

namespace Microsoft.DurableTask.Execution;

/// <summary>Actions the code has made, by id, and whether history knows them.</summary>
/// <remarks>Ids are given in order of the calls, from 0. Source: functions-custom-handler.md §3.4 rules 3, 4, 11.</remarks>
internal sealed class PendingActions(Func<string> orchestrator)
{
    private readonly List<OrchestratorAction?> _byId = [];

    /// <summary>The id that the next action takes.</summary>
    public int NextId => _byId.Count;

    /// <summary>Gives an action its id.</summary>
    public int Add(OrchestratorAction action)
    {
        action.Id = _byId.Count;
        _byId.Add(action);
        return action.Id;
    }

    /// <summary>Strikes an action off because history has it.</summary>
    /// <exception cref="NonDeterminismException">The code made no such action.</exception>
    public void Confirm(int id, ActionKind kind, string? name)
    {
        OrchestratorAction? action = id >= 0 && id < _byId.Count ? _byId[id] : null;
        if (action is null)
        {
            throw new NonDeterminismException(
                $"Orchestrator '{orchestrator()}' is not deterministic: its history has {Describe(kind, name)} with id {id}, "
                + "but the code makes no such call at this point. " + Remedy);
        }

        string? made = NameOf(action);
        if (action.OrchestratorActionTypeCase != kind || !string.Equals(made, name, StringComparison.OrdinalIgnoreCase))
        {
            throw new NonDeterminismException(
                $"Orchestrator '{orchestrator()}' is not deterministic: its history has {Describe(kind, name)} with id {id}, "
                + $"but the code now makes {Describe(action.OrchestratorActionTypeCase, made)} with this id. " + Remedy);
        }

        _byId[id] = null;
    }

    /// <summary>The actions that history does not have, ascending by id.</summary>
    public IEnumerable<OrchestratorAction> Unconfirmed() => _byId.OfType<OrchestratorAction>();

    private const string Remedy =
        "Was it changed while instances were running? Give the changed code a new name or version, "
        + "or let the instances end first.";

    private static string? NameOf(OrchestratorAction action) => action.OrchestratorActionTypeCase switch
    {
        ActionKind.ScheduleTask => action.ScheduleTask.Name,
        ActionKind.CreateSubOrchestration => action.CreateSubOrchestration.Name,
        ActionKind.SendEvent => action.SendEvent.Name,
        _ => null,
    };

    private static string Describe(ActionKind kind, string? name) => kind switch
    {
        ActionKind.ScheduleTask => $"a call of activity '{name}'",
        ActionKind.CreateSubOrchestration => $"a call of sub-orchestrator '{name}'",
        ActionKind.SendEvent => $"a sent event '{name}'",
        ActionKind.CreateTimer => "a timer",
        _ => "an action of another kind",
    };
}

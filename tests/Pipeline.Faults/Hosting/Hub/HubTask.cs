using Microsoft.DurableTask.Protobuf;

namespace Pipeline.Faults.Hosting.Hub;

/// <summary>An activity that an orchestration has asked for.</summary>
/// <param name="instance">Who asked.</param>
/// <param name="round">In which round.</param>
/// <param name="id">Number of the action in that round.</param>
/// <param name="action">What it asked for.</param>
internal sealed class HubTask(HubInstance instance, int round, int id, ScheduleTaskAction action)
{
    public string Name => action.Name;

    /// <summary>A JSON array of the one argument.</summary>
    public string Input => action.Input;

    /// <summary>Whether somebody works on it, or did when he died.</summary>
    public bool IsUnderWay { get; set; }

    /// <summary>Hands the result over. One that comes twice is handed over twice, as by the hub.</summary>
    /// <param name="result">JSON, or null.</param>
    public void Complete(string? result) =>
        End(new HistoryEvent { TaskCompleted = new TaskCompletedEvent { TaskScheduledId = id, Result = result } });

    /// <summary>Hands the failure over.</summary>
    public void Fail(TaskFailureDetails failure) =>
        End(new HistoryEvent { TaskFailed = new TaskFailedEvent { TaskScheduledId = id, FailureDetails = failure } });

    private void End(HistoryEvent outcome) => instance.End(this, outcome, round);
}

using Microsoft.DurableTask.Messages;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>Turns actions into later events, and mixes them up.</summary>
internal sealed class RandomBackend(Random random)
{
    private const string Failure =
        "\"{\\\"ok\\\":false,\\\"error\\\":{\\\"type\\\":\\\"T\\\",\\\"message\\\":\\\"m\\\",\\\"retriable\\\":true}}\"";

    private readonly List<HistoryEvent> _due = [];
    private readonly List<HistoryEvent> _delivered = [];
    private bool _suspended;

    /// <summary>Ids of all actions ever answered.</summary>
    public List<int> Ids { get; } = [];

    /// <summary>The end of the orchestration; null before it.</summary>
    public CompleteOrchestrationAction? End { get; private set; }

    /// <summary>Carries out an answer.</summary>
    public CompleteOrchestrationAction? Take(OrchestratorResponse response)
    {
        foreach (OrchestratorAction action in response.Actions)
        {
            Ids.Add(action.Id);
            switch (action.OrchestratorActionTypeCase)
            {
                case OrchestratorAction.OrchestratorActionTypeOneofCase.ScheduleTask:
                    _due.Add(ScriptedHistory.Done(action.Id, ResultOf(action.ScheduleTask)));
                    break;
                case OrchestratorAction.OrchestratorActionTypeOneofCase.CreateTimer:
                    HistoryEvent fired = ScriptedHistory.Fired(action.Id);
                    fired.TimerFired.FireAt = action.CreateTimer.FireAt;
                    _due.Add(fired);
                    break;
                case OrchestratorAction.OrchestratorActionTypeOneofCase.CreateSubOrchestration:
                    _due.Add(new HistoryEvent
                    {
                        EventId = -1,
                        SubOrchestrationInstanceCompleted = new SubOrchestrationInstanceCompletedEvent
                        {
                            TaskScheduledId = action.Id,
                            Result = action.CreateSubOrchestration.Input,
                        },
                    });
                    break;
                default:
                    End = action.CompleteOrchestration;
                    break;
            }
        }

        return End;
    }

    /// <summary>Some of what is due, in any order, with repetitions, outside events and suspensions between.</summary>
    public HistoryEvent[] News()
    {
        var news = new List<HistoryEvent>();
        for (int i = random.Next(1, 4); i > 0 && _due.Count > 0; i--)
        {
            int chosen = random.Next(_due.Count);
            news.Add(_due[chosen]);
            _delivered.Add(_due[chosen]);
            _due.RemoveAt(chosen);
        }

        if (random.Next(3) == 0)
        {
            news.Insert(random.Next(news.Count + 1), ScriptedHistory.Raised($"event{random.Next(3)}", "2"));
        }

        if (random.Next(4) == 0 && _delivered.Count > 0)
        {
            news.Insert(random.Next(news.Count + 1), _delivered[random.Next(_delivered.Count)].Clone());
        }

        if (random.Next(6) == 0 || _suspended)
        {
            _suspended = !_suspended;
            news.Insert(random.Next(news.Count + 1), _suspended
                ? new HistoryEvent { EventId = -1, ExecutionSuspended = new ExecutionSuspendedEvent() }
                : new HistoryEvent { EventId = -1, ExecutionResumed = new ExecutionResumedEvent() });
        }

        return [.. news];
    }

    private string ResultOf(ScheduleTaskAction action) => action.Name == "Flaky" && random.Next(3) == 0
        ? Failure
        : $"\"{{\\\"ok\\\":true,\\\"value\\\":{action.Input}}}\"";
}
